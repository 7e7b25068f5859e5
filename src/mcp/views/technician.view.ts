import { z } from 'zod';

import type { SdpUser } from '../../sdp-api/people/user.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline, table } from '../text/markdown.js';
import { nameOf } from './person.view.js';
import { lookupName, present } from './request-row.view.js';

/** A technician as tools list them; what is empty is left out. */
export const TechnicianView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  job_title: z.string().optional(),
  department: z.string().optional(),
  site: z.string().optional(),
  phone: z.string().optional(),
  mobile: z.string().optional(),
});

export type TechnicianView = z.output<typeof TechnicianView>;

export function technicianOf(user: SdpUser): TechnicianView {
  const line = (text: string | null): string | undefined =>
    text === null || text === '' ? undefined : cleanLine(text, 254);
  return {
    id: user.id,
    name: nameOf(user),
    ...present({
      email: line(user.email_id),
      job_title: line(user.job_title),
      department: lookupName(user.department),
      site: lookupName(user.site),
      phone: line(user.phone),
      mobile: line(user.mobile),
    }),
  };
}

export function techniciansTable(rows: readonly TechnicianView[]): string {
  return table(
    ['Name', 'Mail', 'Job title', 'Site', 'Id'],
    rows.map(({ name, email, job_title, site, id }) => [
      inline(name, 80),
      inline(email ?? null, 100),
      inline(job_title ?? null, 60),
      inline(site ?? null, 60),
      id,
    ]),
  );
}
