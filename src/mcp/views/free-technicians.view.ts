import { z } from 'zod';

import { readText } from '../search/read-all-requests.js';
import { counted, inline, paragraphs, table } from '../text/markdown.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** A technician and the open requests they have. */
export const TechnicianLoad = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  open: z.number(),
  overdue: z.number(),
  on_hold: z.number(),
});

export type TechnicianLoad = z.output<typeof TechnicianLoad>;

export const FreeTechnicians = z.object({
  group: z.string().optional(),
  technicians: z.array(TechnicianLoad),
  /** How it was found who belongs to the group. */
  members_from: z.enum(['groups', 'requests', 'everybody']),
  technicians_more: z.number(),
  orphaned_requests: z.number(),
  read: z.object({ read: z.number(), matching: z.number().optional(), complete: z.boolean() }),
});

export type FreeTechnicians = z.output<typeof FreeTechnicians>;

const MEMBERS = {
  groups: '',
  everybody: '',
  requests: 'ServiceDesk Plus does not say who is in this group, so these are the people who have open requests of it.',
} as const satisfies Record<FreeTechnicians['members_from'], string>;

export function freeText(found: FreeTechnicians): string {
  const { group, technicians, technicians_more: more, orphaned_requests: orphaned, read } = found;
  return paragraphs(
    `Technicians${group === undefined ? '' : ` of ${inline(group)}`}, the least busy first. Open requests: ${readText(read)}.`,
    MEMBERS[found.members_from],
    technicians.length === 0
      ? 'Nobody was found.'
      : table(
          ['Technician', 'Open', 'Of these overdue', 'On hold', 'Mail'],
          technicians.map(({ name, open, overdue, on_hold: onHold, email }) => [
            inline(name, 80),
            ...[open, overdue, onHold].map(String),
            inline(email ?? null, 100),
          ]),
        ),
    more === 0 ? undefined : `${more} more technicians are busier.`,
    orphaned === 0
      ? undefined
      : `${counted(orphaned, 'open request')} ${orphaned === 1 ? 'belongs' : 'belong'} to people who are no technicians any more.`,
    'Who is away is not in the API of ServiceDesk Plus: ask, or look at the calendar of the team.',
    technicians.length === 0 ? undefined : UNTRUSTED_NOTICE,
  );
}
