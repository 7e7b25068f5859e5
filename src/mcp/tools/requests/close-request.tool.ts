import { z } from 'zod';

import { AppError } from '../../../common/errors/app.error.js';
import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { withFieldHelp } from './mandatory-fields.js';
import { longText, named, requestId } from '../params.js';
import { PartlyDoneError } from '../tool.errors.js';

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

    const { code, warnings } = await closureCode(input.closure_code, sdp);
    if (input.resolution !== undefined) await sdp.requests.setResolution(id, htmlFromText(input.resolution));
    const request = await saying(input.resolution === undefined ? undefined : 'The resolution was stored.', () =>
      withFieldHelp(sdp, before, () =>
        sdp.requests.close(id, {
          ...(code && { closureCode: code }),
          ...(input.closure_comments === undefined ? {} : { comments: input.closure_comments }),
          ...(input.requester_acknowledged === undefined
            ? {}
            : { requesterAcknowledged: input.requester_acknowledged }),
        }),
      ),
    );
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

/** Names that a ticket which was solved is closed with, where a portal has none called "Resolved". */
const SOLVED = ['Success', 'Completed'];

/** A portal without closure codes closes without one. @throws UnknownNameError with the closest codes */
async function closureCode(
  given: string | undefined,
  { metadata, lookups }: SdpApi,
): Promise<{ readonly code?: LookupRef; readonly warnings: string[] }> {
  if (given === undefined) return { warnings: [] };
  const { rows, source } = await metadata.read('request_closure_codes');
  if (rows.length === 0 && source === 'list') {
    return { warnings: ['This portal has no closure codes, so it was closed without one.'] };
  }
  const names = new Set(rows.map(({ name }) => name));
  const solved = SOLVED.find((name) => names.has(name));
  if (/^(?:resolved|solved|fixed)$/i.test(given) && !names.has('Resolved') && solved !== undefined) {
    return {
      code: await lookups.closureCode(solved),
      warnings: [`The closure code is ${solved}: there is no ${given}.`],
    };
  }
  return { code: await lookups.closureCode(given), warnings: [] };
}

/** Adds to a failure what had been done before it. */
async function saying<T>(done: string | undefined, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw done !== undefined && error instanceof AppError ? new PartlyDoneError(error, done) : error;
  }
}
