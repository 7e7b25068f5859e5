import { StartError } from '../../../common/errors/start.error.js';
import type { AppDataSource } from '../../../database/app-data-source.js';
import { FolderInUseError } from '../../../database/database.errors.js';
import { pendingMigrations } from '../../../database/pending-migrations.js';
import { ConnectionSecrets } from '../../../token/connection-secrets.js';
import { EncryptionKeyRow } from '../../../token/encryption-key.entity.js';
import type { EncryptionKey } from '../../../config/encryption-key.js';
import { readKeyFile } from '../../../token/generated-key.file.js';
import { EncryptionKeyMismatchError, KeyCanary } from '../../../token/key-canary.js';
import { KeyRing } from '../../../token/key-ring.js';
import { KnownKeys } from '../../../token/known-keys.js';
import { OAuthToken } from '../../../token/oauth-token.entity.js';
import { TokenCipher } from '../../../token/token-cipher.js';
import { isMade, withDatabase } from '../../database.js';
import { type Check, fail, type Finding, ok, type Scene, skip, warn } from '../finding.js';

/** Reachable, of a version that works, up to date, and encrypted with the key of these settings. */
export const databaseCheck: Check = {
  name: 'database',
  async run(scene) {
    const { config, terminal } = scene;
    if (!isMade(config.database)) return [ok('embedded; it will be made at the first start')];
    const entities = [OAuthToken, EncryptionKeyRow];
    try {
      return await withDatabase({ config, terminal, entities, asItIs: true }, (dataSource) => look(dataSource, scene));
    } catch (error) {
      if (error instanceof FolderInUseError) return [inUse(error, scene)];
      if (error instanceof StartError) return [fail(error.message, 'Do what it says and run this again.')];
      throw error;
    }
  },
};

async function look(dataSource: AppDataSource, scene: Scene): Promise<Finding[]> {
  const kind = scene.config.database.kind === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL';
  const reached = ok(`${kind} ${String(dataSource.driver.version)} answers`);
  const pending = await pendingMigrations(dataSource);
  if (pending.length === 0) return [reached, ok('every migration is applied'), await keyFits(dataSource, scene)];
  return [
    reached,
    warn(
      `${pending.length} migrations are not applied yet`,
      'The next start of the server applies them; back the database up before.',
    ),
    skip('whether the encryption key fits is known once the migrations are applied'),
  ];
}

async function keyFits(dataSource: AppDataSource, { config, clock }: Scene): Promise<Finding> {
  const keys = await presentKeys(config);
  if (keys.length === 0) return skip('whether the encryption key fits is known once there is one');
  const rows = dataSource.getRepository(OAuthToken);
  const ring = new KeyRing(keys);
  const cipher = new TokenCipher(ring);
  const known = new KnownKeys(dataSource.getRepository(EncryptionKeyRow), cipher, clock);
  try {
    await new KeyCanary(rows, known, new ConnectionSecrets(cipher), ring).check();
    return ok(`the encryption key opens what is stored (${await rows.count()} clients)`);
  } catch (error) {
    if (error instanceof EncryptionKeyMismatchError) return fail(error.message, 'See docs/KEYS.md.');
    throw error;
  }
}

/** As at the start, but makes none. */
async function presentKeys({ encryption }: Scene['config']): Promise<readonly EncryptionKey[]> {
  if (encryption.kind === 'keys') return encryption.keys;
  const bytes = await readKeyFile(encryption.file).catch(() => undefined);
  return bytes ? [{ label: 'generated', bytes }] : [];
}

function inUse(error: FolderInUseError, { server }: Scene): Finding {
  return server
    ? ok('embedded, and in use by the running server, which has checked it at its start')
    : fail(error.message, 'If no server of yours runs, look which process holds the folder.');
}
