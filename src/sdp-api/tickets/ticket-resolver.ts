/** A request, by the two names it has. */
export interface Ticket {
  /** The long one, which the API takes. */
  readonly id: string;
  /** The short one, which people say. */
  readonly displayId: string;
}

/** Finds the request that people mean by what they write. */
export class TicketResolver {
  /**
   * Takes `31230`, `#31230`, `RE-31230`, `##31230##`, a mail subject that holds the latter, a long id, or the address
   * of the ticket's page.
   * @throws TicketReferenceError when the text is none of these, SdpNotFoundError when there is no such request
   */
  async resolve(reference: string): Promise<Ticket> {
    throw new Error(`not written: ${reference}`);
  }
}
