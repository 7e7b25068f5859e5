import { KnownTickets } from '../tickets/known-tickets.js';

/** Numbers and ids that were seen, module by module; see `KnownTickets`. */
export class KnownRecords {
  private readonly byCollection = new Map<string, KnownTickets>();

  /** @param collection first part of the path, such as `problems` */
  of(collection: string): KnownTickets {
    const known = this.byCollection.get(collection) ?? new KnownTickets();
    this.byCollection.set(collection, known);
    return known;
  }
}
