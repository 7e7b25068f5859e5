import { LRUCache } from 'lru-cache';
import type { Clock } from '../../common/time/clock.js';
import { SdpRateLimitedError } from '../sdp-api.errors.js';
import type { CallContext, Pause } from './call-context.js';

/** A wait up to this long is sat out; a longer one is answered at once. In ms. */
const SHORT_WAIT_MS = 3_000;

/**
 * Remembers, per connection, until when SDP wants to be left alone. A limiter and no breaker: one throttled person must
 * not stop the others. Kept by this process only; another replica learns of it by its own 429.
 */
export class CoolDowns {
  private readonly until = new LRUCache<string, number>({ max: 10_000 });

  constructor(
    private readonly clock: Clock,
    private readonly pause: Pause,
  ) {}

  /** Notes SDP's wish. */
  start(connectionId: string, seconds: number): void {
    this.until.set(connectionId, this.clock.nowMs() + seconds * 1000);
  }

  /** Forgets what SDP wished of this connection. */
  end(connectionId: string): void {
    this.until.delete(connectionId);
  }

  /** Returns when the connection may call. @throws SdpRateLimitedError when that takes too long */
  async pass(connectionId: string, call: CallContext): Promise<void> {
    for (;;) {
      const now = this.clock.nowMs();
      const waitMs = (this.until.get(connectionId) ?? now) - now;
      if (waitMs <= 0) return;
      if (waitMs > SHORT_WAIT_MS || now + waitMs >= call.deadlineMs) throw new SdpRateLimitedError(waitMs / 1000);
      await this.pause(waitMs, call.signal);
    }
  }
}
