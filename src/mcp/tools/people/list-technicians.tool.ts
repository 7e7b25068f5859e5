import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { technicianOf, techniciansTable, TechnicianView } from '../../views/technician.view.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, startIndex } from '../params.js';

export const listTechnicians = defineSdpTool({
  name: 'list_technicians',
  title: 'List technicians',
  description:
    'List the technicians (people who work on requests) by name, all of them or those whose name or mail address holds a text. To look for one person, use find_technician. Other tools take names, so ids are rarely needed.',
  toolsets: ['core', 'people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'],
  operations: ['technicians.list'],
  input: z.strictObject({
    search_term: z.string().trim().min(1).max(100).optional().describe('Part of a name or mail address'),
    limit: limit(25, 100),
    start_index: startIndex,
  }),
  output: z.object({ technicians: z.array(TechnicianView), page: PageView }),

  async handler({ search_term, limit: rowCount, start_index }, { sdp }) {
    const page = await sdp.technicians.list({
      ...(search_term === undefined ? {} : { search: search_term }),
      startIndex: start_index,
      rowCount,
      totalCount: true,
    });
    return { technicians: page.rows.map(technicianOf), page: pageOf(page) };
  },

  markdown: ({ technicians, page }) => paragraphs(techniciansTable(technicians), pageText(page, 'technicians')),
});
