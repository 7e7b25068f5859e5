import { randomBytes } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { AppConfig } from '../config/app-config.js';
import type { EncryptionKey } from '../config/encryption-key.js';
import { readOrCreateKeyFile } from './generated-key.file.js';

/**
 * The keys to start with: those of the environment, or the one in the data folder, which is made on first start.
 * A database in memory gets a key in memory.
 * @throws KeyFileError when the file in the data folder cannot be used
 */
export async function loadEncryptionKeys({
  encryption,
  database,
}: Pick<AppConfig, 'encryption' | 'database'>): Promise<readonly EncryptionKey[]> {
  if (encryption.kind === 'keys') return encryption.keys;
  if (database.kind === 'embedded' && database.dataDir.startsWith('memory://')) {
    return [{ label: 'memory', bytes: randomBytes(32) }];
  }
  const { bytes, created } = await readOrCreateKeyFile(encryption.file);
  if (created) {
    new Logger('EncryptionKeys').warn(
      `Made an encryption key, ${encryption.file}. Back it up: without it nobody can open the stored tokens.`,
    );
  }
  return [{ label: 'generated', bytes }];
}
