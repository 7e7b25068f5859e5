import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { requestTemplateOf, requestTemplatesTable, RequestTemplateView } from '../../views/request-template.view.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, startIndex } from '../params.js';

export const listRequestTemplates = defineSdpTool({
  name: 'list_request_templates',
  title: 'List request templates',
  description:
    'List the templates (forms) from which requests are made, incidents and services. For the fields of one, use get_request_template; to create a request with one, give its name to create_request.',
  toolsets: ['requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.setup.READ'],
  operations: ['request_templates.list'],
  input: z.strictObject({ limit: limit(50, 100), start_index: startIndex }),
  output: z.object({ templates: z.array(RequestTemplateView), page: PageView }),

  async handler({ limit: rowCount, start_index: start }, { sdp }) {
    const page = await sdp.templates.list({ rowCount, startIndex: start });
    const templates = page.rows.filter(({ deleted }) => deleted !== true).map(requestTemplateOf);
    return { templates, page: pageOf(page) };
  },

  markdown: ({ templates, page }) => paragraphs(requestTemplatesTable(templates), pageText(page, 'templates')),
});
