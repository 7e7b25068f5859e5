import { readFile } from 'node:fs/promises';
import { password } from '@inquirer/prompts';
import { AppConfig } from '../../config/app-config.js';
import { loadEncryptionKeys } from '../../token/encryption-keys.js';
import { TRANSFER_ENTITIES, type TransferTools, withTransferTools } from '../../transfer/transfer-tools.js';
import { CommandError, UsageError } from '../cli.errors.js';
import type { CommandCall } from '../command.js';
import { withDatabase } from '../database.js';
import { orStopTheServer } from '../keys/key-tools.js';
import type { Terminal } from '../terminal.js';

const SHORTEST_PASSPHRASE = 12;

/** Gives `use` the tools over the server's own database and keys; a new embedded database gets its key as at a start. */
export function withServerTools<T>(
  { env, terminal }: Pick<CommandCall, 'env' | 'terminal'>,
  use: (tools: TransferTools) => Promise<T>,
): Promise<T> {
  const config = AppConfig.fromEnv(env);
  return orStopTheServer(() =>
    withDatabase({ config, terminal, entities: TRANSFER_ENTITIES }, async (dataSource) =>
      withTransferTools({ dataSource, config, keys: await loadEncryptionKeys(config, dataSource) }, use),
    ),
  );
}

/** @throws CommandError naming the file */
export async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`The file ${file} cannot be read.`, { cause: error });
  }
}

/** From the file, or asked for; twice when it is new. */
export async function passphraseOf(
  terminal: Terminal,
  { passphraseFile, isNew }: { readonly passphraseFile?: string | undefined; readonly isNew: boolean },
): Promise<string> {
  const passphrase =
    passphraseFile === undefined ? await askFor(terminal, isNew) : (await textOf(passphraseFile)).trim();
  if (isNew && passphrase.length < SHORTEST_PASSPHRASE) {
    throw new CommandError(`The passphrase must have at least ${SHORTEST_PASSPHRASE} characters.`);
  }
  return passphrase;
}

async function askFor(terminal: Terminal, isNew: boolean): Promise<string> {
  if (!terminal.isInteractive)
    throw new UsageError('Nobody can be asked for the passphrase here. Use --passphrase-file.');
  const streams = { input: terminal.input as NodeJS.ReadStream, output: terminal.errors };
  const first = await password({ message: 'Passphrase of the file' }, streams);
  if (isNew && first !== (await password({ message: 'The same once more' }, streams))) {
    throw new CommandError('The two passphrases are not the same. Nothing was written.');
  }
  return first;
}
