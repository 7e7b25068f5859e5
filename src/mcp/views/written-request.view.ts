import { z } from 'zod';

import type { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import { facts, inline, paragraphs } from '../text/markdown.js';
import { readableTime } from '../text/times.js';
import { RequestRow, rowOf } from './request-row.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** A request after something was written on it: what it is now, and what did not go as asked. */
export const WrittenRequest = RequestRow.extend({ url: z.string(), warnings: z.array(z.string()) });

export type WrittenRequest = z.output<typeof WrittenRequest>;

export function writtenRequest(
  request: SdpRequest,
  { url, now, warnings = [] }: { readonly url: string; readonly now: Date; readonly warnings?: readonly string[] },
): WrittenRequest {
  return { ...rowOf(request, now), url, warnings: [...warnings] };
}

/**
 * @param done what was done, a sentence without its end, such as `Assigned request 31230`
 * @param more what else is to be said of it, as Markdown
 */
export function writtenText(done: string, request: WrittenRequest, more?: string): string {
  const value = (text: string | undefined): string | undefined => (text === undefined ? undefined : inline(text));
  return paragraphs(
    `${done}.`,
    more,
    facts([
      ['Subject', inline(request.subject, 250)],
      ['Status', inline(request.status)],
      ['Priority', value(request.priority)],
      ['Technician', value(request.technician)],
      ['Group', value(request.group)],
      ['Requester', value(request.requester)],
      ['Category', value(request.category)],
      ['Due', request.due_at === undefined ? undefined : readableTime(request.due_at)],
      ['Link', `${request.url} (id ${request.id})`],
    ]),
    ...request.warnings,
    UNTRUSTED_NOTICE,
  );
}
