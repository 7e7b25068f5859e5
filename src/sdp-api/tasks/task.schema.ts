import { z } from 'zod';
import type { LookupRef } from '../lookups/lookup-ref.js';
import { isMeantBy } from '../lookups/status-words.js';
import { userOf, type UserRef, WireUser } from '../people/user.schema.js';
import { displayIdOf } from '../records/display-id.js';
import type { ParentModule } from '../records/parent-ref.js';
import { lookupOf, timeOf, WireFlag, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';

/** Modules whose records have tasks. */
export const TASK_MODULES = [
  'request',
  'problem',
  'change',
  'release',
  'project',
] as const satisfies readonly ParentModule[];

export type TaskModule = (typeof TASK_MODULES)[number];

const Amount = z.union([z.string(), z.number()]).nullish();

const WireRecord = z
  .object({ id: WireId, display_id: z.unknown().optional(), subject: WireText, title: WireText })
  .nullish()
  .catch(null);

/** The record a task belongs to. */
export interface TaskRecord {
  readonly module: TaskModule;
  readonly id: string;
  readonly number: string | null;
  readonly title: string | null;
}

const WireTask = z.object({
  id: WireId,
  title: WireText,
  description: WireText,
  owner: WireUser.nullish(),
  group: WireLookup,
  status: z.object({ id: WireId, name: WireText, internal_name: WireText, in_progress: WireFlag }).nullish(),
  priority: WireLookup,
  task_type: WireLookup,
  percentage_completion: Amount,
  estimated_effort_days: Amount,
  estimated_effort_hours: Amount,
  estimated_effort_minutes: Amount,
  scheduled_start_time: WireTime,
  scheduled_end_time: WireTime,
  actual_start_time: WireTime,
  actual_end_time: WireTime,
  created_time: WireTime,
  created_by: WireUser.nullish(),
  request: WireRecord,
  problem: WireRecord,
  change: WireRecord,
  release: WireRecord,
  project: WireRecord,
});
type WireTask = z.output<typeof WireTask>;

/** A piece of work, on a record or by itself. `description` is HTML. What is empty is null. */
export const SdpTask = WireTask.transform((wire) => ({
  id: wire.id,
  title: wire.title ?? '',
  description: wire.description ?? null,
  owner: userOf(wire.owner),
  group: lookupOf(wire.group),
  status: lookupOf(wire.status),
  isDone: wire.status ? isDone(wire.status) : false,
  priority: lookupOf(wire.priority),
  task_type: lookupOf(wire.task_type),
  percentage: amount(wire.percentage_completion),
  estimateMinutes: estimate(wire),
  scheduled_start_time: timeOf(wire.scheduled_start_time),
  scheduled_end_time: timeOf(wire.scheduled_end_time),
  actual_start_time: timeOf(wire.actual_start_time),
  actual_end_time: timeOf(wire.actual_end_time),
  created_time: timeOf(wire.created_time),
  created_by: userOf(wire.created_by),
  record: recordOf(wire),
}));

export type SdpTask = z.output<typeof SdpTask>;

function isDone({ name, internal_name, in_progress }: NonNullable<WireTask['status']>): boolean {
  return isMeantBy('closed', {
    name: name ?? null,
    internal_name: internal_name ?? null,
    in_progress: in_progress ?? null,
    stop_timer: null,
  });
}

function amount(wire: z.output<typeof Amount>): number | null {
  if (wire === null || wire === undefined || wire === '') return null;
  return Number.isFinite(Number(wire)) ? Number(wire) : null;
}

const HOURS_A_DAY = 24;

function estimate(wire: WireTask): number | null {
  const [days, hours, minutes] = [
    amount(wire.estimated_effort_days),
    amount(wire.estimated_effort_hours),
    amount(wire.estimated_effort_minutes),
  ];
  if (days === null && hours === null && minutes === null) return null;
  return ((days ?? 0) * HOURS_A_DAY + (hours ?? 0)) * 60 + (minutes ?? 0);
}

function recordOf(wire: WireTask): TaskRecord | null {
  for (const module of TASK_MODULES) {
    const record = wire[module];
    if (!record) continue;
    return {
      module,
      id: record.id,
      number: displayIdOf(record.display_id),
      title: record.subject ?? record.title ?? null,
    };
  }
  return null;
}

/** What can be written on a task. Absent leaves a field as it is, null empties it. */
export interface TaskFields {
  /** At most 250 characters. */
  readonly title?: string;
  /** HTML. */
  readonly description?: string | null;
  readonly owner?: UserRef | null;
  readonly group?: LookupRef | null;
  readonly status?: LookupRef;
  readonly priority?: LookupRef | null;
  readonly taskType?: LookupRef;
  /** 0 to 100. */
  readonly percentage?: number;
  readonly estimateMinutes?: number | null;
  readonly scheduledStart?: Date | null;
  readonly scheduledEnd?: Date | null;
  readonly actualStart?: Date | null;
  readonly actualEnd?: Date | null;
}

/** A comment on a task. Its keys differ between editions of SDP; `text` is HTML. */
export const SdpTaskComment = z
  .object({
    id: WireId,
    comment: WireText,
    content: WireText,
    description: WireText,
    created_by: WireUser.nullish(),
    commented_by: WireUser.nullish(),
    created_time: WireTime,
    commented_on: WireTime,
  })
  .transform((wire) => ({
    id: wire.id,
    text: wire.comment ?? wire.content ?? wire.description ?? null,
    by: userOf(wire.commented_by ?? wire.created_by),
    at: timeOf(wire.commented_on ?? wire.created_time),
  }));

export type SdpTaskComment = z.output<typeof SdpTaskComment>;
