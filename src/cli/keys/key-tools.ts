import { AppConfig } from '../../config/app-config.js';
import { FolderInUseError } from '../../database/database.errors.js';
import { findEncryptionKeys } from '../../token/encryption-keys.js';
import { KEY_ENTITIES, type KeyTools, withKeyTools } from '../../keys/key-tools.js';
import { CommandError } from '../cli.errors.js';
import type { CommandCall } from '../command.js';
import { withDatabase } from '../database.js';

/** Gives `use` the tools over the server's own database and ring. */
export async function withServerKeys<T>(
  { env, terminal }: Pick<CommandCall, 'env' | 'terminal'>,
  use: (tools: KeyTools) => Promise<T>,
): Promise<T> {
  const config = AppConfig.fromEnv(env);
  const keys = await findEncryptionKeys(config);
  return orStopTheServer(() =>
    withDatabase({ config, terminal, entities: KEY_ENTITIES }, (dataSource) =>
      withKeyTools({ dataSource, database: config.database, keys }, use),
    ),
  );
}

/** @throws CommandError in place of FolderInUseError, whose advice is for a second server */
export async function orStopTheServer<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof FolderInUseError)) throw error;
    throw new CommandError(
      'A running server has the data folder open, and the embedded database serves one process at a time. Stop the ' +
        'server, run this command again, and start the server. (On a PostgreSQL it can be run beside servers.)',
      { cause: error },
    );
  }
}
