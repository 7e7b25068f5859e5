import { z } from 'zod';

import { present } from '../../views/request-row.view.js';
import { inline, paragraphs, table } from '../../text/markdown.js';
import { TicketText, ticketText } from '../../text/ticket-text.js';
import { isoTime, readableDay, readableTime } from '../../text/times.js';
import { cleanLine } from '../../text/clean-text.js';
import { nameOf, personOf, personText, PersonView } from '../../views/person.view.js';
import { lookupName } from '../../views/request-row.view.js';
import type { SdpMember, SdpMilestone } from '../../../sdp-api/projects/project-parts.api.js';
import { recordPart } from '../records/get-record.js';

/** Parts of a project that are shown at most; no project seen had as many. */
const SHOWN = 100;
const SHOWN_COMMENTS = 10;
const MAX_COMMENT = 2_000;

export const MilestoneView = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string().optional(),
  owner: z.string().optional(),
  scheduled_start: z.string().optional(),
  scheduled_end: z.string().optional(),
  ended_at: z.string().optional(),
});

export type MilestoneView = z.output<typeof MilestoneView>;

export function milestoneView(row: SdpMilestone): MilestoneView {
  return {
    id: row.id,
    title: cleanLine(row.title ?? '', 250),
    ...present({
      status: lookupName(row.status),
      owner: row.owner ? nameOf(row.owner) : undefined,
      scheduled_start: isoTime(row.scheduledStart) ?? undefined,
      scheduled_end: isoTime(row.scheduledEnd) ?? undefined,
      ended_at: isoTime(row.actualEnd) ?? undefined,
    }),
  };
}

/** The stages of a project. */
export const projectMilestones = recordPart({
  key: 'milestones',
  schema: z.array(MilestoneView),
  operations: ['projects.milestones.list'],
  async read(project, _record, { sdp }) {
    const { rows } = await sdp.projectParts.milestones(project, { rowCount: SHOWN });
    return rows.map(milestoneView);
  },
  text: (rows) =>
    rows.length === 0
      ? 'No milestones.'
      : table(
          ['Milestone', 'Status', 'Owner', 'Start', 'End'],
          rows.map((row) => [
            inline(row.title, 100),
            inline(row.status ?? null),
            inline(row.owner ?? null),
            readableDay(row.scheduled_start ?? null),
            readableDay(row.scheduled_end ?? null),
          ]),
        ),
});

export const Member = z.object({ person: PersonView.optional(), role: z.string().optional() });

export function memberView({ user, role }: SdpMember): z.input<typeof Member> {
  return present({ person: user ? personOf(user) : undefined, role: lookupName(role) });
}

/** `Ann Lee <ann@example.com>, Owner` */
export function memberText({ person, role }: z.output<typeof Member>): string {
  return `${person ? personText(person) : 'unknown'}${role ? `, ${inline(role)}` : ''}`;
}

/** Who takes part in a project. */
export const projectMembers = recordPart({
  key: 'members',
  schema: z.array(Member),
  operations: ['projects.members.list'],
  async read(project, _record, { sdp }) {
    const { rows } = await sdp.projectParts.members(project, { rowCount: SHOWN });
    return rows.map(memberView);
  },
  text: (rows) => (rows.length === 0 ? undefined : `Members: ${rows.map(memberText).join('; ')}`),
});

const Comment = z.object({
  id: z.string(),
  at: z.string().optional(),
  by: PersonView.optional(),
  text: TicketText.optional(),
});

/** The newest comments on a project. */
export const projectComments = recordPart({
  key: 'comments',
  schema: z.array(Comment),
  operations: ['projects.comments.list'],
  async read(project, _record, { sdp }) {
    const { rows } = await sdp.projectParts.comments(project, { rowCount: SHOWN_COMMENTS });
    return rows.map(({ id, at, by, comment }) => ({
      id,
      ...present({
        at: isoTime(at) ?? undefined,
        by: by ? personOf(by) : undefined,
        text: ticketText(comment, { max: MAX_COMMENT, trim: true }) ?? undefined,
      }),
    }));
  },
  text: (rows, fence) =>
    rows.length === 0
      ? undefined
      : paragraphs(
          '**Comments**',
          ...rows.map(({ at, by, text }) =>
            paragraphs(
              `${readableTime(at ?? null)}, ${by ? personText(by) : 'unknown'}:`,
              text && fence.around(text.untrusted_text, 'comment'),
            ),
          ),
        ),
});
