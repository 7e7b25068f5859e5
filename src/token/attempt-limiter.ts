import { LRUCache } from 'lru-cache';
import type { Clock } from '../common/time/clock.js';

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
    const now = this.clock.nowMs();
    const recent = (this.attempts.get(key) ?? []).filter((at) => at > now - this.limit.windowMs);
    const [oldest] = recent;
    if (oldest !== undefined && recent.length >= this.limit.attempts) {
      return Math.ceil((oldest + this.limit.windowMs - now) / 1000);
    }
    this.attempts.set(key, [...recent, now]);
    return undefined;
  }

  forget(key: string): void {
    this.attempts.delete(key);
  }
}
