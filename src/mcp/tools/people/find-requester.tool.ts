import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { requesterOf, requestersTable, RequesterView } from '../../views/requester.view.js';
import { defineSdpTool } from '../define-tool.js';

export const findRequester = defineSdpTool({
  name: 'find_requester',
  title: 'Find a requester',
  description:
    'Find people who ask for help by a part of their name or mail address, best match first, at most 25. Names spelt alike are proposed when nobody matches. For their open tickets, use get_requester.',
  toolsets: ['people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ'],
  operations: ['requesters.list', 'users.list'],
  input: z.strictObject({
    search_term: z.string().trim().min(1).max(100).describe('Name or mail address, or a part of it'),
  }),
  output: z.object({ matches: z.enum(['found', 'similar', 'none']), requesters: z.array(RequesterView) }),

  async handler({ search_term }, { sdp }) {
    const found = await sdp.requesters.find(search_term);
    if (found.length > 0) return { matches: 'found' as const, requesters: found.map(requesterOf) };
    const similar = await sdp.requesters.findSimilar(search_term);
    return {
      matches: similar.length > 0 ? ('similar' as const) : ('none' as const),
      requesters: similar.map(requesterOf),
    };
  },

  markdown: ({ matches, requesters }) =>
    paragraphs(
      matches === 'none' ? 'Nobody has such a name or mail address. list_requesters lists all.' : undefined,
      matches === 'similar' ? 'Nobody matches; these names are spelt alike:' : undefined,
      requestersTable(requesters),
    ),
});
