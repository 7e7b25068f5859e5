import { z } from 'zod';

import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { linkedLine, LinkedRequest, linkedRequest } from '../../views/linked-request.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { requestId, shortText } from '../params.js';
import { LINK_TOOLSETS, otherRequests, ticketAndOthers } from './link-params.js';

export const linkRequests = defineSdpTool({
  name: 'link_requests',
  title: 'Link requests',
  description:
    'Link requests (tickets) that belong together; each stays what it is, and the link shows from both. To make one request of several use merge_requests.',
  toolsets: LINK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.CREATE'],
  operations: ['requests.links.add', 'requests.links.list'],
  input: z.strictObject({
    request_id: requestId,
    link_to: otherRequests.describe('The requests to link it to'),
    comment: shortText('Why, one line').optional(),
  }),
  output: z.object({ number: z.string(), id: z.string(), url: z.string(), linked: z.array(LinkedRequest) }),

  async handler({ request_id, link_to, comment }, { sdp }) {
    const { ticket, others } = await ticketAndOthers(request_id, link_to, sdp);
    const ids = others.map(({ id }) => id);
    const links = await sdp.links.add(ticket.id, ids, comment === undefined ? undefined : cleanLine(comment));
    return {
      ...{ number: ticket.displayId, id: ticket.id, url: sdp.requestUrl(ticket.id) },
      linked: links.map(linkedRequest),
    };
  },

  markdown: ({ number, url, linked }) =>
    paragraphs(`Request ${inline(number)} is linked to:`, linked.map(linkedLine).join('\n'), url, UNTRUSTED_NOTICE),
});
