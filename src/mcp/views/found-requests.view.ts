import { z } from 'zod';

import { paragraphs } from '../text/markdown.js';
import { pageText, PageView } from './page.view.js';
import { RequestRow, rowsTable } from './request-row.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** The answer of the tools that list and search requests. */
export const FoundRequestsView = z.object({
  interpreted: z.string(),
  requests: z.array(RequestRow),
  page: PageView,
});

/** As a table, with how the search was understood above it and the way to the next page below. */
export function foundRequestsText({ interpreted, requests, page }: z.output<typeof FoundRequestsView>): string {
  return paragraphs(
    `Searched for: ${interpreted}.`,
    rowsTable(requests),
    pageText(page, 'requests'),
    requests.length > 0 ? `Times are in UTC. ${UNTRUSTED_NOTICE}` : undefined,
  );
}
