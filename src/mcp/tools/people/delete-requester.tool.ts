import { z } from 'zod';

import { inline, paragraphs } from '../../text/markdown.js';
import { requesterOf, requesterText, RequesterView } from '../../views/requester.view.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm, requester } from '../params.js';
import { oneRequester } from './one-requester.js';

export const deleteRequester = defineSdpTool({
  name: 'delete_requester',
  title: 'Delete a requester',
  description:
    'Delete a person who asks for help. Asks for confirmation with a preview first. To change what is known of them, use update_requester; their tickets are in get_requester.',
  toolsets: ['people'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.users.DELETE'],
  operations: ['requesters.list', 'requesters.get', 'users.list', 'users.get', 'requesters.delete'],
  input: z.strictObject({ requester, confirm }),
  output: z.object({ deleted: RequesterView }),

  async handler(args, context) {
    const { sdp } = context;
    const person = requesterOf(await oneRequester(sdp, args.requester));
    await context.confirm({
      confirmed: args.confirm,
      action: 'Delete a requester',
      preview: paragraphs(inline(person.name), requesterText(person)),
    });
    await sdp.requesters.remove(person.id);
    return { deleted: person };
  },

  markdown: ({ deleted }) => paragraphs(`Deleted the requester ${inline(deleted.name)}.`, requesterText(deleted)),
});
