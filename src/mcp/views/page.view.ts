import { z } from 'zod';

import type { Page } from '../../sdp-api/list-info.js';

/** The paging envelope of every list. */
export const PageView = z.object({
  start_index: z.number(),
  returned: z.number(),
  has_more: z.boolean(),
  next_start_index: z.number().optional(),
  total: z.number().optional(),
});

export type PageView = z.output<typeof PageView>;

export function pageOf({ startIndex, rows, hasMore, totalCount }: Page<unknown>): PageView {
  return pageFrom({ start: startIndex, returned: rows.length, hasMore, total: totalCount });
}

/** @param part start is 1-based; total is left out when it is not known */
export function pageFrom(part: {
  readonly start: number;
  readonly returned: number;
  readonly hasMore: boolean;
  readonly total: number | undefined;
}): PageView {
  const { start, returned, hasMore, total } = part;
  return {
    start_index: start,
    returned,
    has_more: hasMore,
    ...(hasMore ? { next_start_index: start + returned } : {}),
    ...(total === undefined ? {} : { total }),
  };
}

/** `Rows 1 to 25 of 240. For the next ones, call again with start_index 26.` */
export function pageText({ start_index, returned, has_more, next_start_index, total }: PageView, rows: string): string {
  if (returned === 0) {
    return start_index > 1 ? `No ${rows} from row ${start_index} on.` : `No ${rows} found.`;
  }
  const of = total === undefined ? '' : ` of ${total}`;
  const next = has_more ? ` For the next ones, call again with start_index ${next_start_index}.` : '';
  return `${capital(rows)} ${start_index} to ${start_index + returned - 1}${of}.${next}`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
