import { z } from 'zod';

import type { RequestFields } from '../../../sdp-api/requests/request-fields.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { Fence } from '../../text/fence.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { TicketText, ticketText } from '../../text/ticket-text.js';
import { changesBetween, changesText, FieldChange } from '../../views/field-changes.view.js';
import { ownFieldChanges } from '../../views/own-fields.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { WrittenRequest, writtenRequest } from '../../views/written-request.view.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { fieldParams } from './field-params.js';
import { withFieldHelp } from './mandatory-fields.js';
import { deferParams, requestId, shortText } from '../params.js';
import { resolveFields } from './resolve-fields.js';
import { ToolInputError } from '../tool.errors.js';
import { withoutRefusedPriority } from './without-priority.js';

/** Fields that can be emptied, with their names in the API. */
const CLEARABLE = {
  description: 'description',
  priority: 'priority',
  urgency: 'urgency',
  impact: 'impact',
  level: 'level',
  mode: 'mode',
  request_type: 'requestType',
  category: 'category',
  subcategory: 'subcategory',
  item: 'item',
  group: 'group',
  site: 'site',
  technician: 'technician',
  due_by: 'dueBy',
  impact_details: 'impactDetails',
} as const satisfies Record<string, keyof RequestFields>;

const clearableNames = Object.keys(CLEARABLE) as [keyof typeof CLEARABLE, ...(keyof typeof CLEARABLE)[]];

const input = z.strictObject({
  request_id: requestId,
  subject: shortText('Subject, one line').optional(),
  ...fieldParams,
  update_reason: shortText('Why it is changed').optional(),
  status_change_comments: shortText('Comment on the change of status').optional(),
  clear_fields: z.array(z.enum(clearableNames)).max(15).default([]).describe('Fields to empty'),
  ...deferParams,
});
type Input = z.output<typeof input>;

export const updateRequest = defineSdpTool({
  name: 'update_request',
  title: 'Update a request',
  description: [
    'Change fields of a request (ticket). Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
    'Names and mail addresses are enough; unknown ones are answered with the closest matches. A subcategory without category belongs to the category the ticket has.',
    'To assign use assign_request, to finish use close_request: it keeps the rules of the portal. A closed ticket must be opened first by setting status to an open one.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: ['requests.get', 'requests.update'],
  input,
  output: WrittenRequest.extend({
    changes: z.array(FieldChange),
    description_changed: z.boolean(),
    former_description: TicketText.optional(),
  }),

  async handler(args, context) {
    const { sdp, clock } = context;
    const { id, before, fields } = await wantedChange(args, context);

    const classification = { category: fields.category ?? before.category, subcategory: fields.subcategory };
    const { result, warnings } = await withoutRefusedPriority(fields, (some) =>
      withFieldHelp(sdp, classification, () => sdp.requests.update(id, some)),
    );
    return {
      ...writtenRequest(result, { url: sdp.requestUrl(id), now: clock.now(), warnings }),
      changes: [
        ...changesBetween(before, result, [...Object.keys(args), ...args.clear_fields]),
        ...(await ownChanges([before, result], fields.udfFields, sdp)),
      ],
      ...descriptionChange(before, result),
    };
  },

  write: {
    keep: ({ id, number }) => ({ id, number }),
    async find(args, context) {
      const { id, fields } = await wantedChange(args, context);
      const found = await context.sdp.requests.findUpdated(id, fields);
      return found && { id, number: found.display_id };
    },
    deferral: {
      record: ({ request_id }) => ({ module: 'request', id: request_id }),
      describe: (args) => `changes of ${changedNames(args).join(', ')} on request ${inline(args.request_id, 80)}`,
    },
  },
  markdown(output) {
    const { changes, description_changed: rewritten, former_description: former, warnings } = output;
    const nothing = changes.length === 0 && !rewritten;
    return paragraphs(
      nothing
        ? `Request ${inline(output.number)} was already as asked: no shown field is different.`
        : `Changed request ${inline(output.number)} (${inline(output.subject)}):`,
      changesText(changes),
      rewritten ? '- description: replaced' : undefined,
      former && new Fence().around(former.untrusted_text, 'former description'),
      ...warnings,
      `${output.url} (id ${output.id})`,
      nothing ? undefined : UNTRUSTED_NOTICE,
    );
  },
});

async function ownChanges(
  [{ udf_fields: was }, { udf_fields: is }]: readonly [SdpRequest, SdpRequest],
  asked: RequestFields['udfFields'],
  { fields }: SdpApi,
): Promise<FieldChange[]> {
  if (asked === undefined) return [];
  return ownFieldChanges([was, is], Object.keys(asked), await fields.labels('requests', was, is));
}

/** What is to be written, and the request as it is. @throws ToolInputError when nothing is to be changed */
async function wantedChange(args: Input, { sdp, clock }: SdpToolContext) {
  const { id } = await sdp.tickets.resolve(args.request_id);
  const before = await sdp.requests.get(id);
  const resolved = await resolveFields(args, { sdp, now: clock.now(), present: before });
  const fields = { ...resolved, ...textsOf(args), ...cleared(args.clear_fields, resolved) };
  if (Object.keys(fields).length === 0) {
    throw new ToolInputError('There is nothing to change.', 'Give at least one field besides request_id.');
  }
  return { id, before, fields };
}

/** Arguments that are no field. */
const NO_FIELDS = new Set(['request_id', 'time_zone', 'clear_fields', 'defer', 'expiresInMinutes']);

function changedNames(args: Input): string[] {
  return [...Object.keys(args).filter((name) => !NO_FIELDS.has(name)), ...args.clear_fields];
}

function textsOf(input: {
  readonly subject?: string | undefined;
  readonly update_reason?: string | undefined;
  readonly status_change_comments?: string | undefined;
}): RequestFields {
  const { subject, update_reason: reason, status_change_comments: comments } = input;
  return {
    ...(subject === undefined ? {} : { subject: cleanLine(subject) }),
    ...(reason === undefined ? {} : { updateReason: cleanLine(reason) }),
    ...(comments === undefined ? {} : { statusChangeComments: cleanLine(comments) }),
  };
}

/** @throws ToolInputError when a field is to be set and emptied at once */
function cleared(names: readonly (keyof typeof CLEARABLE)[], fields: RequestFields): RequestFields {
  const both = names.filter((name) => fields[CLEARABLE[name]] !== undefined);
  if (both.length > 0) {
    throw new ToolInputError(`${both.join(', ')} cannot be set and emptied at once.`, 'Do one of the two.');
  }
  return Object.fromEntries(names.map((name) => [CLEARABLE[name], null]));
}

/** The former text goes with the answer, so that it can be put back. */
function descriptionChange(before: SdpRequest, after: SdpRequest) {
  if (before.description === after.description || after.description === null) {
    return { description_changed: before.description !== null && after.description === null };
  }
  const former = ticketText(before.description, { max: 4_000, trim: false });
  return { description_changed: true, ...(former === null ? {} : { former_description: former }) };
}
