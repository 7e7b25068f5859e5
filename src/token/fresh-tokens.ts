import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '../common/errors/app.error.js';
import { SingleFlight } from '../common/resilience/single-flight.js';
import type { Clock } from '../common/time/clock.js';
import type { AccessToken } from './access-token.js';
import type { ConnectionRepository } from './connection.repository.js';
import type { ConnectionSecrets } from './connection-secrets.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { errorOf, isBackingOff, isThrottled } from './refresh-failure.js';
import type { RefreshLease, RefreshLeases } from './refresh-leases.js';
import type { RefreshService } from './refresh.service.js';
import { isFresh, isUsableInNeed } from './refresh-schedule.js';
import { ConnectionGoneError, ZohoUnavailableError } from './refresh.errors.js';

/** How long callers wait; real time, because it is sockets and other processes that are waited for. */
export interface Patience {
  readonly longestMs: number;
  readonly pollMs: number;
}

const PATIENCE: Patience = { longestMs: 8_000, pollMs: 200 };

export interface Wanted {
  /** A token of a later version than this, even when the stored one has life left. */
  readonly newerThan?: number;
  /** A person asked for it: it is tried in spite of earlier failures, though never while Zoho throttles. */
  readonly insistent?: boolean;
}

/**
 * Gets a caller a token with life left, by one refresh however many callers ask: in this process they share a
 * promise, among replicas the holder of the row's lease asks Zoho and the others wait for the row. See ADR 0003.
 */
export class FreshTokens {
  private readonly flights = new SingleFlight<AccessToken>();

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly leases: RefreshLeases,
    private readonly refreshes: RefreshService,
    private readonly secrets: ConnectionSecrets,
    private readonly clock: Clock,
    private readonly patience: Patience = PATIENCE,
  ) {}

  /** @throws AppError of refresh.errors.ts; a retryable one only when the old token is of no use either */
  async obtain(id: string, wanted: Wanted = {}): Promise<AccessToken> {
    const key = `${id} ${wanted.newerThan ?? ''} ${wanted.insistent ?? ''}`;
    try {
      return await this.within(this.flights.run(key, () => this.refreshOrAwait(id, wanted)));
    } catch (error) {
      const old = error instanceof AppError && error.retryable ? await this.oldToken(id, wanted) : undefined;
      if (old) return old;
      throw error;
    }
  }

  private async refreshOrAwait(id: string, wanted: Wanted): Promise<AccessToken> {
    const mostPolls = this.patience.longestMs / this.patience.pollMs;
    for (let polls = 0; polls < mostPolls; polls += 1) {
      const answer = this.answerOf(await this.rowOf(id), wanted);
      if (answer) return orThrow(answer);

      const lease = await this.leases.take(id);
      if (!lease) {
        await wait(this.patience.pollMs);
        continue;
      }
      // Between reading the row and taking its lease, the last holder may have finished.
      const late = this.answerUnder(lease, wanted);
      if (!late) return this.refreshes.renew(lease, { trigger: wanted.insistent ? 'person' : 'caller' });
      await this.leases.release(lease);
      return orThrow(late);
    }
    throw new ZohoUnavailableError({ reason: 'refresh_in_progress', retryAfterSeconds: 2 });
  }

  /** As `answerOf`; a stored token that does not open is an answer too, or the lease would be kept. */
  private answerUnder({ row }: RefreshLease, wanted: Wanted): AccessToken | AppError | undefined {
    try {
      return this.answerOf(row, wanted);
    } catch (error) {
      if (error instanceof AppError) return error;
      throw error;
    }
  }

  /** What the row itself answers; undefined when Zoho has to be asked. */
  private answerOf(row: OAuthToken, { newerThan = 0, insistent }: Wanted): AccessToken | AppError | undefined {
    const nowMs = this.clock.nowMs();
    if (row.needsReauth && !insistent) return errorOf(row, nowMs);
    if (!row.needsReauth && row.tokenVersion > newerThan && isFresh(row, nowMs)) {
      return this.secrets.openAccessToken(row);
    }
    const holdBack = insistent ? isThrottled(row, nowMs) : isBackingOff(row, nowMs);
    return holdBack ? errorOf(row, nowMs) : undefined;
  }

  private async oldToken(id: string, { newerThan = 0 }: Wanted): Promise<AccessToken | undefined> {
    const row = await this.rowOf(id);
    const usable = !row.needsReauth && row.tokenVersion > newerThan && isUsableInNeed(row, this.clock.nowMs());
    return usable ? this.secrets.openAccessToken(row) : undefined;
  }

  private async rowOf(id: string): Promise<OAuthToken> {
    const row = await this.connections.findById(id);
    if (!row) throw new ConnectionGoneError();
    return row;
  }

  /** The refresh goes on when its callers have stopped waiting: the next one finds its result in the row. */
  private async within(refresh: Promise<AccessToken>): Promise<AccessToken> {
    const stop = new AbortController();
    const tooLate = wait(this.patience.longestMs, undefined, { signal: stop.signal }).then(() => {
      throw new ZohoUnavailableError({ reason: 'refresh_slow', retryAfterSeconds: 5 });
    });
    try {
      return await Promise.race([refresh, tooLate]);
    } finally {
      stop.abort();
      tooLate.catch(() => undefined);
    }
  }
}

function orThrow(answer: AccessToken | AppError): AccessToken {
  if (answer instanceof AppError) throw answer;
  return answer;
}
