import { LRUCache } from 'lru-cache';

/**
 * Ids of records that SDP named in its answer to a write of this process. A look for the effect of another write, whose
 * answer was lost, passes them over: without that, the first of two equal notes would be taken for the second.
 */
export class AnsweredWrites {
  private readonly ids = new LRUCache<string, true>({ max: 50_000 });

  add(id: string): void {
    this.ids.set(id, true);
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }
}
