import { z } from 'zod';

import { inline } from '../../text/markdown.js';
import { changesBetween, changesText, FieldChange } from '../../views/field-changes.view.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { named, requestId, technician } from '../params.js';
import { ToolInputError } from '../tool.errors.js';

export const assignRequest = defineSdpTool({
  name: 'assign_request',
  title: 'Assign a request',
  description: [
    'Assign a request (ticket) to a technician, to a support group, or to both. Names and mail addresses are enough; "me" is you.',
    'To take it yourself, pickup_request does the same in one step. To unassign, use update_request with clear_fields: ["technician"].',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.assign'],
  input: z.strictObject({
    request_id: requestId,
    technician: technician.optional(),
    group: named('support group').optional(),
  }),
  output: WrittenRequest.extend({ changes: z.array(FieldChange) }),

  async handler(input, { sdp, clock }) {
    if (input.technician === undefined && input.group === undefined) {
      throw new ToolInputError('It is not said to whom.', 'Give technician, group or both.');
    }
    const [{ id }, person, group] = await Promise.all([
      sdp.tickets.resolve(input.request_id),
      input.technician === undefined ? undefined : sdp.lookups.technician(input.technician),
      input.group === undefined ? undefined : sdp.lookups.group(input.group),
    ]);
    const before = await sdp.requests.get(id);
    const done = isNow(before.technician, person) && isNow(before.group, group);
    const after = done
      ? before
      : await sdp.requests.assign(id, { ...(person && { technician: person }), ...(group && { group }) });
    return {
      ...writtenRequest(after, { url: sdp.requestUrl(id), now: clock.now() }),
      changes: changesBetween(before, after, ['technician', 'group']),
    };
  },

  markdown: (output) =>
    writtenText(
      output.changes.length === 0
        ? `Request ${inline(output.number)} was assigned like that already`
        : `Assigned request ${inline(output.number)}`,
      output,
      changesText(output.changes),
    ),
});

/** Assigning again what is assigned would send the portal's mails again. */
function isNow(present: { readonly id: string } | null, wanted: { readonly id?: string } | undefined): boolean {
  return wanted === undefined || (present !== null && present.id === wanted.id);
}
