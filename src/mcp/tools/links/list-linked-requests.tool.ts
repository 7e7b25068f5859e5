import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { linkedLine, LinkedRequest, linkedRequest } from '../../views/linked-request.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { requestId } from '../params.js';
import { LINK_TOOLSETS } from './link-params.js';

export const listLinkedRequests = defineSdpTool({
  name: 'list_linked_requests',
  title: 'List linked requests',
  description:
    'List the requests (tickets) that one is linked to, with the comment on each link. To link others use link_requests.',
  toolsets: LINK_TOOLSETS,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.links.list'],
  input: z.strictObject({ request_id: requestId }),
  output: z.object({ number: z.string(), id: z.string(), url: z.string(), linked: z.array(LinkedRequest) }),

  async handler({ request_id }, { sdp }) {
    const { id, displayId } = await sdp.tickets.resolve(request_id);
    const linked = (await sdp.links.list(id)).map(linkedRequest);
    return { number: displayId, id, url: sdp.requestUrl(id), linked };
  },

  markdown: ({ number, url, linked }) =>
    paragraphs(
      linked.length === 0
        ? `Request ${inline(number)} is linked to no other.`
        : `Request ${inline(number)} is linked to:`,
      linked.map(linkedLine).join('\n'),
      url,
      linked.length > 0 ? UNTRUSTED_NOTICE : undefined,
    ),
});
