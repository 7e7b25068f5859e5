import { LRUCache } from 'lru-cache';
import { type SdpConnection, viewKey } from '../sdp-connection.js';

/** A request, by the two names it has. */
export interface Ticket {
  /** The long one, which the API takes. */
  readonly id: string;
  /** The short one, which people say. */
  readonly displayId: string;
}

/**
 * Ticket numbers and ids that were seen, per connection: neither ever changes, so a request that was in a list needs no
 * further call to be found. What somebody may see is never answered from here: the request itself is always read.
 */
export class KnownTickets {
  private readonly tickets = new LRUCache<string, Ticket>({ max: 50_000 });

  learn(connection: SdpConnection, rows: readonly { readonly id: string; readonly display_id: string }[]): void {
    const view = viewKey(connection);
    for (const { id, display_id: displayId } of rows) {
      const ticket = { id, displayId };
      this.tickets.set(`${view} #${displayId}`, ticket);
      this.tickets.set(`${view} ${id}`, ticket);
    }
  }

  byNumber(connection: SdpConnection, displayId: string): Ticket | undefined {
    return this.tickets.get(`${viewKey(connection)} #${displayId}`);
  }

  byId(connection: SdpConnection, id: string): Ticket | undefined {
    return this.tickets.get(`${viewKey(connection)} ${id}`);
  }
}
