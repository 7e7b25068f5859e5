import { plainWords } from '../requests/plain-words.js';
import { toWireLookup, toWireUser } from '../requests/request-wire.js';
import { toWireTime } from '../wire/values.js';
import type { SdpTask, TaskFields } from './task.schema.js';

/** A task in SDP's form (ManageEngine SDP Cloud API v3, "Task"); numbers travel as strings, null empties a field. */
export function toWireTask(fields: TaskFields): object {
  const { title, description, owner, group, status, priority, taskType, percentage, estimateMinutes } = fields;
  const { scheduledStart, scheduledEnd, actualStart, actualEnd } = fields;
  return {
    ...(title !== undefined && { title }),
    ...(description !== undefined && { description }),
    ...(owner !== undefined && { owner: owner && toWireUser(owner) }),
    ...(group !== undefined && { group: group && toWireLookup(group) }),
    ...(status && { status: toWireLookup(status) }),
    ...(priority !== undefined && { priority: priority && toWireLookup(priority) }),
    ...(taskType && { task_type: toWireLookup(taskType) }),
    ...(percentage !== undefined && { percentage_completion: String(percentage) }),
    ...(estimateMinutes !== undefined && effort(estimateMinutes)),
    ...(scheduledStart !== undefined && { scheduled_start_time: scheduledStart && toWireTime(scheduledStart) }),
    ...(scheduledEnd !== undefined && { scheduled_end_time: scheduledEnd && toWireTime(scheduledEnd) }),
    ...(actualStart !== undefined && { actual_start_time: actualStart && toWireTime(actualStart) }),
    ...(actualEnd !== undefined && { actual_end_time: actualEnd && toWireTime(actualEnd) }),
  };
}

/** Days are written with the rest: what stood in them would be added to the new hours. */
function effort(minutes: number | null): object {
  return {
    estimated_effort_days: minutes === null ? null : '0',
    estimated_effort_hours: minutes === null ? null : String(Math.floor(minutes / 60)),
    estimated_effort_minutes: minutes === null ? null : String(minutes % 60),
  };
}

/** Does the task say all that was to be written? */
export function taskSays(task: SdpTask, fields: TaskFields): boolean {
  const text = (a: string | null, b: string | null | undefined): boolean =>
    b === undefined || plainWords(a ?? '') === plainWords(b ?? '');
  const same = (a: { readonly id: string } | null, b: { readonly id?: string } | null | undefined): boolean =>
    b === undefined || (b === null ? a === null : b.id === undefined || a?.id === b.id);
  const time = (a: Date | null, b: Date | null | undefined): boolean =>
    b === undefined || a?.getTime() === b?.getTime();
  // An emptied amount may be read back as nothing or as zero.
  const amount = (a: number | null, b: number | null | undefined): boolean => b === undefined || (a ?? 0) === (b ?? 0);
  return (
    text(task.title, fields.title) &&
    text(task.description, fields.description) &&
    same(task.owner, fields.owner) &&
    same(task.group, fields.group) &&
    same(task.status, fields.status) &&
    same(task.priority, fields.priority) &&
    (fields.percentage === undefined || task.percentage === fields.percentage) &&
    amount(task.estimateMinutes, fields.estimateMinutes) &&
    time(task.scheduled_start_time, fields.scheduledStart) &&
    time(task.scheduled_end_time, fields.scheduledEnd) &&
    time(task.actual_start_time, fields.actualStart) &&
    time(task.actual_end_time, fields.actualEnd)
  );
}
