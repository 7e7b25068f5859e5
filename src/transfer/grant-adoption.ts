import { randomUUID } from 'node:crypto';
import type { Clock } from '../common/time/clock.js';
import type { ConnectionRepository } from '../token/connection.repository.js';
import type { ConnectionSecrets } from '../token/connection-secrets.js';
import type { CredentialHasher } from '../token/credential-hasher.js';
import type { GrantMeter } from '../token/grant-meter.js';
import type { GrantVerdict } from '../token/grant-verdict.js';
import { drawJitterSeconds, timesOf } from '../token/refresh-schedule.js';
import type { RefreshPace } from '../token/refresh-pace.js';
import type { TokenGrant } from '../token/token-answer.schema.js';
import type { ZohoAccountsClient } from '../token/zoho-accounts.client.js';
import type { PredecessorConnection } from './predecessor.js';

export type AdoptionOutcome =
  | { readonly kind: 'added' | 'would_be_added' | 'present' | 'too_many_asks' }
  | { readonly kind: 'refused'; readonly verdict: Exclude<GrantVerdict, { kind: 'ok' }> };

/** Takes over a refresh token that another program got: one real refresh proves it, and only then it is stored. */
export class GrantAdoption {
  constructor(
    private readonly connections: ConnectionRepository,
    private readonly accounts: Pick<ZohoAccountsClient, 'refreshTokenGrant'>,
    private readonly secrets: ConnectionSecrets,
    private readonly hasher: CredentialHasher,
    private readonly meter: GrantMeter,
    private readonly pace: RefreshPace,
    private readonly clock: Clock,
  ) {}

  /** A client that is connected already stays as it is: set-up here came later than the other program's. */
  async adopt(old: PredecessorConnection, { dryRun }: { readonly dryRun: boolean }): Promise<AdoptionOutcome> {
    if (await this.connections.findByClientId(old.clientId)) return { kind: 'present' };
    if (dryRun) return { kind: 'would_be_added' };
    const { granted } = await this.pace.takeAhead(old.dataCenter);
    if (granted === 0) return { kind: 'too_many_asks' };

    const askedAtMs = this.clock.nowMs();
    const verdict = await this.accounts.refreshTokenGrant(old.dataCenter, old);
    if (verdict.kind === 'throttled') await this.pace.slowDown(old.dataCenter, verdict);
    if (verdict.kind !== 'ok') return { kind: 'refused', verdict };
    return (await this.store(old, verdict.grant, askedAtMs)) ? { kind: 'added' } : { kind: 'present' };
  }

  private async store(old: PredecessorConnection, grant: TokenGrant, askedAtMs: number): Promise<boolean> {
    const id = randomUUID();
    const refreshJitterSeconds = drawJitterSeconds(Math.random());
    const inserted = await this.connections.insert({
      id,
      clientIdHash: this.hasher.lookup(old.clientId),
      credentialVerifier: this.hasher.verifier(old),
      ...this.secrets.sealCredentials(id, old),
      ...this.secrets.sealRefreshToken(id, grant.refreshToken ?? old.refreshToken),
      ...this.secrets.sealAccessToken(id, grant.accessToken),
      dataCenter: old.dataCenter,
      portal: old.portal ?? null,
      scopes: [...(grant.scopes ?? [])],
      refreshJitterSeconds,
      lastUsedAt: new Date(askedAtMs),
      ...timesOf(askedAtMs, grant.lifetimeSeconds, refreshJitterSeconds),
    });
    // The refresh counts against Zoho's limit for this token.
    if (inserted) await this.meter.reserve(id);
    return inserted;
  }
}
