import { type EntityDefinition, readable, writable } from '../fields/field.js';
import { shownAs } from '../fields/parent-kind.js';
import { lookup, technician, user } from '../fields/reference-kinds.js';
import { html, long, text, time } from '../fields/scalar-kinds.js';
import type { Row } from '../store/rows.js';
import { failures } from '../wire/failure.js';
import { type ChildCollection, childRoutes } from './child-collection.js';

/** reference C.1.7 */
const TASK: EntityDefinition = {
  entity: 'task',
  list: 'tasks',
  fields: {
    id: readable(text()),
    title: writable(text({ maxLength: 250 })),
    description: writable(html),
    owner: writable(technician),
    group: writable(lookup('groups')),
    status: writable(lookup('statuses')),
    priority: writable(lookup('priorities')),
    task_type: writable(lookup('task_types')),
    percentage_completion: writable(long),
    estimated_effort_days: writable(long),
    estimated_effort_hours: writable(long),
    estimated_effort_minutes: writable(long),
    email_before: writable(long),
    additional_cost: writable(long),
    scheduled_start_time: writable(time),
    scheduled_end_time: writable(time),
    actual_start_time: writable(time),
    actual_end_time: writable(time),
    created_time: readable(time),
    created_by: readable(user),
    request: readable(shownAs('id', 'display_id', 'subject')),
  },
};

const tasks: ChildCollection<Row> = {
  name: 'tasks',
  definition: TASK,
  mandatory: ['title'],
  table: (store) => store.tasks,
  blank: (request, { store, caller, now }) => ({
    id: store.ids.take(),
    status: store.status('Open'),
    percentage_completion: '0',
    created_time: now,
    created_by: caller,
    request,
  }),
  check: (row) => {
    checkOrder(row, 'scheduled_start_time', 'scheduled_end_time');
    checkOrder(row, 'actual_start_time', 'actual_end_time');
  },
};

/** An end before its start is a time mismatch (reference B.8.2). @throws SdpFailure 4016 */
export function checkOrder(row: Readonly<Record<string, unknown>>, start: string, end: string): void {
  const [from, to] = [row[start], row[end]];
  if (typeof from === 'number' && typeof to === 'number' && to < from) throw failures.timeMismatch(end);
}

/** reference C.1.7 */
export const taskRoutes = childRoutes(tasks);
