import type { Criterion } from '../../sdp-api/criteria.js';
import type { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';

/** SDP gives at most so many rows at a time. */
const PAGE = 100;

/** The requests that match, or as many of them as are read. */
export interface ReadRequests {
  readonly rows: readonly SdpRequest[];
  /** All that match; undefined where the portal does not count and not all were read. */
  readonly matching: number | undefined;
  /** Were all read? */
  readonly complete: boolean;
}

/**
 * Reads the requests that match, oldest first: what is made meanwhile comes at the end, and no page shifts. When the
 * first page says how many there are, the others are read at once.
 *
 * @param most a multiple of 100
 */
export async function readAllRequests(sdp: SdpApi, where: Criterion, most: number): Promise<ReadRequests> {
  const page = (startIndex: number) =>
    sdp.requests.list({
      ...{ where, startIndex, rowCount: PAGE, totalCount: startIndex === 1 },
      sort: { field: 'created_time', order: 'asc' },
    });
  const first = await page(1);
  const { totalCount } = first;
  const pages = [first];
  if (first.hasMore && totalCount !== undefined) {
    const starts: number[] = [];
    for (let start = PAGE + 1; start <= Math.min(totalCount, most); start += PAGE) starts.push(start);
    pages.push(...(await Promise.all(starts.map(page))));
  } else {
    while (pages.at(-1)?.hasMore === true && pages.length * PAGE < most)
      pages.push(await page(pages.length * PAGE + 1));
  }
  // A request that is changed between two pages may stand in both.
  const rows = [...new Map(pages.flatMap((one) => one.rows).map((row) => [row.id, row])).values()];
  const complete = pages.at(-1)?.hasMore !== true;
  return { rows, matching: totalCount ?? (complete ? rows.length : undefined), complete };
}

/** `1000 of 2340 read`, for a person. */
export function readText({ read, matching, complete }: ReadCount): string {
  if (complete) return `${read} read, all there are`;
  return matching === undefined ? `${read} read, there are more` : `${read} of ${matching} read`;
}

/** How much was read, for an answer. */
export interface ReadCount {
  readonly read: number;
  readonly matching?: number | undefined;
  readonly complete: boolean;
}

export function readCount({ rows, matching, complete }: ReadRequests): ReadCount {
  return { read: rows.length, ...(matching === undefined ? {} : { matching }), complete };
}
