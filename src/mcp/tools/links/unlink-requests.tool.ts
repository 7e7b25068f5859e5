import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { linkedLine, LinkedRequest, linkedRequest } from '../../views/linked-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { requestId } from '../params.js';
import { ToolInputError } from '../tool.errors.js';
import { LINK_TOOLSETS, otherRequests, ticketAndOthers } from './link-params.js';

export const unlinkRequests = defineSdpTool({
  name: 'unlink_requests',
  title: 'Unlink requests',
  description:
    'Take links between requests (tickets) away; the comments on them are lost, the requests stay. list_linked_requests shows what is linked.',
  toolsets: LINK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.DELETE'],
  operations: ['requests.links.remove', 'requests.links.list'],
  input: z.strictObject({
    request_id: requestId,
    unlink_from: otherRequests.describe('The requests to unlink it from'),
  }),
  output: z.object({ number: z.string(), id: z.string(), url: z.string(), linked: z.array(LinkedRequest) }),

  async handler({ request_id, unlink_from }, { sdp }) {
    const { ticket, others } = await ticketAndOthers(request_id, unlink_from, sdp);
    const present = new Set((await sdp.links.list(ticket.id)).map(({ id }) => id));
    const missing = others.filter(({ id }) => !present.has(id));
    if (missing.length > 0) {
      const numbers = missing.map(({ displayId }) => displayId).join(', ');
      throw new ToolInputError(`Not linked to it: ${numbers}. Nothing was changed.`, 'See list_linked_requests.');
    }
    const links = await sdp.links.remove(
      ticket.id,
      others.map(({ id }) => id),
    );
    return {
      ...{ number: ticket.displayId, id: ticket.id, url: sdp.requestUrl(ticket.id) },
      linked: links.map(linkedRequest),
    };
  },

  markdown: ({ number, url, linked }) =>
    paragraphs(
      `Unlinked. Request ${inline(number)} is linked to ${linked.length === 0 ? 'no other now.' : 'these still:'}`,
      linked.map(linkedLine).join('\n'),
      url,
    ),
});
