import { commentsOf } from './comments.js';
import { type EntityDefinition, readable, writable } from '../fields/field.js';
import { shownAs } from '../fields/parent-kind.js';
import { lookup, technician, user } from '../fields/reference-kinds.js';
import { html, long, text, time } from '../fields/scalar-kinds.js';
import type { Values } from '../fields/field.js';
import { renderFields } from '../fields/row-fields.js';
import { readListInfo } from '../lists/list-info.js';
import { listRows } from '../lists/list-rows.js';
import type { Call, Route } from '../routes/route.js';
import type { Row } from '../store/rows.js';
import { entityReply, type Reply, successReply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { metainfoOf } from './metainfo.js';
import { type ChildCollection, childRoutesUnder, type ParentRecords } from './child-collection.js';
import { notFound, requestParent } from './requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from './write-input.js';

/** Modules with tasks, and the key under which a task shows its record (reference C.1.7, C.6). */
const TASK_PARENTS: Readonly<Record<string, string>> = {
  requests: 'request',
  problems: 'problem',
  changes: 'change',
  releases: 'release',
  projects: 'project',
};

const shownParent = { ...readable(shownAs('id', 'display_id', 'subject', 'title')), sparse: true };

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
    ...Object.fromEntries(Object.values(TASK_PARENTS).map((entity) => [entity, shownParent])),
  },
};

function blankTask({ store, caller, now }: Pick<Call, 'store' | 'caller' | 'now'>): Row {
  return {
    id: store.ids.take(),
    status: store.status('Open'),
    percentage_completion: '0',
    created_time: now,
    created_by: caller,
  };
}

function checkTask(row: Values): void {
  checkOrder(row, 'scheduled_start_time', 'scheduled_end_time');
  checkOrder(row, 'actual_start_time', 'actual_end_time');
}

const tasksOf = (module: string): ChildCollection<Row, Row> => ({
  name: 'tasks',
  definition: TASK,
  mandatory: ['title'],
  table: (store) => store.tasks,
  blank: (record, call) => ({ ...blankTask(call), [TASK_PARENTS[module]!]: record }),
  check: checkTask,
});

/** An end before its start is a time mismatch (reference B.8.2). @throws SdpFailure 4016 */
export function checkOrder(row: Readonly<Record<string, unknown>>, start: string, end: string): void {
  const [from, to] = [row[start], row[end]];
  if (typeof from === 'number' && typeof to === 'number' && to < from) throw failures.timeMismatch(end);
}

/** Tasks that belong to no record stand under this in the store. */
const ALONE = '';

function findTask({ store, params, settings }: Call): Row {
  const task = store.tasks.all().find(({ id }) => id === params.id);
  if (!task) throw notFound({ settings });
  return task;
}

/** A task as something that worklogs and comments hang on. */
export const TASK_PARENT: ParentRecords<Row> = {
  name: 'tasks',
  scopes: ['requests'],
  find: findTask,
};

const taskReply = (task: Row, { caller }: Call): Reply =>
  entityReply('task', renderFields(TASK.fields, task, { viewer: caller }));

function listTasks({ store, settings, caller, input }: Call): Reply {
  return listRows(store.tasks.all().toReversed(), TASK, readListInfo(input), { settings, viewer: caller });
}

function createTask(call: Call): Reply {
  const values = readWrite(call, TASK, { mandatory: (parsed) => missingIn(parsed, ['title']) });
  checkTask(values);
  const task = call.store.tasks.add(ALONE, Object.assign(blankTask(call), values));
  return { ...taskReply(task, call), status: call.settings.createStatus };
}

function updateTask(call: Call): Reply {
  const task = findTask(call);
  const values = readWrite(call, TASK, { mandatory: (parsed) => emptiedIn(parsed, ['title']), row: task });
  checkTask({ ...task, ...values });
  return taskReply(Object.assign(task, values), call);
}

function deleteTask(call: Call): Reply {
  const { id } = findTask(call);
  call.store.tasks.removeAnywhere(id);
  return successReply();
}

const { scopes } = TASK_PARENT;

/** reference C.6 */
const standAlone: readonly Route[] = [
  { method: 'GET', path: '/tasks', operation: 'tasks.list', scopes, answer: listTasks },
  { method: 'POST', path: '/tasks', operation: 'tasks.create', scopes, answer: createTask },
  {
    method: 'GET',
    path: '/tasks/{id}',
    operation: 'tasks.get',
    scopes,
    answer: (call) => taskReply(findTask(call), call),
  },
  { method: 'PUT', path: '/tasks/{id}', operation: 'tasks.update', scopes, answer: updateTask },
  { method: 'DELETE', path: '/tasks/{id}', operation: 'tasks.delete', scopes, answer: deleteTask },
];

/** The vendor's page on tasks of projects has them under `task_comment`; elsewhere it is not known. */
const commentsUnder = (entity: 'task_comment' | 'comment') => commentsOf(entity, (store) => store.taskComments);

/** The same routes twice; the portal's setting says which entity answers. */
function commentRoutes(parent: ParentRecords<Row>): Route[] {
  const plain = childRoutesUnder(parent, commentsUnder('comment'));
  return childRoutesUnder(parent, commentsUnder('task_comment')).map((route, index) => ({
    ...route,
    answer: (call: Call) => (call.settings.taskCommentKey === 'comment' ? plain[index]! : route).answer(call),
  }));
}

/** Tasks of a module's records, with their comments (reference C.1.7, C.5). */
export function taskRoutesUnder(parent: ParentRecords<Row>): Route[] {
  const within: ParentRecords<Row> = {
    name: `${parent.name}.tasks`,
    path: `/${parent.name}/{id}/tasks/{task_id}`,
    scopes: parent.scopes,
    find: (call) => {
      const task = call.store.tasks.find(parent.find(call).id, call.params.task_id!);
      if (!task) throw notFound(call);
      return task;
    },
  };
  return [...childRoutesUnder(parent, tasksOf(parent.name)), ...commentRoutes(within)];
}

/** reference C.1.7, C.6 */
export const taskRoutes: readonly Route[] = [
  ...taskRoutesUnder(requestParent),
  ...standAlone,
  // By the pattern of the other modules (reference C.13).
  ...metainfoOf({ definition: TASK, scopes, find: findTask }),
  ...commentRoutes(TASK_PARENT),
];
