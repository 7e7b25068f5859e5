import { LRUCache } from 'lru-cache';
import { SingleFlight } from '../common/resilience/single-flight.js';
import type { Clock } from '../common/time/clock.js';
import { SdpCallCancelledError } from './sdp-api.errors.js';

/**
 * Things that seldom change, kept for a while per connection and portal: two people never share an entry, for SDP shows
 * each what their role allows. One load at a time; failures are not kept.
 */
export class ViewCache<T extends object> {
  private readonly entries = new LRUCache<string, { readonly value: T; readonly untilMs: number }>({ max: 5_000 });
  private readonly loads = new SingleFlight<T>();

  /** @param keepMs how long a value is good for */
  constructor(
    private readonly clock: Clock,
    private readonly keepMs: number,
  ) {}

  /** To be read anew: the caller knows that it changed. */
  forget(key: string): void {
    this.entries.delete(key);
  }

  /** @param signal the caller's: its own leaving ends its wait, another caller's does not */
  async get(key: string, signal: AbortSignal, load: () => Promise<T>): Promise<T> {
    const present = this.entries.get(key);
    if (present && present.untilMs > this.clock.nowMs()) return present.value;
    try {
      return await this.loads.run(key, async () => {
        const value = await load();
        this.entries.set(key, { value, untilMs: this.clock.nowMs() + this.keepMs });
        return value;
      });
    } catch (error) {
      // The load belonged to a caller who left; this one is still here.
      if (error instanceof SdpCallCancelledError && !signal.aborted) return this.get(key, signal, load);
      throw error;
    }
  }
}
