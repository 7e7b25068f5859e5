import type { RateLimit } from '../settings.js';
import { failures } from '../wire/failure.js';

const WINDOW_MS = 60_000;

/** Calls of each token in the last minute, and the locks of those that went over (reference B.9). */
export class RateLimiter {
  private readonly calls = new Map<string, number[]>();
  private readonly lockedUntil = new Map<string, number>();

  /** Counts one call. @throws SdpFailure 429/4015 */
  count(token: string, now: number, limit: RateLimit | undefined): void {
    if (!limit) return;
    const recent = (this.calls.get(token) ?? []).filter((at) => at > now - WINDOW_MS);
    const lockedUntil = this.lockedUntil.get(token) ?? 0;
    if (now < lockedUntil) throw this.refusal(lockedUntil - now, limit);
    if (recent.length >= limit.callsPerMinute) {
      this.lockedUntil.set(token, now + limit.lockSeconds * 1000);
      // the lock is the whole punishment: after it the window starts afresh
      this.calls.delete(token);
      throw this.refusal(limit.lockSeconds * 1000, limit);
    }
    this.calls.set(token, [...recent, now]);
  }

  private refusal(waitMs: number, { retryAfter }: RateLimit) {
    return failures.rateLimited(retryAfter ? { 'retry-after': String(Math.ceil(waitMs / 1000)) } : {});
  }
}
