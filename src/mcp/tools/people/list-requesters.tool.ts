import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { requesterOf, requestersTable, RequesterView } from '../../views/requester.view.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, startIndex } from '../params.js';

export const listRequesters = defineSdpTool({
  name: 'list_requesters',
  title: 'List requesters',
  description:
    'List the people who may ask for help, by name, all of them or those whose name or mail address holds a text. To look for one person, use find_requester. Other tools take names, so ids are rarely needed.',
  toolsets: ['people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ'],
  operations: ['requesters.list', 'users.list'],
  input: z.strictObject({
    search_term: z.string().trim().min(1).max(100).optional().describe('Part of a name or mail address'),
    limit: limit(25, 100),
    start_index: startIndex,
  }),
  output: z.object({ requesters: z.array(RequesterView), page: PageView }),

  async handler({ search_term, limit: rowCount, start_index }, { sdp }) {
    const page = await sdp.requesters.list({
      search: search_term,
      startIndex: start_index,
      rowCount,
      totalCount: true,
    });
    return { requesters: page.rows.map(requesterOf), page: pageOf(page) };
  },

  markdown: ({ requesters, page }) => paragraphs(requestersTable(requesters), pageText(page, 'requesters')),
});
