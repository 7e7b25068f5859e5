import { z } from 'zod';

import { inline, paragraphs } from '../text/markdown.js';
import { MissingPart, missingText } from '../tools/parts.js';
import { RequestRow, rowsTable } from './request-row.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** The parts of a technician's day, in the order in which they are shown, with what each is called. */
export const QUEUE_SECTIONS = {
  overdue: 'Overdue',
  due_today: 'Due today',
  mine: 'All of theirs that are open',
  on_hold: 'On hold or waiting',
  unassigned: 'Nobody works on',
} as const;

export type QueueSectionName = keyof typeof QUEUE_SECTIONS;

const sectionNames = Object.keys(QUEUE_SECTIONS) as [QueueSectionName, ...QueueSectionName[]];

/** One part: how many there are, and the first of them. */
export const QueueSection = z.object({
  section: z.enum(sectionNames),
  count: z.number().optional(),
  requests: z.array(RequestRow),
});

export type QueueSection = z.output<typeof QueueSection>;

/** What waits for a technician. */
export const QueueView = z.object({
  technician: z.string(),
  groups: z.array(z.string()).optional(),
  time_zone: z.string(),
  sections: z.array(QueueSection),
  /** Present when they were looked for. `more`: not every record in approval was looked at. */
  approvals: z
    .object({
      waiting: z.array(
        z.object({ module: z.string(), number: z.string(), title: z.string(), asked_by: z.string().optional() }),
      ),
      more: z.boolean(),
    })
    .optional(),
  missing_parts: z.array(MissingPart),
});

export type QueueView = z.output<typeof QueueView>;

export function queueText(queue: QueueView): string {
  const { technician, groups, time_zone: zone, sections, approvals, missing_parts: missing } = queue;
  const counts = sections.map(
    ({ section, count, requests }) => `${QUEUE_SECTIONS[section]}: ${counted(count, requests)}`,
  );
  if (approvals) counts.push(`Waiting for approval: ${approvals.waiting.length}`);
  return paragraphs(
    `Queue of ${inline(technician)}. ${counts.join(' · ')}.`,
    ...sections.flatMap((section) => sectionText(section, groups, zone)),
    approvals && approvalsText(approvals),
    missingText(missing),
    sections.some(({ requests }) => requests.length > 0) ? `Times are in ${zone}. ${UNTRUSTED_NOTICE}` : undefined,
  );
}

function sectionText({ section, count, requests }: QueueSection, groups: QueueView['groups'], zone: string): string[] {
  if (requests.length === 0) return [];
  const shown = count !== undefined && count > requests.length ? `the first ${requests.length} of ${count}` : '';
  const heading = [QUEUE_SECTIONS[section], section === 'unassigned' ? inGroups(groups) : '', shown];
  return [`**${heading.filter((part) => part !== '').join(', ')}**`, rowsTable(requests, zone)];
}

function approvalsText({ waiting, more }: NonNullable<QueueView['approvals']>): string {
  const lines = waiting.map(({ module, number, title, asked_by: asker }) => {
    const by = asker === undefined ? '' : `, asked by ${inline(asker)}`;
    return `- ${inline(module)} ${inline(number)}: ${inline(title, 100)}${by}`;
  });
  return paragraphs(
    waiting.length === 0 ? undefined : '**Waiting for approval**',
    lines.join('\n'),
    more ? 'Only the newest records in approval were looked at; list_approvals looks further.' : undefined,
  );
}

function inGroups(groups: QueueView['groups']): string {
  if (groups !== undefined) return `in ${inline(groups.join(', '))}`;
  return 'in any group (ServiceDesk Plus does not say which groups this technician is in; give groups to narrow)';
}

function counted(count: number | undefined, requests: readonly RequestRow[]): string {
  return count === undefined ? `${requests.length} or more` : String(count);
}
