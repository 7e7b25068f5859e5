import { z } from 'zod';

import type { Lookup } from '../../../sdp-api/wire/values.js';
import { facts, inline, paragraphs } from '../../text/markdown.js';
import { lookupName, present } from '../../views/request-row.view.js';
import { technicianOf, TechnicianView } from '../../views/technician.view.js';
import { defineSdpTool } from '../define-tool.js';
import { technician } from '../params.js';

/** Groups and sites shown. */
const SHOWN = 50;

export const getTechnician = defineSdpTool({
  name: 'get_technician',
  title: 'Get a technician',
  description:
    'Read one technician: mail address, job title, department, phone, support groups and sites. Takes an id, a name or a mail address; "me" is the technician whose connection this is.',
  toolsets: ['core', 'people'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.users.READ', 'SDPOnDemand.technicians.READ'],
  operations: ['technicians.get'],
  input: z.strictObject({ technician_id: technician }),
  output: TechnicianView.extend({ groups: z.array(z.string()).optional(), sites: z.array(z.string()).optional() }),

  async handler({ technician_id }, { sdp }) {
    const { id } = await sdp.lookups.technician(technician_id);
    const technician = await sdp.technicians.get(id);
    const names = (rows: readonly Lookup[] | null) => rows?.slice(0, SHOWN).flatMap((row) => lookupName(row) ?? []);
    return {
      ...technicianOf(technician),
      ...present({ groups: names(technician.groups), sites: names(technician.sites) }),
    };
  },

  markdown({ id, name, email, job_title, department, site, phone, mobile, groups, sites }) {
    const value = (text: string | undefined): string | undefined => (text === undefined ? undefined : inline(text));
    const list = (names: readonly string[] | undefined) =>
      names?.map((name) => inline(name, 60)).join(', ') || undefined;
    return paragraphs(
      `Technician ${inline(name)}`,
      facts([
        ['Mail', value(email)],
        ['Job title', value(job_title)],
        ['Department', value(department)],
        ['Site', value(site)],
        ['Groups', list(groups)],
        ['Works for', list(sites)],
        ['Phone', value(phone)],
        ['Mobile', value(mobile)],
        ['Id', id],
      ]),
    );
  },
});
