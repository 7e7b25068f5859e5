import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { RequestRow, rowOf } from '../../views/request-row.view.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm, requestId } from '../params.js';

export const deleteRequest = defineSdpTool({
  name: 'delete_request',
  title: 'Delete a request',
  description:
    'Move a request (ticket) to the trash. Asks for confirmation with a preview first. restore_request brings it back. To finish a request use close_request instead.',
  toolsets: ['requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.DELETE'],
  operations: ['requests.get', 'requests.delete'],
  input: z.strictObject({ request_id: requestId, confirm }),
  output: RequestRow,

  async handler(args, context) {
    const { sdp, clock } = context;
    const { id } = await sdp.tickets.resolve(args.request_id);
    const row = rowOf(await sdp.requests.get(id), clock.now());
    await context.confirm({
      confirmed: args.confirm,
      action: `Move request ${inline(row.number)} to the trash`,
      preview: `- ${inline(row.subject, 250)}\n- from ${inline(row.requester ?? null)}, ${inline(row.status)}`,
    });
    await sdp.links.trash(id);
    return row;
  },

  markdown: ({ number, subject, id }) =>
    paragraphs(
      `Request ${inline(number)} (${inline(subject, 250)}) is in the trash. To bring it back: restore_request with its long id ${id}.`,
      UNTRUSTED_NOTICE,
    ),
});
