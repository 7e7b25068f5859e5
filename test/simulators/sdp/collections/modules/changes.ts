import { type EntityDefinition, readable, sparse, writable } from '../../fields/field.js';
import { shownAs } from '../../fields/parent-kind.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { flag, objects, text, time } from '../../fields/scalar-kinds.js';
import type { Route } from '../../routes/route.js';
import type { LookupRow } from '../../store/rows.js';
import { failures } from '../../wire/failure.js';
import { type CrudCollection, crudRoutes, findRecord, parentOf } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';
import { checkOrder } from '../tasks.js';
import { CLASSIFICATION, described, NAMES } from './record-fields.js';
import { recordNoteRoutes } from './record-notes.js';

/** reference C.3 */
const CHANGE: EntityDefinition = {
  entity: 'change',
  list: 'changes',
  fields: {
    ...NAMES,
    comment: sparse(text()),
    retrospective: writable(flag),
    emergency: writable(flag),
    // by id only (reference C.3)
    template: writable(lookup('change_templates', { idOnly: true })),
    workflow: writable(lookup('workflows')),
    stage: writable(lookup('change_stages')),
    status: writable(lookup('change_statuses')),
    change_type: writable(lookup('change_types')),
    reason_for_change: writable(lookup('reason_for_changes')),
    risk: writable(lookup('risks')),
    ...CLASSIFICATION,
    change_requester: writable(user),
    change_manager: writable(user),
    change_owner: writable(user),
    created_time: writable(time),
    completed_time: writable(time),
    scheduled_start_time: writable(time),
    scheduled_end_time: writable(time),
    ...described('roll_out_plan'),
    ...described('back_out_plan'),
    assets: writable(objects),
    configuration_items: writable(objects),
    // not the word on approvals: levels are (reference D.20)
    approval_status: readable(shownAs('id', 'name')),
    notes_present: readable(flag),
  },
  listColumns: [
    ...['id', 'display_id', 'title', 'stage', 'status', 'change_type', 'change_owner', 'created_time'],
    ...['scheduled_start_time', 'scheduled_end_time', 'approval_status', 'notes_present'],
  ],
  // reference B.4
  sortFields: [
    ...['created_time', 'completed_time', 'scheduled_start_time', 'scheduled_end_time', 'id', 'title', 'priority'],
    ...['status', 'stage'],
  ],
};

const changes: CrudCollection = {
  name: 'changes',
  scopes: ['changes'],
  definition: CHANGE,
  // neither shown nor searched in lists (reference C.3, B.5)
  detailOnly: ['assets', 'configuration_items'],
  mandatory: ['title'],
  table: (store) => store.changes,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.changes.takeDisplayId(),
    template: store.lookups.change_templates[0],
    workflow: store.lookups.workflows[0],
    stage: store.lookup('change_stages', 'Submission'),
    status: store.lookup('change_statuses', 'Requested'),
    retrospective: false,
    emergency: false,
    change_requester: caller,
    created_time: now,
    notes_present: false,
    assets: [],
    configuration_items: [],
    udf_fields: {},
  }),
  check(values, before, { settings }) {
    checkOrder({ ...before, ...values }, 'scheduled_start_time', 'scheduled_end_time');
    const newStatus = before && values.status && values.status !== before.status;
    if (newStatus && settings.changeStatusComment === 'mandatory' && !values.comment) {
      throw failures.mandatory(['comment']);
    }
  },
  // the workflow moves on by itself (reference C.3)
  saved(change, values, { store, now }) {
    if ((values.status as LookupRow | undefined)?.name !== 'Completed') return;
    change.stage = store.lookup('change_stages', 'Close');
    change.completed_time ??= now;
  },
};

/** What tasks, approvals and the like of changes hang on. */
export const CHANGE_PARENT = parentOf(changes);

/** It exists, and does not work (reference C.3, B.8.2). */
const brokenClose: Route = {
  method: 'PUT',
  path: '/changes/{id}/_close',
  operation: 'changes.close',
  scopes: ['changes'],
  answer() {
    throw failures.internal();
  },
};

/** reference C.3 */
export const changeRoutes = [
  ...crudRoutes(changes),
  ...metainfoOf({ definition: CHANGE, scopes: ['changes'], find: (call) => findRecord(changes, call) }),
  ...recordNoteRoutes(CHANGE_PARENT),
  brokenClose,
];
