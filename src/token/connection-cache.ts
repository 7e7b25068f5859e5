import { LRUCache } from 'lru-cache';
import type { Clock } from '../common/time/clock.js';
import type { ConnectionChanges } from './connection-changes.js';

const MOST_ENTRIES = 10_000;
/** Longest time a replica goes on with what another replica has changed, while the database can tell it. */
const LIFETIME_MS = 60_000;

interface Entry<T> {
  readonly connectionId: string;
  readonly value: T;
  readonly since: number;
  readonly setAtMs: number;
}

/**
 * Values made from rows, good for a minute at most unless less is said, and only until somebody is known to have written to the row. While
 * the database is away, older ones can be had with `getAged`.
 */
export class ConnectionCache<T> {
  private readonly entries = new LRUCache<string, Entry<T>>({ max: MOST_ENTRIES });

  constructor(
    private readonly changes: ConnectionChanges,
    private readonly clock: Clock,
    private readonly lifetimeMs = LIFETIME_MS,
  ) {}

  get(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && this.isYoung(entry) ? this.unlessChanged(entry) : undefined;
  }

  /** Whatever its age: for when the row cannot be read. The caller decides how old is too old. */
  getAged(key: string): T | undefined {
    const entry = this.entries.get(key);
    return entry && this.unlessChanged(entry);
  }

  /** @param since mark of ConnectionChanges from before the row was read */
  set(key: string, connectionId: string, value: T, since: number): void {
    this.entries.set(key, { connectionId, value, since, setAtMs: this.clock.nowMs() });
  }

  /** An entry from the future is one from before the clock was set back: nobody knows its age. */
  private isYoung({ setAtMs }: Entry<T>): boolean {
    const ageMs = this.clock.nowMs() - setAtMs;
    return ageMs >= 0 && ageMs <= this.lifetimeMs;
  }

  private unlessChanged({ connectionId, since, value }: Entry<T>): T | undefined {
    return this.changes.isUnchanged(connectionId, since) ? value : undefined;
  }
}
