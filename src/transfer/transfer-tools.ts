import type { DataSource } from 'typeorm';
import { CircuitBreakers } from '../common/resilience/circuit-breakers.js';
import { type Clock, SystemClock } from '../common/time/clock.js';
import type { AppConfig } from '../config/app-config.js';
import type { EncryptionKey } from '../config/encryption-key.js';
import { ConnectionChanges } from '../token/connection-changes.js';
import { ConnectionRepository } from '../token/connection.repository.js';
import { ConnectionSecrets } from '../token/connection-secrets.js';
import { CredentialHasher } from '../token/credential-hasher.js';
import { EncryptionKeyRow } from '../token/encryption-key.entity.js';
import { GrantMeter } from '../token/grant-meter.js';
import { KeyCanary } from '../token/key-canary.js';
import { KeyRing } from '../token/key-ring.js';
import { KnownKeys } from '../token/known-keys.js';
import { OAuthToken } from '../token/oauth-token.entity.js';
import { RefreshPaceRow } from '../token/refresh-pace.entity.js';
import { RefreshPace } from '../token/refresh-pace.js';
import { TokenCipher } from '../token/token-cipher.js';
import { TokenGrant } from '../token/token-grant.entity.js';
import { ZohoAccountsClient } from '../token/zoho-accounts.client.js';
import { ConnectionTransfer } from './connection-transfer.js';
import { GrantAdoption } from './grant-adoption.js';

export const TRANSFER_ENTITIES = [EncryptionKeyRow, OAuthToken, RefreshPaceRow, TokenGrant];

export interface TransferOptions {
  readonly dataSource: DataSource;
  readonly config: Pick<AppConfig, 'dataCenters' | 'refreshesPerSecond'>;
  readonly keys: readonly EncryptionKey[];
  readonly clock?: Clock;
}

export interface TransferTools {
  readonly transfer: ConnectionTransfer;
  readonly adoption: GrantAdoption;
}

/**
 * Puts the tools together for a command beside the server. Running servers see what it wrote within a minute.
 * @throws EncryptionKeyMismatchError when the keys are not those of the database
 */
export async function withTransferTools<T>(
  { dataSource, config, keys, clock = new SystemClock() }: TransferOptions,
  use: (tools: TransferTools) => Promise<T>,
): Promise<T> {
  const ring = new KeyRing(keys);
  const [cipher, hasher] = [new TokenCipher(ring), new CredentialHasher(ring)];
  const secrets = new ConnectionSecrets(cipher);
  const rows = dataSource.getRepository(OAuthToken);
  const known = new KnownKeys(dataSource.getRepository(EncryptionKeyRow), cipher, clock);
  await new KeyCanary(rows, known, secrets, ring).check();
  // A database that no server has opened yet gets its key here; in others it is the one that servers seal under now.
  const [last] = await known.list();
  const sealing = last?.adoptedAt ? ring.find(last.keyId) : undefined;
  if (sealing) ring.sealUnder(sealing);
  else await known.record(ring.primary);

  const connections = new ConnectionRepository(rows, hasher, new ConnectionChanges(), clock);
  const breakers = new CircuitBreakers(clock);
  const accounts = new ZohoAccountsClient(config, breakers);
  const meter = new GrantMeter(dataSource.getRepository(TokenGrant), clock);
  const pace = new RefreshPace(dataSource.getRepository(RefreshPaceRow), clock, config.refreshesPerSecond);
  try {
    return await use({
      transfer: new ConnectionTransfer(rows, connections, secrets, hasher, clock),
      adoption: new GrantAdoption(connections, accounts, secrets, hasher, meter, pace, clock),
    });
  } finally {
    await accounts.close();
    breakers.shutdown();
  }
}
