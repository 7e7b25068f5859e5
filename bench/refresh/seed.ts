import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { EncryptionKey } from '../../src/config/encryption-key.js';
import { ConnectionSecrets } from '../../src/token/connection-secrets.js';
import { CredentialHasher } from '../../src/token/credential-hasher.js';
import { KeyRing } from '../../src/token/key-ring.js';
import { OAuthToken } from '../../src/token/oauth-token.entity.js';
import { TokenCipher } from '../../src/token/token-cipher.js';
import type { ZohoAccountsSimulator } from '../../test/simulators/zoho-accounts/zoho-accounts.simulator.js';

const BATCH = 1_000;
const SCOPES = ['SDPOnDemand.requests.ALL'];
const MINUTE_MS = 60_000;

/** Stores that many connections as set-up would have done an hour ago: all of them are due now. */
export async function seedConnections(
  dataSource: DataSource,
  zoho: ZohoAccountsSimulator,
  { count, key }: { readonly count: number; readonly key: EncryptionKey },
): Promise<void> {
  const ring = new KeyRing([key]);
  const secrets = new ConnectionSecrets(new TokenCipher(ring));
  const hasher = new CredentialHasher(ring);
  const rows = dataSource.getRepository(OAuthToken);
  const now = new Date();
  for (let first = 0; first < count; first += BATCH) {
    const batch = Array.from({ length: Math.min(BATCH, count - first) }, (_, index) => {
      const client = zoho.registerClient({ user: `person-${first + index}@example.com` });
      const id = randomUUID();
      return {
        id,
        clientIdHash: hasher.lookup(client.clientId),
        credentialVerifier: hasher.verifier(client),
        ...secrets.sealCredentials(id, client),
        ...secrets.sealRefreshToken(id, zoho.issueRefreshToken(client, SCOPES)),
        ...secrets.sealAccessToken(id, `old access token of person ${first + index}`),
        accessTokenExpiresAt: new Date(now.getTime() + 4 * MINUTE_MS),
        nextRefreshAt: new Date(now.getTime() - MINUTE_MS),
        dataCenter: 'us' as const,
        scopes: SCOPES,
        lastUsedAt: now,
      };
    });
    await rows.createQueryBuilder().insert().values(batch).updateEntity(false).execute();
  }
  await dataSource.query('VACUUM ANALYZE oauth_tokens');
}
