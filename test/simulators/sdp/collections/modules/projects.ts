import { commentsOf } from '../comments.js';
import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { shownAs } from '../../fields/parent-kind.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { count, flag, html, long, text, time } from '../../fields/scalar-kinds.js';
import type { Row } from '../../store/rows.js';
import { type ChildCollection, childRoutesUnder } from '../child-collection.js';
import { type CrudCollection, crudRoutes, findRecord, parentOf } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';
import { checkOrder } from '../tasks.js';
import { NAMES } from './record-fields.js';

const date = { ...time, type: 'date' };

/** reference C.5: times are dates, still as `{value, display_value}` */
const PROJECT: EntityDefinition = {
  entity: 'project',
  list: 'projects',
  fields: {
    ...NAMES,
    project_code: writable(text()),
    status: writable(lookup('project_statuses')),
    priority: writable(lookup('priorities')),
    project_type: writable(lookup('project_types')),
    owner: writable(user),
    requester: writable(user),
    site: writable(lookup('sites')),
    department: writable(lookup('departments')),
    scheduled_start_time: writable(date),
    scheduled_end_time: writable(date),
    actual_start_time: writable(date),
    actual_end_time: writable(date),
    estimated_hours: writable(long),
    percentage_completion: readable(long),
    task_count: readable(count),
    task_completed: readable(count),
    created_time: readable(time),
    created_by: readable(user),
  },
  listColumns: ['id', 'display_id', 'title', 'project_code', 'status', 'owner', 'percentage_completion'],
};

const checkDates = (row: Readonly<Record<string, unknown>>) => {
  checkOrder(row, 'scheduled_start_time', 'scheduled_end_time');
  checkOrder(row, 'actual_start_time', 'actual_end_time');
};

const projects: CrudCollection = {
  name: 'projects',
  scopes: ['projects'],
  definition: PROJECT,
  mandatory: ['title'],
  table: (store) => store.projects,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.projects.takeDisplayId(),
    status: store.lookup('project_statuses', 'New'),
    percentage_completion: '0',
    task_count: 0,
    task_completed: 0,
    created_time: now,
    created_by: caller,
  }),
  check: (values, before) => checkDates({ ...before, ...values }),
};

/** What tasks and the like of projects hang on. */
export const PROJECT_PARENT = parentOf(projects);

/** A `project` in the body is refused as read-only, 4014 (reference C.5). */
const milestones: ChildCollection<Row, Row> = {
  name: 'milestones',
  definition: {
    entity: 'milestone',
    list: 'milestones',
    fields: {
      id: readable(text()),
      title: writable(text({ maxLength: 250 })),
      description: writable(html),
      status: writable(lookup('project_statuses')),
      priority: writable(lookup('priorities')),
      owner: writable(user),
      scheduled_start_time: writable(date),
      scheduled_end_time: writable(date),
      actual_start_time: writable(date),
      actual_end_time: writable(date),
      project: readable(shownAs('id', 'title')),
    },
  },
  mandatory: ['title'],
  table: (store) => store.milestones,
  blank: (project, { store }) => ({
    id: store.ids.take(),
    status: store.lookup('project_statuses', 'New'),
    project,
  }),
  check: checkDates,
};

/** Who takes part (reference C.5, inferred). */
const members: ChildCollection<Row, Row> = {
  name: 'members',
  definition: {
    entity: 'member',
    list: 'members',
    fields: {
      id: readable(text()),
      user: writable(user),
      role: writable(lookup('project_roles')),
      is_active: readable(flag),
      project: readable(shownAs('id', 'title')),
    },
  },
  mandatory: ['user'],
  table: (store) => store.members,
  blank: (project, { store }) => ({ id: store.ids.take(), is_active: true, project }),
};

/** reference C.5 */
export const projectRoutes = [
  ...crudRoutes(projects),
  ...metainfoOf({ definition: PROJECT, scopes: ['projects'], find: (call) => findRecord(projects, call) }),
  ...childRoutesUnder(PROJECT_PARENT, milestones),
  ...childRoutesUnder(PROJECT_PARENT, members),
  ...childRoutesUnder(
    PROJECT_PARENT,
    commentsOf('project_comment', (store) => store.comments),
  ),
];
