import { z } from 'zod';

import type { SdpWorklog } from '../../sdp-api/worklogs/worklog.schema.js';
import { durationText } from '../text/durations.js';
import { inline } from '../text/markdown.js';
import { TicketText, ticketText } from '../text/ticket-text.js';
import { isoTime, readableTime } from '../text/times.js';
import { personOf, personText, PersonView } from './person.view.js';

const MAX_DESCRIPTION = 1_000;

/** Time that somebody worked. */
export const WorklogView = z.object({
  id: z.string(),
  technician: PersonView.optional(),
  /** Absent where the portal does not tell. */
  minutes: z.number().optional(),
  started_at: z.string().optional(),
  ended_at: z.string().optional(),
  description: TicketText.optional(),
});

export type WorklogView = z.output<typeof WorklogView>;

export function worklogView(row: SdpWorklog): WorklogView {
  const { id, owner, spentMs, start_time: start, end_time: end } = row;
  const description = ticketText(row.description, { max: MAX_DESCRIPTION, trim: false });
  return {
    id,
    ...(owner && { technician: personOf(owner) }),
    ...(spentMs !== null && { minutes: Math.round(spentMs / 60_000) }),
    ...(start && { started_at: isoTime(start) ?? '' }),
    ...(end && { ended_at: isoTime(end) ?? '' }),
    ...(description && { description }),
  };
}

/** `- 1 h 30 min, Dana Reyes, 2026-11-23 09:15 UTC: replaced the fuser (worklog 123…)` */
export function worklogLine({ id, technician, minutes, started_at: start, description }: WorklogView): string {
  const text = description === undefined ? '' : `: ${inline(description.untrusted_text, 300)}`;
  return `- ${minutesText(minutes)}, ${technician ? personText(technician) : 'nobody'}, ${readableTime(start ?? null)}${text} (worklog ${id})`;
}

export function minutesText(minutes: number | undefined): string {
  return minutes === undefined ? 'unknown time' : durationText(minutes * 60_000);
}
