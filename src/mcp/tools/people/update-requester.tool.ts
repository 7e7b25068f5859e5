import { z } from 'zod';

import type { RequesterFields } from '../../../sdp-api/people/requester.schema.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { requesterOf, requesterText, RequesterView } from '../../views/requester.view.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { requester, shortText } from '../params.js';
import { ToolInputError } from '../tool.errors.js';
import { oneRequester } from './one-requester.js';
import { requesterFields, requesterParams } from './requester-params.js';

/** Fields that can be emptied, with their names in the API. */
const CLEARABLE = {
  email: 'email',
  employee_id: 'employeeId',
  phone: 'phone',
  mobile: 'mobile',
  job_title: 'jobTitle',
  department: 'department',
  site: 'site',
} as const satisfies Record<string, keyof RequesterFields>;

const clearable = Object.keys(CLEARABLE) as [keyof typeof CLEARABLE, ...(keyof typeof CLEARABLE)[]];

const input = z.strictObject({
  requester,
  name: shortText('New whole name').optional(),
  ...requesterParams,
  clear_fields: z.array(z.enum(clearable)).max(clearable.length).default([]).describe('Fields to empty'),
});

export const updateRequester = defineSdpTool({
  name: 'update_requester',
  title: 'Update a requester',
  description:
    'Change what is known of a person who asks for help: only what is given changes, clear_fields empties fields. Technicians are changed in the browser, by an administrator.',
  toolsets: ['people'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.users.UPDATE'],
  operations: ['requesters.list', 'requesters.get', 'users.list', 'users.get', 'requesters.update'],
  input,
  output: RequesterView,

  async handler(args, context) {
    const { id, fields } = await wantedChange(args, context);
    return requesterOf(await context.sdp.requesters.update(id, fields));
  },

  write: {
    keep: ({ id }) => ({ id }),
    async find(args, context) {
      const { id, fields } = await wantedChange(args, context);
      const found = await context.sdp.requesters.findUpdated(id, fields);
      return found && { id };
    },
  },
  markdown: (person) => paragraphs(`Changed the requester ${inline(person.name)}.`, requesterText(person)),
});

/** @throws ToolInputError when nothing is to be changed, or a field is both given and emptied */
async function wantedChange(args: z.output<typeof input>, { sdp }: SdpToolContext) {
  const given = await requesterFields(args, sdp);
  const both = args.clear_fields.find((name) => args[name] !== undefined);
  if (both !== undefined) throw new ToolInputError(`${both} is both given and emptied.`, 'Do one of the two.');
  const emptied = Object.fromEntries(args.clear_fields.map((name) => [CLEARABLE[name], null]));
  const fields: RequesterFields = { ...given, ...emptied };
  if (Object.keys(fields).length === 0) {
    throw new ToolInputError('There is nothing to change.', 'Give at least one field besides requester.');
  }
  const { id } = await oneRequester(sdp, args.requester);
  return { id, fields };
}
