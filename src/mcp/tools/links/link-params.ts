import { z } from 'zod';

import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import type { Ticket } from '../../../sdp-api/tickets/known-tickets.js';
import { requestId } from '../params.js';
import { ToolInputError } from '../tool.errors.js';

export const otherRequests = z.array(requestId).min(1).max(20);

export const LINK_TOOLSETS = ['requests'] as const;

/** @throws ToolInputError when one of the others is the request itself, TicketReferenceError, SdpNotFoundError */
export async function ticketAndOthers(
  one: string,
  others: readonly string[],
  { tickets }: Pick<SdpApi, 'tickets'>,
): Promise<{ readonly ticket: Ticket; readonly others: readonly Ticket[] }> {
  const [ticket, ...found] = await Promise.all([one, ...others].map((text) => tickets.resolve(text)));
  if (!ticket) throw new RangeError('A request is always asked for');
  if (found.some(({ id }) => id === ticket.id)) {
    throw new ToolInputError('A request cannot be tied to itself.', 'Name other requests.');
  }
  return { ticket, others: [...new Map(found.map((other) => [other.id, other])).values()] };
}
