import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { cisTable, ciView, CiView } from '../../views/ci.view.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, startIndex } from '../params.js';
import { ciTypeParam } from './ci-params.js';

export const listCmdbItems = defineSdpTool({
  name: 'list_cmdb_items',
  title: 'List configuration items',
  description:
    'List the configuration items (CI) of one type in the CMDB, all of them or those whose name holds a text. For one item with its relations, use get_cmdb_item. Computers that people use are also in list_assets.',
  toolsets: ['cmdb'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.cmdb.READ'],
  operations: ['cmdb.list'],
  input: z.strictObject({
    ci_type: ciTypeParam,
    search_term: z.string().trim().min(1).max(100).optional().describe('Part of the name'),
    limit: limit(25, 100),
    start_index: startIndex,
  }),
  output: z.object({ items: z.array(CiView), page: PageView }),

  async handler({ ci_type, search_term, limit: rowCount, start_index }, { sdp }) {
    const page = await sdp.cmdb.list(ci_type, {
      search: search_term,
      startIndex: start_index,
      rowCount,
      totalCount: true,
    });
    return { items: page.rows.map(ciView), page: pageOf(page) };
  },

  markdown: ({ items, page }) =>
    paragraphs(cisTable(items), pageText(page, 'items'), items.length > 0 ? UNTRUSTED_NOTICE : undefined),
});
