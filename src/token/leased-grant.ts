import { Injectable } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import type { ClientCredentials } from './credentials.js';
import { GrantMeter } from './grant-meter.js';
import type { GrantVerdict } from './grant-verdict.js';
import type { RefreshLease } from './refresh-leases.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

export interface LeasedAnswer {
  readonly verdict: GrantVerdict;
  /** Milliseconds since the epoch, from before the request was sent: a token's life is counted from here. */
  readonly askedAtMs: number;
}

/** The one way to a refresh grant at Zoho: under a lease, and past the meter. */
@Injectable()
export class LeasedGrant {
  constructor(
    private readonly meter: GrantMeter,
    private readonly accounts: ZohoAccountsClient,
    private readonly clock: Clock,
  ) {}

  /** @throws ZohoThrottledError when our own budget is used; Zoho was not asked then. ConnectionGoneError. */
  async ask({ row }: RefreshLease, credentials: ClientCredentials, refreshToken: string): Promise<LeasedAnswer> {
    const grantId = await this.meter.reserve(row.id);
    const askedAtMs = this.clock.nowMs();
    const verdict = await this.accounts.refreshTokenGrant(row.dataCenter, { ...credentials, refreshToken });
    await this.meter.settle(grantId, outcomeOf(verdict));
    return { verdict, askedAtMs };
  }
}

function outcomeOf(verdict: GrantVerdict) {
  switch (verdict.kind) {
    case 'ok':
      return 'granted';
    case 'throttled':
      return 'throttled';
    case 'permanent':
    case 'configuration':
      return 'refused';
    case 'transient':
      return verdict.mayHaveIssued ? 'failed' : 'refused';
  }
}
