import { hostname } from 'node:os';
import type { DataSource } from 'typeorm';
import { type Clock, SystemClock } from '../common/time/clock.js';
import type { DatabaseConfig } from '../config/app-config.js';
import type { EncryptionKey } from '../config/encryption-key.js';
import { PostgresChannel } from '../replicas/postgres-channel.js';
import { ReplicaBus } from '../replicas/replica-bus.js';
import { newReplicaId } from '../replicas/replica-id.js';
import { ConnectionSecrets } from '../token/connection-secrets.js';
import { EncryptionKeyRow } from '../token/encryption-key.entity.js';
import { KeyAdoption } from '../token/key-adoption.js';
import { KeyCanary } from '../token/key-canary.js';
import { KeyRing } from '../token/key-ring.js';
import { KnownKeys } from '../token/known-keys.js';
import { OAuthToken } from '../token/oauth-token.entity.js';
import { TokenCipher } from '../token/token-cipher.js';
import { KeyDiscard } from './key-discard.js';
import { KeyRotation } from './key-rotation.js';

/** What the tools of this folder read through TypeORM; everything else they do in SQL. */
export const KEY_ENTITIES = [EncryptionKeyRow, OAuthToken];

export interface KeyToolsOptions {
  readonly dataSource: DataSource;
  readonly database: DatabaseConfig;
  readonly keys: readonly EncryptionKey[];
  readonly clock?: Clock;
}

export interface KeyTools {
  readonly rotation: KeyRotation;
  readonly discard: KeyDiscard;
  readonly canary: KeyCanary;
}

/** Puts the tools together for a command beside running servers, in contact with them while `use` runs. */
export async function withKeyTools<T>(
  { dataSource, database, keys, clock = new SystemClock() }: KeyToolsOptions,
  use: (tools: KeyTools) => Promise<T>,
): Promise<T> {
  const ring = new KeyRing(keys);
  const cipher = new TokenCipher(ring);
  const known = new KnownKeys(dataSource.getRepository(EncryptionKeyRow), cipher, clock);
  const canary = new KeyCanary(dataSource.getRepository(OAuthToken), known, new ConnectionSecrets(cipher), ring);
  const id = newReplicaId(hostname());
  const bus = new ReplicaBus(id, database.kind === 'postgres' ? new PostgresChannel(database.url, id) : undefined);
  const adoption = new KeyAdoption(ring, known, bus);
  await bus.open();
  try {
    return await use({
      canary,
      rotation: new KeyRotation(dataSource, ring, known, adoption, clock),
      discard: new KeyDiscard(dataSource, ring, known, adoption),
    });
  } finally {
    await bus.close();
  }
}
