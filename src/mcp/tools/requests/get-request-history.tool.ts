import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { historyLine, HistoryView, historyView } from '../../views/history.view.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { limit, requestId, startIndex } from '../params.js';

export const getRequestHistory = defineSdpTool({
  name: 'get_request_history',
  title: 'Get the history of a request',
  description:
    'Who changed what on a request (ticket), and when: each field before and after. Not every portal offers it. For mails and notes use get_request_conversation.',
  toolsets: ['requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.history.list'],
  input: z.strictObject({ request_id: requestId, limit: limit(30, 100), start_index: startIndex }),
  output: z.object({
    number: z.string(),
    id: z.string(),
    url: z.string(),
    history: z.array(HistoryView),
    page: PageView,
  }),

  async handler({ request_id, limit: rowCount, start_index: startIndexOf }, { sdp }) {
    const { id, displayId } = await sdp.tickets.resolve(request_id);
    const page = await sdp.history.list({ module: 'request', id, displayId }, { startIndex: startIndexOf, rowCount });
    return {
      ...{ number: displayId, id, url: sdp.requestUrl(id) },
      history: page.rows.map(historyView),
      page: pageOf(page),
    };
  },

  markdown: ({ number, url, history, page }) =>
    paragraphs(
      `History of request ${inline(number)}.`,
      pageText(page, 'entries'),
      history.map(historyLine).join('\n'),
      url,
      UNTRUSTED_NOTICE,
    ),
});
