import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { isMeantBy } from '../../../sdp-api/lookups/status-words.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { longText, requestId, shortText } from '../params.js';
import { saying } from '../partly-done.js';
import { ToolInputError } from '../tool.errors.js';
import { withFieldHelp } from './mandatory-fields.js';

export const resolveRequest = defineSdpTool({
  name: 'resolve_request',
  title: 'Resolve a request',
  description: [
    'Write the resolution of a request (ticket) and set its status to Resolved, without closing it: the requester can still object. The status is read back.',
    'To finish it for good, use close_request, which writes the resolution as well.',
  ].join('\n'),
  toolsets: ['requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.CREATE', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.resolution.add', 'requests.resolution.get', 'requests.update'],
  input: z.strictObject({
    request_id: requestId,
    resolution: longText('How it was solved; stored as the resolution'),
    status_change_comments: shortText('Comment on the change of status').optional(),
  }),
  output: WrittenRequest.extend({ already_finished: z.boolean() }),

  async handler({ request_id, resolution, status_change_comments: comments }, { sdp, clock }) {
    const { id } = await sdp.tickets.resolve(request_id);
    const [before, [resolved]] = await Promise.all([sdp.requests.get(id), sdp.lookups.statusesMeaning('resolved')]);
    const { status } = before;
    const url = sdp.requestUrl(id);
    if (status && isMeantBy('closed', status) && !isMeantBy('resolved', status)) {
      return { ...writtenRequest(before, { url, now: clock.now() }), already_finished: true };
    }
    if (!resolved) {
      throw new ToolInputError(
        'This portal has no status that means resolved.',
        'Use close_request, or update_request.',
      );
    }

    await sdp.requests.setResolution(id, htmlFromText(resolution));
    if (status?.id === resolved.id) {
      return { ...writtenRequest(before, { url, now: clock.now() }), already_finished: false };
    }
    const request = await saying('The resolution was stored.', () =>
      withFieldHelp(sdp, before, () =>
        sdp.requests.update(id, {
          status: { id: resolved.id, name: resolved.name },
          ...(comments === undefined ? {} : { statusChangeComments: cleanLine(comments) }),
        }),
      ),
    );
    return { ...writtenRequest(request, { url, now: clock.now() }), already_finished: false };
  },

  markdown: (output) =>
    writtenText(
      output.already_finished
        ? `Request ${inline(output.number)} is finished already; nothing was changed`
        : `Resolved request ${inline(output.number)}`,
      output,
    ),
});
