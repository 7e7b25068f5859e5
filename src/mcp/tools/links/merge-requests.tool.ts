import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm, requestId } from '../params.js';
import { LINK_TOOLSETS, otherRequests, ticketAndOthers } from './link-params.js';

export const mergeRequests = defineSdpTool({
  name: 'merge_requests',
  title: 'Merge requests',
  description:
    'Merge requests (tickets) on one matter into one: their mails and notes move there and the others are gone for good. Asks for confirmation with a preview first. To keep them and only tie them together use link_requests. Not every portal offers it.',
  toolsets: LINK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.merge', 'requests.merge_short'],
  input: z.strictObject({
    request_id: requestId.describe('The request that stays'),
    merge: otherRequests.describe('The requests that go into it'),
    confirm,
  }),
  output: WrittenRequest.extend({ merged: z.array(z.string()) }),

  async handler(args, context) {
    const { sdp, clock } = context;
    const { ticket, others } = await ticketAndOthers(args.request_id, args.merge, sdp);
    const [into, ...from] = await Promise.all([ticket, ...others].map(({ id }) => sdp.requests.get(id)));
    const line = (request: typeof into): string =>
      `- request ${inline(request?.display_id ?? null)}: ${inline(request?.subject ?? null, 250)} (${inline(request?.requester?.name ?? null)}, ${inline(request?.status?.name ?? null)})`;
    await context.confirm({
      confirmed: args.confirm,
      action: `Merge ${from.length} request${from.length === 1 ? '' : 's'} into ${inline(ticket.displayId)} for good`,
      preview: ['Stays:', line(into), 'Goes into it:', ...from.map(line)].join('\n'),
    });
    await sdp.links.merge(
      ticket.id,
      others.map(({ id }) => id),
    );
    const merged = await sdp.requests.get(ticket.id);
    return {
      ...writtenRequest(merged, { url: sdp.requestUrl(ticket.id), now: clock.now() }),
      merged: others.map(({ displayId }) => displayId),
    };
  },

  markdown: (output) =>
    paragraphs(
      writtenText(
        `Merged ${output.merged.map((one) => inline(one)).join(', ')} into request ${inline(output.number)}`,
        output,
      ),
    ),
});
