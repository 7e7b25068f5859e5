import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import type { AppConfig } from '../config/app-config.js';
import type { EncryptionKey } from '../config/encryption-key.js';
import { keyIdSql } from './token-cipher.js';
import { KeyFileError, readKeyFile, readOrCreateKeyFile } from './generated-key.file.js';

/**
 * The keys to start with: those of the environment, or the one in the data folder, which is made on first start.
 * A database in memory gets a key in memory.
 * @param dataSource the migrated database, which knows whether it was used with a key before
 * @throws KeyFileError when the file in the data folder cannot be used, or is missing beside a database that needs it
 */
export async function loadEncryptionKeys(
  { encryption, database }: Pick<AppConfig, 'encryption' | 'database'>,
  dataSource: Pick<DataSource, 'query'>,
): Promise<readonly EncryptionKey[]> {
  if (encryption.kind === 'keys') return encryption.keys;
  if (database.kind === 'embedded' && database.dataDir.startsWith('memory://')) {
    return [{ label: 'memory', bytes: randomBytes(32) }];
  }
  if (!(await readKeyFile(encryption.file))) await refuseIfUsed(dataSource, encryption.file);
  const { bytes, created } = await readOrCreateKeyFile(encryption.file);
  if (created) {
    new Logger('EncryptionKeys').warn(
      `Made an encryption key, ${encryption.file}. Back it up: without it nobody can open the stored tokens.`,
    );
  }
  return [{ label: 'generated', bytes }];
}

/**
 * The same for a command beside the server, which makes no key: one that is missing is what it has to tell.
 * @throws KeyFileError
 */
export async function findEncryptionKeys({
  encryption,
}: Pick<AppConfig, 'encryption'>): Promise<readonly EncryptionKey[]> {
  if (encryption.kind === 'keys') return encryption.keys;
  const bytes = await readKeyFile(encryption.file);
  if (bytes) return [{ label: 'generated', bytes }];
  throw new KeyFileError(
    `There is no encryption key: neither SDP_ENCRYPTION_KEY nor SDP_ENCRYPTION_KEYS is set, and there is no file ${encryption.file}.`,
  );
}

/** A new key would open nothing, and might be kept in the place of the one that does. */
async function refuseIfUsed(dataSource: Pick<DataSource, 'query'>, file: string): Promise<void> {
  const [needed] = await dataSource.query<{ id: string }[]>(
    `SELECT encode(key_id, 'hex') AS id, 1 AS rank, adopted_at FROM encryption_keys WHERE adopted_at IS NOT NULL
      UNION ALL
     SELECT ${keyIdSql('refresh_token_ciphertext')}, 2, NULL FROM oauth_tokens
      ORDER BY rank, adopted_at DESC LIMIT 1`,
  );
  if (!needed) return;
  throw new KeyFileError(
    `The encryption key file ${file} is missing, and the database beside it was used with the key ${needed.id}. Put the file back from where its copy is kept. Nothing was changed. If the key is lost, docs/KEYS.md says what to do.`,
  );
}
