import { type EntityDefinition, readable, writable } from '../fields/field.js';
import { technician, user } from '../fields/reference-kinds.js';
import { html, text, time } from '../fields/scalar-kinds.js';
import type { Route } from '../routes/route.js';
import type { Row } from '../store/rows.js';
import { type ChildCollection, childRoutesUnder, type ParentRecords } from './child-collection.js';
import { requestParent } from './requests/find-request.js';
import { checkOrder, TASK_PARENT } from './tasks.js';

/** The time and charge keys beside these could not be read on the vendor's page (reference C.1.8, part F). */
const WORKLOG: EntityDefinition = {
  entity: 'worklog',
  list: 'worklogs',
  fields: {
    id: readable(text()),
    owner: writable(technician),
    description: writable(html),
    start_time: writable(time),
    end_time: writable(time),
    recorded_time: readable(time),
    created_by: readable(user),
  },
};

const worklogs: ChildCollection<Row, Row> = {
  name: 'worklogs',
  definition: WORKLOG,
  mandatory: ['owner'],
  table: (store) => store.worklogs,
  blank: (_request, { store, caller, now }) => ({ id: store.ids.take(), recorded_time: now, created_by: caller }),
  check: (row) => checkOrder(row, 'start_time', 'end_time'),
};

/** reference C.1.8 */
export function worklogRoutesUnder(parent: ParentRecords<Row>): Route[] {
  return childRoutesUnder(parent, worklogs);
}

/** reference C.1.8, C.6 */
export const worklogRoutes: readonly Route[] = [requestParent, TASK_PARENT].flatMap(worklogRoutesUnder);
