import { LRUCache } from 'lru-cache';

/** More than all the connections that change within the life of a cache entry. */
const MOST_CONNECTIONS = 100_000;

/**
 * Says which connections were written since a moment, so that caches of this process never give out what a write
 * has replaced. Other replicas see the write when their entries end (a minute at most).
 */
export class ConnectionChanges {
  private count = 0;
  private readonly last = new LRUCache<string, number>({ max: MOST_CONNECTIONS });

  /** The present moment; taken before a row is read. */
  mark(): number {
    return this.count;
  }

  /** To be called after every write to a connection. */
  announce(connectionId: string): void {
    this.last.set(connectionId, ++this.count);
  }

  isUnchanged(connectionId: string, since: number): boolean {
    return (this.last.get(connectionId) ?? 0) <= since;
  }
}
