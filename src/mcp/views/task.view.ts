import { z } from 'zod';

import type { SdpTask, SdpTaskComment } from '../../sdp-api/tasks/task.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { durationText } from '../text/durations.js';
import { Fence } from '../text/fence.js';
import { facts, inline, paragraphs } from '../text/markdown.js';
import { TicketText, ticketText } from '../text/ticket-text.js';
import { isoTime, readableTime } from '../text/times.js';
import { nameOf, personOf, personText, PersonView } from './person.view.js';
import { section } from './request-detail.text.js';
import { lookupName, present } from './request-row.view.js';

const MAX_DESCRIPTION = 8_000;
const MAX_COMMENT = 2_000;

const text = z.string().optional();

/** One row of a list of tasks. */
export const TaskRow = z.object({
  id: z.string(),
  title: z.string(),
  status: z.string(),
  done: z.boolean(),
  overdue: z.boolean(),
  percentage: z.number().optional(),
  owner: text,
  group: text,
  priority: text,
  start_at: text,
  due_at: text,
  /** What it belongs to; absent for a task of its own, and where the list does not tell. */
  record: z.object({ module: z.string(), id: z.string(), number: text, title: text }).optional(),
});

export type TaskRow = z.output<typeof TaskRow>;

/** A task with everything a person would look at. */
export const TaskDetail = TaskRow.omit({ owner: true }).extend({
  owner: PersonView.optional(),
  type: text,
  estimate_minutes: z.number().optional(),
  began_at: text,
  ended_at: text,
  created_at: text,
  created_by: text,
  description: TicketText.optional(),
});

export type TaskDetail = z.output<typeof TaskDetail>;

export const TaskComment = z.object({ by: text, at: text, text: TicketText });

export type TaskComment = z.output<typeof TaskComment>;

export function taskRow(task: SdpTask, now: Date): TaskRow {
  return { ...common(task, now), ...present({ owner: task.owner ? nameOf(task.owner) : undefined }) };
}

export function taskDetail(task: SdpTask, now: Date): TaskDetail {
  return {
    ...common(task, now),
    ...present({
      owner: task.owner ? personOf(task.owner) : undefined,
      type: lookupName(task.task_type),
      estimate_minutes: task.estimateMinutes ?? undefined,
      began_at: isoTime(task.actual_start_time) ?? undefined,
      ended_at: isoTime(task.actual_end_time) ?? undefined,
      created_at: isoTime(task.created_time) ?? undefined,
      created_by: task.created_by ? nameOf(task.created_by) : undefined,
      description: ticketText(task.description, { max: MAX_DESCRIPTION, trim: false }) ?? undefined,
    }),
  };
}

export function taskComment({ text: html, by, at }: SdpTaskComment): TaskComment | undefined {
  const shown = ticketText(html, { max: MAX_COMMENT, trim: false });
  if (shown === null) return undefined;
  return { ...present({ by: by ? nameOf(by) : undefined, at: isoTime(at) ?? undefined }), text: shown };
}

function common(task: SdpTask, now: Date) {
  const { record, isDone, scheduled_end_time: due } = task;
  return {
    id: task.id,
    title: cleanLine(task.title),
    status: lookupName(task.status) ?? 'unknown',
    done: isDone,
    overdue: !isDone && due !== null && due < now,
    ...present({
      percentage: task.percentage ?? undefined,
      group: lookupName(task.group),
      priority: lookupName(task.priority),
      start_at: isoTime(task.scheduled_start_time) ?? undefined,
      due_at: isoTime(due) ?? undefined,
      record: record
        ? {
            ...{ module: record.module, id: record.id },
            ...present({
              number: record.number === null ? undefined : cleanLine(record.number, 40),
              title: record.title === null ? undefined : cleanLine(record.title),
            }),
          }
        : undefined,
    }),
  };
}

/** `- **Order mouse** (Open, 50 %), Dana Reyes, due …, of request 31230 (task 123…)` */
export function taskLine(task: Omit<TaskRow, 'owner'> & { readonly owner?: string | undefined }): string {
  const { title, status, percentage, owner, due_at: due, overdue, record, id } = task;
  const done = percentage === undefined || percentage === 0 ? '' : `, ${percentage} %`;
  const parts = [
    owner === undefined ? 'nobody' : inline(owner),
    ...(due === undefined ? [] : [`due ${readableTime(due)}${overdue ? ' (overdue)' : ''}`]),
    ...(record === undefined ? [] : [`of ${recordText(record)}`]),
  ];
  return `- **${inline(title)}** (${inline(status)}${done}), ${parts.join(', ')} (task ${id})`;
}

export function taskText(task: TaskDetail, comments: readonly TaskComment[] = []): string {
  const { owner, status, percentage, overdue, record, estimate_minutes: estimate } = task;
  const fence = new Fence();
  const time = (at: string | undefined): string | undefined => (at === undefined ? undefined : readableTime(at));
  const value = (one: string | undefined): string | undefined => (one === undefined ? undefined : inline(one));
  return paragraphs(
    `# Task: ${inline(task.title, 250)}`,
    facts([
      [
        'Status',
        `${inline(status)}${percentage === undefined ? '' : `, ${percentage} %`}${overdue ? ' (overdue)' : ''}`,
      ],
      ['Owner', owner ? personText(owner) : 'nobody'],
      ['Group', value(task.group)],
      ['Priority', value(task.priority)],
      ['Type', value(task.type)],
      ['Planned', [time(task.start_at), time(task.due_at)].filter(Boolean).join(' to ') || undefined],
      ['Worked', [time(task.began_at), time(task.ended_at)].filter(Boolean).join(' to ') || undefined],
      ['Estimate', estimate === undefined ? undefined : durationText(estimate * 60_000)],
      ['Belongs to', record && recordText(record)],
      ['Created', task.created_at && `${readableTime(task.created_at)} by ${inline(task.created_by ?? null)}`],
      ['Id', task.id],
    ]),
    section('Description', task.description, fence),
    ...comments.map(({ by, at, text: said }) =>
      paragraphs(
        `**Comment** from ${inline(by ?? null)}, ${readableTime(at ?? null)}`,
        fence.around(said.untrusted_text, 'comment'),
      ),
    ),
  );
}

function recordText({ module, number, id, title }: NonNullable<TaskRow['record']>): string {
  return `${module} ${inline(number ?? id)}${title === undefined ? '' : `: ${inline(title)}`}`;
}
