import { z } from 'zod';

import type { SdpUser } from '../../sdp-api/people/user.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { facts, inline, table } from '../text/markdown.js';
import { present } from './request-row.view.js';
import { technicianOf, TechnicianView } from './technician.view.js';

/** A requester as tools show them; what is empty is left out. */
export const RequesterView = TechnicianView.extend({
  employee_id: z.string().optional(),
  vip: z.boolean().optional(),
});

export type RequesterView = z.output<typeof RequesterView>;

export function requesterOf(user: SdpUser): RequesterView {
  return {
    ...technicianOf(user),
    ...present({
      employee_id: user.employee_id ? cleanLine(user.employee_id, 60) : undefined,
      vip: user.is_vip_user === true ? true : undefined,
    }),
  };
}

export function requestersTable(rows: readonly RequesterView[]): string {
  return table(
    ['Name', 'Mail', 'Department', 'Job title', 'Id'],
    rows.map(({ name, email, department, job_title, vip, id }) => [
      vip ? `${inline(name, 80)} (VIP)` : inline(name, 80),
      inline(email ?? null, 100),
      inline(department ?? null, 60),
      inline(job_title ?? null, 60),
      id,
    ]),
  );
}

/** A person, one fact a line. */
export function requesterText(person: RequesterView): string {
  const value = (text: string | undefined): string | undefined => (text === undefined ? undefined : inline(text));
  return facts([
    ['Mail', value(person.email)],
    ['Job title', value(person.job_title)],
    ['Department', value(person.department)],
    ['Site', value(person.site)],
    ['Phone', value(person.phone)],
    ['Mobile', value(person.mobile)],
    ['Employee id', value(person.employee_id)],
    ['VIP', person.vip ? 'yes' : undefined],
    ['Id', person.id],
  ]);
}
