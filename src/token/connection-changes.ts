import { LRUCache } from 'lru-cache';

/** Connections whose changes are remembered one by one. */
const MOST_CONNECTIONS = 100_000;

/**
 * Says which connections were written since a moment, by this replica or another, so that caches of this process
 * never give out what a write has replaced. When another replica's word is lost, its write is seen once entries end
 * (a minute at most).
 */
export class ConnectionChanges {
  private count = 0;
  private forgottenAt = 0;
  private readonly last = new LRUCache<string, number>({
    max: MOST_CONNECTIONS,
    // A change that is no longer remembered may have been any connection's.
    dispose: (count, _id, reason) => {
      if (reason === 'evict') this.forgottenAt = Math.max(this.forgottenAt, count);
    },
  });

  /** @param tell passes the word on to the other replicas; returns at once and never throws */
  constructor(private readonly tell: (connectionId: string) => void = () => undefined) {}

  /** The present moment; taken before a row is read. */
  mark(): number {
    return this.count;
  }

  /** To be called after every write to a connection. */
  announce(connectionId: string): void {
    this.note(connectionId);
    this.tell(connectionId);
  }

  /** Another replica announced it. */
  note(connectionId: string): void {
    this.last.set(connectionId, ++this.count);
  }

  /** Words of other replicas may have been missed: every connection counts as written. */
  forgetEverything(): void {
    this.forgottenAt = ++this.count;
  }

  isUnchanged(connectionId: string, since: number): boolean {
    return this.forgottenAt <= since && (this.last.get(connectionId) ?? 0) <= since;
  }
}
