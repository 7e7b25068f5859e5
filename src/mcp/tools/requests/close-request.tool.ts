import { z } from 'zod';

import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { closeByRules, closingFor } from './close-by-rules.js';
import { longText, named, requestId } from '../params.js';

export const closeRequest = defineSdpTool({
  name: 'close_request',
  title: 'Close a request',
  description: [
    'Close a request (ticket): writes the resolution first when one is given, closes by the rules of the portal, and reads the status back. Some portals leave a ticket open although they answer with success; then this answers with an error that says what to add.',
    'Give a resolution (how it was solved) whenever there is one: many portals demand it. closure_code is needed only where the portal asks for it; unknown codes are answered with the allowed ones.',
    'A closed ticket can be opened again with update_request and an open status.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.CREATE', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.resolution.add', 'requests.resolution.get', 'requests.close'],
  input: z.strictObject({
    request_id: requestId,
    resolution: longText('How it was solved; stored as the resolution').optional(),
    closure_comments: z.string().trim().min(1).max(2_000).optional().describe('Comment on closing'),
    closure_code: named('closure code').optional(),
    requester_acknowledged: z.boolean().optional().describe('true: the requester agreed that it is solved'),
  }),
  output: WrittenRequest.extend({ already_closed: z.boolean() }),

  async handler(input, { sdp, clock }) {
    const { id } = await sdp.tickets.resolve(input.request_id);
    const url = sdp.requestUrl(id);
    const before = await sdp.requests.get(id);
    if (before.status?.internal_name?.toLowerCase() === 'closed') {
      return { ...writtenRequest(before, { url, now: clock.now() }), already_closed: true };
    }

    const closing = await closingFor(input, sdp);
    const request = await closeByRules(sdp, before, closing);
    const { warnings } = closing;
    return { ...writtenRequest(request, { url, now: clock.now(), warnings }), already_closed: false };
  },

  markdown: (output) =>
    writtenText(
      output.already_closed
        ? `Request ${inline(output.number)} was closed already; nothing was changed`
        : `Closed request ${inline(output.number)}`,
      output,
    ),
});
