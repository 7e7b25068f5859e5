import type { Criterion } from '../../../../sdp-api/criteria.js';
import type { SdpRequest } from '../../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../../sdp-api/sdp-api.js';
import { SdpNotFoundError } from '../../../../sdp-api/sdp-api.errors.js';
import { readTicketReference, type TicketReference } from '../../../../sdp-api/tickets/ticket-reference.js';
import type { BulkResult } from '../../../views/bulk.view.js';

/** SDP gives at most so many rows at a time, and no call changes more tickets. */
export const MOST_TARGETS = 100;

/** The tickets that are meant, as they are now. */
export interface Targets {
  readonly requests: readonly SdpRequest[];
  /** Those that were named and are not there. */
  readonly absent: readonly BulkResult[];
  /** How many more match the filter. */
  readonly more: number | undefined;
}

/** All of them in one call, whatever form they are named in; a ticket that is named twice counts once. */
export async function namedTargets(texts: readonly string[], sdp: SdpApi): Promise<Targets> {
  const wanted = new Map(texts.map((text) => [JSON.stringify(readTicketReference(text)), readTicketReference(text)]));
  const references = [...wanted.values()];
  const page = await sdp.requests.list({ where: { any: criteria(references) }, rowCount: MOST_TARGETS });
  const found = references.map((reference) => page.rows.find((row) => isMeant(row, reference)));
  // A portal that does not search for several at once gives fewer; each of those is looked for by itself.
  const read = await Promise.all(
    references.map(async (reference, index) => found[index] ?? (await alone(reference, sdp))),
  );
  const byId = new Map(read.flatMap((request) => ('absent' in request ? [] : [[request.id, request] as const])));
  return {
    requests: [...byId.values()],
    absent: read.flatMap((request) => ('absent' in request ? [request.absent] : [])),
    more: undefined,
  };
}

/** The oldest that match. */
export async function matchingTargets(where: Criterion, sdp: SdpApi): Promise<Targets> {
  const page = await sdp.requests.list({
    where,
    sort: { field: 'created_time', order: 'asc' },
    rowCount: MOST_TARGETS,
    totalCount: true,
  });
  const more = page.hasMore ? (page.totalCount ?? MOST_TARGETS + 1) - page.rows.length : undefined;
  return { requests: page.rows, absent: [], more };
}

function criteria(references: readonly TicketReference[]): Criterion[] {
  const numbers = references.flatMap((one) => ('number' in one ? [one.number] : []));
  const ids = references.flatMap((one) => ('id' in one ? [one.id] : []));
  return [
    ...(numbers.length > 0 ? [{ field: 'display_id', condition: 'is' as const, values: numbers }] : []),
    ...(ids.length > 0 ? [{ field: 'id', condition: 'is' as const, values: ids }] : []),
  ];
}

function isMeant(row: SdpRequest, reference: TicketReference): boolean {
  return 'number' in reference ? row.display_id === reference.number : row.id === reference.id;
}

async function alone(reference: TicketReference, sdp: SdpApi): Promise<SdpRequest | { readonly absent: BulkResult }> {
  const text = 'number' in reference ? reference.number : reference.id;
  try {
    return await sdp.requests.get((await sdp.tickets.resolve(text)).id);
  } catch (error) {
    if (!(error instanceof SdpNotFoundError)) throw error;
    return { absent: { number: text, result: 'refused', changes: [], code: error.code, reason: error.message } };
  }
}
