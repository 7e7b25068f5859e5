import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { technicianOf, techniciansTable, TechnicianView } from '../../views/technician.view.js';
import { defineSdpTool } from '../define-tool.js';

export const findTechnician = defineSdpTool({
  name: 'find_technician',
  title: 'Find a technician',
  description:
    'Find technicians by a part of their name or mail address, best match first, at most 25. Names spelt alike are proposed when nobody matches. For the whole list, use list_technicians.',
  toolsets: ['core', 'people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'],
  operations: ['technicians.list'],
  input: z.strictObject({
    search_term: z.string().trim().min(1).max(100).describe('Name or mail address, or a part of it'),
  }),
  output: z.object({ matches: z.enum(['found', 'similar', 'none']), technicians: z.array(TechnicianView) }),

  async handler({ search_term }, { sdp }) {
    const found = await sdp.technicians.find(search_term);
    if (found.length > 0) return { matches: 'found' as const, technicians: found.map(technicianOf) };
    const similar = await sdp.technicians.findSimilar(search_term);
    return {
      matches: similar.length > 0 ? ('similar' as const) : ('none' as const),
      technicians: similar.map(technicianOf),
    };
  },

  markdown: ({ matches, technicians }) =>
    paragraphs(
      matches === 'none' ? 'No technician has such a name or mail address. list_technicians lists all.' : undefined,
      matches === 'similar' ? 'Nobody matches; these names are spelt alike:' : undefined,
      techniciansTable(technicians),
    ),
});
