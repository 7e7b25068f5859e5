import { LRUCache } from 'lru-cache';
import type { Clock } from '../common/time/clock.js';
import type { ConnectionChanges } from './connection-changes.js';

const MOST_ENTRIES = 10_000;
/** Longest time a replica goes on with what another replica has changed. */
const LIFETIME_MS = 60_000;

interface Entry<T> {
  readonly connectionId: string;
  readonly value: T;
  readonly since: number;
}

/** Values made from rows, good for a minute at most and only until this process writes to the row. */
export class ConnectionCache<T> {
  private readonly entries: LRUCache<string, Entry<T>>;

  constructor(
    private readonly changes: ConnectionChanges,
    clock: Clock,
  ) {
    this.entries = new LRUCache({
      max: MOST_ENTRIES,
      ttl: LIFETIME_MS,
      ttlResolution: 0,
      perf: { now: () => clock.nowMs() },
    });
  }

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && this.changes.isUnchanged(entry.connectionId, entry.since) ? entry.value : undefined;
  }

  /** @param since mark of ConnectionChanges from before the row was read */
  set(key: string, connectionId: string, value: T, since: number): void {
    this.entries.set(key, { connectionId, value, since });
  }
}
