import { LRUCache } from 'lru-cache';
import type { Clock } from '../time/clock.js';

const MOST_KEYS = 10_000;

export interface AttemptLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/**
 * Counts attempts per key in a sliding window, in this process. The least recently tried keys are forgotten first,
 * so that a flood of made-up keys costs no memory. Takes its time from `Clock`, as nothing ready-made does.
 */
export class AttemptLimiter {
  private readonly attempts = new LRUCache<string, readonly number[]>({ max: MOST_KEYS });

  constructor(
    private readonly clock: Clock,
    private readonly limit: AttemptLimit,
  ) {}

  /** Counts an attempt. Returns undefined when it is within the limit, otherwise the seconds until one is free again. */
  attempt(key: string): number | undefined {
    const seconds = this.secondsUntilFree(key);
    if (seconds === undefined) this.attempts.set(key, [...this.recent(key), this.clock.nowMs()]);
    return seconds;
  }

  /** What `attempt` would return, without counting one. */
  secondsUntilFree(key: string): number | undefined {
    const recent = this.recent(key);
    const [oldest] = recent;
    if (oldest === undefined || recent.length < this.limit.attempts) return undefined;
    return Math.ceil((oldest + this.limit.windowMs - this.clock.nowMs()) / 1000);
  }

  /** Undoes the last attempt that was counted. */
  takeBack(key: string): void {
    this.attempts.set(key, this.recent(key).slice(0, -1));
  }

  forget(key: string): void {
    this.attempts.delete(key);
  }

  private recent(key: string): readonly number[] {
    const since = this.clock.nowMs() - this.limit.windowMs;
    return (this.attempts.get(key) ?? []).filter((at) => at > since);
  }
}
