import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { flag, time } from '../../fields/scalar-kinds.js';
import type { LookupRow } from '../../store/rows.js';
import { type CrudCollection, crudRoutes, findRecord, parentOf } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';
import { checkOrder } from '../tasks.js';
import { CLASSIFICATION, described, NAMES } from './record-fields.js';
import { recordNoteRoutes } from './record-notes.js';

/** reference C.4 */
const RELEASE: EntityDefinition = {
  entity: 'release',
  list: 'releases',
  fields: {
    ...NAMES,
    template: writable(lookup('release_templates')),
    workflow: writable(lookup('workflows')),
    stage: writable(lookup('release_stages')),
    status: writable(lookup('release_statuses')),
    release_type: writable(lookup('release_types')),
    reason_for_release: writable(lookup('reason_for_releases')),
    risk: writable(lookup('risks')),
    ...CLASSIFICATION,
    release_requester: writable(user),
    release_engineer: writable(user),
    release_manager: writable(user),
    created_time: writable(time),
    completed_time: writable(time),
    scheduled_start_time: writable(time),
    scheduled_end_time: writable(time),
    next_review_on: writable(time),
    ...described('roll_out_plan'),
    ...described('back_out_plan'),
    notes_present: readable(flag),
  },
  listColumns: [
    ...['id', 'display_id', 'title', 'stage', 'status', 'release_type', 'release_engineer', 'created_time'],
    ...['scheduled_start_time', 'scheduled_end_time'],
  ],
  // reference B.4
  sortFields: [
    ...['created_time', 'completed_time', 'scheduled_start_time', 'scheduled_end_time', 'id', 'title', 'priority'],
    ...['status', 'stage'],
  ],
};

const releases: CrudCollection = {
  name: 'releases',
  scopes: ['releases'],
  definition: RELEASE,
  mandatory: ['title'],
  table: (store) => store.releases,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.releases.takeDisplayId(),
    template: store.lookups.release_templates[0],
    stage: store.lookup('release_stages', 'Submission'),
    status: store.lookup('release_statuses', 'Requested'),
    release_requester: caller,
    created_time: now,
    notes_present: false,
    udf_fields: {},
  }),
  check: (values, before) => checkOrder({ ...before, ...values }, 'scheduled_start_time', 'scheduled_end_time'),
  saved(release, values, { now }) {
    if ((values.status as LookupRow | undefined)?.name === 'Completed') release.completed_time ??= now;
  },
};

/** What tasks, worklogs and the like of releases hang on. */
export const RELEASE_PARENT = parentOf(releases);

/** reference C.4 */
export const releaseRoutes = [
  ...crudRoutes(releases),
  ...metainfoOf({ definition: RELEASE, scopes: ['releases'], find: (call) => findRecord(releases, call) }),
  ...recordNoteRoutes(RELEASE_PARENT),
];
