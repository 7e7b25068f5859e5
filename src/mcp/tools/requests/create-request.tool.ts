import { z } from 'zod';

import type { RequestFields } from '../../../sdp-api/requests/request-fields.js';
import { wireNames } from '../../../sdp-api/requests/request-wire.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline } from '../../text/markdown.js';
import { WrittenRequest, writtenRequest, writtenText } from '../../views/written-request.view.js';
import { defineSdpTool } from '../define-tool.js';
import { fieldParams } from './field-params.js';
import { duplicateWarnings } from './likely-duplicates.js';
import { withFieldHelp } from './mandatory-fields.js';
import { idempotencyKey, named, shortText } from '../params.js';
import { resolveFields } from './resolve-fields.js';
import { withoutRefusedPriority } from './without-priority.js';

export const createRequest = defineSdpTool({
  name: 'create_request',
  title: 'Create a request',
  description: [
    'Create a request (ticket). Only the subject is always needed; a portal may want more, and then the answer lists the fields and their allowed values, and nothing was created.',
    'Names and mail addresses are enough everywhere; unknown ones are answered with the closest matches. Without a requester the ticket is yours.',
    'A subcategory needs its category. Where the portal computes the priority from urgency and impact, the ticket is created without the given priority and the answer says so.',
    'Calling twice creates two tickets, unless both calls have the same idempotencyKey. With a requester, an open ticket of theirs of the last day with the same subject is answered with LIKELY_DUPLICATE; what is only alike is told as a warning.',
    'get_request_template shows the fields of a template beforehand.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.CREATE'],
  operations: ['requests.list', 'requests.create'],
  input: z.strictObject({
    subject: shortText('Subject, one line'),
    ...fieldParams,
    template: named('request template').optional(),
    ignore_duplicates: z.boolean().default(false).describe('true: create it although one like it is open'),
    idempotencyKey,
  }),
  output: WrittenRequest,

  async handler(input, { sdp, clock }) {
    const [fields, template] = await Promise.all([
      resolveFields(input, { sdp, now: clock.now() }),
      input.template === undefined ? undefined : sdp.lookups.template(input.template),
    ]);
    const subject = cleanLine(input.subject);
    const alike =
      input.ignore_duplicates || !fields.requester
        ? []
        : await duplicateWarnings({ subject, requester: fields.requester }, sdp, clock.now());
    const wanted = { subject, ...fields, ...(template === undefined ? {} : { template }) };
    const { result, warnings } = await withoutRefusedPriority(wanted, (some) => createAndLearn(some, sdp));
    return writtenRequest(result, {
      url: sdp.requestUrl(result.id),
      now: clock.now(),
      warnings: [...warnings, ...alike],
    });
  },

  write: {
    keep: ({ id, number }) => ({ id, number }),
    async restore(kept, _input, { sdp, clock }) {
      const { id } = z.object({ id: z.string() }).parse(kept);
      return writtenRequest(await sdp.requests.get(id), { url: sdp.requestUrl(id), now: clock.now() });
    },
    async find({ subject, requester, requester_email }, { sdp }, sentAt) {
      const who = requester ?? requester_email;
      const from = who === undefined ? {} : { requester: await sdp.lookups.requester(who) };
      const found = await sdp.requests.findCreated({ subject: cleanLine(subject), ...from }, sentAt);
      return found && { id: found.id, number: found.display_id };
    },
  },
  markdown: (output) => writtenText(`Created request ${inline(output.number)}`, output),
});

/** What the portal demands of a template, or did without, is remembered for get_request_template. */
async function createAndLearn(fields: RequestFields, sdp: SdpApi): Promise<SdpRequest> {
  const template = fields.template?.name ?? '';
  const request = await withFieldHelp(
    sdp,
    fields,
    () => sdp.requests.create(fields),
    (missing) => sdp.templates.refused(template, missing),
  );
  sdp.templates.created(template, wireNames(fields));
  return request;
}
