import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { group } from '../../fields/group-kinds.js';
import { lookup, technician, user } from '../../fields/reference-kinds.js';
import { flag, text, time } from '../../fields/scalar-kinds.js';
import type { StatusRow } from '../../store/rows.js';
import { type CrudCollection, crudRoutes, findRecord, parentOf } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';
import { CLASSIFICATION, described, NAMES } from './record-fields.js';
import { recordNoteRoutes } from './record-notes.js';

/** reference C.2 */
const PROBLEM: EntityDefinition = {
  entity: 'problem',
  list: 'problems',
  fields: {
    ...NAMES,
    template: writable(lookup('problem_templates')),
    status: writable(lookup('statuses')),
    ...CLASSIFICATION,
    reported_by: writable(user),
    technician: writable(technician),
    requester: writable(user),
    reported_time: writable(time),
    due_by_time: writable(time),
    closed_time: writable(time),
    created_time: readable(time),
    created_by: readable(user),
    notes_present: readable(flag),
    ...described('impact_details'),
    ...described('root_cause'),
    ...described('symptoms'),
    ...described('resolution_details'),
    ...described('workaround_details'),
    known_error_details: writable(group({ is_known_error: writable(flag), known_error_comments: writable(text()) })),
    close_details: writable(
      group({
        closure_code: writable(lookup('problem_closure_codes')),
        close_details_comments: writable(text()),
      }),
    ),
  },
  // reference D.21: rows are thin
  listColumns: ['id', 'display_id', 'title', 'status', 'technician', 'created_time', 'notes_present'],
  // reference B.4
  sortFields: ['reported_time', 'due_by_time', 'closed_time', 'created_time', 'id', 'title', 'priority', 'status'],
};

const problems: CrudCollection = {
  name: 'problems',
  scopes: ['problems'],
  definition: PROBLEM,
  mandatory: ['title'],
  table: (store) => store.problems,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.problems.takeDisplayId(),
    status: store.status('Open'),
    reported_by: caller,
    reported_time: now,
    created_time: now,
    created_by: caller,
    notes_present: false,
    udf_fields: {},
  }),
  // closing is a status (reference C.2)
  saved(problem, values, { now }) {
    if (!values.status || Object.hasOwn(values, 'closed_time')) return;
    problem.closed_time = (problem.status as StatusRow).in_progress ? null : (problem.closed_time ?? now);
  },
};

/** What tasks, worklogs and the like of problems hang on. */
export const PROBLEM_PARENT = parentOf(problems);

/** reference C.2 */
export const problemRoutes = [
  ...crudRoutes(problems),
  ...metainfoOf({ definition: PROBLEM, scopes: ['problems'], find: (call) => findRecord(problems, call) }),
  ...recordNoteRoutes(PROBLEM_PARENT),
];
