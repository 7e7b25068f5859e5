import { z } from 'zod';

import { facts, inline, paragraphs } from '../../text/markdown.js';
import { technicianOf, TechnicianView } from '../../views/technician.view.js';
import { defineSdpTool } from '../define-tool.js';
import { technician } from '../params.js';

export const getTechnician = defineSdpTool({
  name: 'get_technician',
  title: 'Get a technician',
  description:
    'Read one technician: mail address, job title, department, site, phone. Takes an id, a name or a mail address; "me" is the technician whose connection this is.',
  toolsets: ['core', 'people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'],
  operations: ['technicians.get'],
  input: z.strictObject({ technician_id: technician }),
  output: TechnicianView,

  async handler({ technician_id }, { sdp }) {
    const { id } = await sdp.lookups.technician(technician_id);
    return technicianOf(await sdp.technicians.get(id));
  },

  markdown({ id, name, email, job_title, department, site, phone, mobile }) {
    const value = (text: string | undefined): string | undefined => (text === undefined ? undefined : inline(text));
    return paragraphs(
      `Technician ${inline(name)}`,
      facts([
        ['Mail', value(email)],
        ['Job title', value(job_title)],
        ['Department', value(department)],
        ['Site', value(site)],
        ['Phone', value(phone)],
        ['Mobile', value(mobile)],
        ['Id', id],
      ]),
    );
  },
});
