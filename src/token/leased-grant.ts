import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import type { ClientCredentials } from './credentials.js';
import { GrantMeter } from './grant-meter.js';
import type { GrantVerdict } from './grant-verdict.js';
import type { RefreshLease } from './refresh-leases.js';
import { RefreshPace } from './refresh-pace.js';
import { ZohoThrottledError, ZohoUnavailableError } from './refresh.errors.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

/** A time in which the queue of those who wait has surely moved on. */
const TOO_MANY_WAIT_SECONDS = 5;

export interface LeasedAnswer {
  readonly verdict: GrantVerdict;
  /** Milliseconds since the epoch, from before the request was sent: a token's life is counted from here. */
  readonly askedAtMs: number;
}

/** The one way to a refresh grant at Zoho: under a lease, past the meter of its row, and at the fleet's pace. */
@Injectable()
export class LeasedGrant {
  constructor(
    private readonly meter: GrantMeter,
    private readonly pace: RefreshPace,
    private readonly accounts: ZohoAccountsClient,
    private readonly clock: Clock,
  ) {}

  /**
   * Asks for somebody who waits.
   * @throws ZohoThrottledError when our own budget is used or too many wait; Zoho was not asked then.
   *   ConnectionGoneError; as `askReserved`
   */
  async ask(lease: RefreshLease, credentials: ClientCredentials, refreshToken: string): Promise<LeasedAnswer> {
    // The row's own meter first: who has used it up takes no permit from the others.
    const grantId = await this.meter.reserve(lease.row.id);
    const { granted, waitMs } = await this.pace.takeAhead(lease.row.dataCenter);
    if (granted === 0) {
      await this.meter.settle(grantId, 'refused');
      throw new ZohoThrottledError(TOO_MANY_WAIT_SECONDS, 'this server');
    }
    if (waitMs >= 1) await wait(waitMs);
    return this.askReserved(lease, credentials, { refreshToken, grantId });
  }

  /**
   * Asks with a permit and a place in the meter that the caller has taken already.
   * @throws ZohoUnavailableError when the lease has run out; Zoho was not asked then
   */
  async askReserved(
    { row: { dataCenter, leaseUntil } }: RefreshLease,
    credentials: ClientCredentials,
    { refreshToken, grantId }: { readonly refreshToken: string; readonly grantId: string },
  ): Promise<LeasedAnswer> {
    const askedAtMs = this.clock.nowMs();
    if (askedAtMs >= (leaseUntil?.getTime() ?? 0)) {
      // This process stood still for longer than its lease: by now somebody else may be asking.
      await this.meter.settle(grantId, 'refused');
      throw new ZohoUnavailableError({ reason: 'refresh_overtaken', retryAfterSeconds: 1 });
    }
    const verdict = await this.accounts.refreshTokenGrant(dataCenter, { ...credentials, refreshToken });
    await this.meter.settle(grantId, outcomeOf(verdict));
    if (verdict.kind === 'throttled') await this.pace.slowDown(dataCenter, verdict);
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
