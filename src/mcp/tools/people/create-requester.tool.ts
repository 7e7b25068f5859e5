import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { requesterOf, requesterText, RequesterView } from '../../views/requester.view.js';
import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, shortText } from '../params.js';
import { requesterFields, requesterParams } from './requester-params.js';

export const createRequester = defineSdpTool({
  name: 'create_requester',
  title: 'Create a requester',
  description:
    'Add a person who may ask for help. Look first whether they are there: find_requester. A mail address belongs to one person; without one, two people of the same name can come to be.',
  toolsets: ['people'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.users.CREATE'],
  operations: ['requesters.list', 'requesters.get', 'requesters.create'],
  input: z.strictObject({ name: shortText('Whole name'), ...requesterParams, idempotencyKey }),
  output: RequesterView,

  handler: async (input, { sdp }) => requesterOf(await sdp.requesters.create(await requesterFields(input, sdp))),

  write: {
    keep: ({ id }) => ({ id }),
    restore: async (kept, _input, { sdp }) => {
      const { id } = z.object({ id: z.string() }).parse(kept);
      return requesterOf(await sdp.requesters.get(id));
    },
    async find(input, { sdp }) {
      const found = await sdp.requesters.findCreated(await requesterFields(input, sdp));
      return found && { id: found.id };
    },
  },
  markdown: (person) => paragraphs(`Added the requester ${inline(person.name)}.`, requesterText(person)),
});
