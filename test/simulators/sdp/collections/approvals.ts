import { type EntityDefinition, readable, writable } from '../fields/field.js';
import { listShownAs, shownAs } from '../fields/parent-kind.js';
import { user } from '../fields/reference-kinds.js';
import { count, text, time } from '../fields/scalar-kinds.js';
import type { Call, Route } from '../routes/route.js';
import type { PersonRow, Row } from '../store/rows.js';
import { type Reply, successReply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { type ChildCollection, childRoutesUnder, type ParentRecords } from './child-collection.js';
import { notFound } from './requests/find-request.js';
import { readWrite } from './write-input.js';

/** Words of reference C.1.9; ids as in reference E.3 are not known. */
const STATUS = {
  pending: { id: '1', name: 'Pending Approval' },
  approved: { id: '2', name: 'Approved' },
  rejected: { id: '3', name: 'Rejected' },
} as const;

/** What a record itself says of its approval; several approvers differ, so the levels say it (reference D.20). */
function tellRecord(record: Row, { store, settings }: Call): void {
  if (!('requester' in record) && settings.changeApprovalStatus === 'stale') return;
  const states = store.approvalLevels
    .of(record.id)
    .flatMap(({ id }) => store.approvals.of(id).map(({ status }) => (status as Row).id));
  const state = states.includes(STATUS.rejected.id)
    ? STATUS.rejected
    : states.every((id) => id === STATUS.approved.id)
      ? STATUS.approved
      : STATUS.pending;
  record.approval_status = states.length === 0 ? null : state;
}

const shown = shownAs('id', 'name');

/** reference C.1.9: level is 1 to 5, the status is read-only */
const LEVEL: EntityDefinition = {
  entity: 'approval_level',
  list: 'approval_levels',
  fields: {
    id: readable(text()),
    level: writable(count),
    status: readable(shown),
    created_time: readable(time),
    created_by: readable(user),
    associated_entity: readable(text()),
  },
};

const levelsOf = (module: string): ChildCollection<Row, Row> => ({
  name: 'approval_levels',
  definition: LEVEL,
  mandatory: ['level'],
  table: (store) => store.approvalLevels,
  blank: (_record, { store, caller, now }) => ({
    id: store.ids.take(),
    status: STATUS.pending,
    created_time: now,
    created_by: caller,
    associated_entity: module.replace(/s$/, ''),
  }),
  check({ level }) {
    if (typeof level === 'number' && (level < 1 || level > 5)) throw failures.notValid('level');
  },
});

/** reference C.1.9 */
const APPROVAL: EntityDefinition = {
  entity: 'approval',
  list: 'approvals',
  fields: {
    id: readable(text()),
    approver: writable(user),
    original_approver: readable(user),
    status: readable(shown),
    comments: writable(text({ maxLength: 250 })),
    action_taken_on: readable(time),
    sent_on: readable(time),
    approval_level: readable(shownAs('id')),
    xpath: readable(listShownAs('path', 'display_name')),
  },
};

const approvalsOf = (record: (call: Call) => Row): ChildCollection<Row, Row> => ({
  name: 'approvals',
  definition: APPROVAL,
  mandatory: ['approver'],
  table: (store) => store.approvals,
  blank: (level, { store, now }) => ({
    id: store.ids.take(),
    status: STATUS.pending,
    sent_on: now,
    approval_level: level,
  }),
  added: (_approval, _level, call) => tellRecord(record(call), call),
});

/** Levels, approvals and what is done with them, below a module's records (reference C.1.9). */
export function approvalRoutesUnder(parent: ParentRecords<Row>): Route[] {
  const within: ParentRecords<Row> = {
    name: parent.name,
    path: `/${parent.name}/{id}/approval_levels/{level_id}`,
    scopes: parent.scopes,
    find(call) {
      const level = call.store.approvalLevels.find(parent.find(call).id, call.params.level_id!);
      if (!level) throw notFound(call);
      return level;
    },
  };

  const decide =
    (outcome: 'approved' | 'rejected') =>
    (call: Call): Reply => {
      const level = within.find(call);
      const approval = call.store.approvals.find(level.id, call.params.child_id!);
      if (!approval) throw notFound(call);
      const values = call.input ? readWrite(call, APPROVAL, { mandatory: () => [], row: approval }) : {};
      // only the approver who is named (reference C.1.9), and only once
      const isTheirs = (approval.approver as PersonRow).id === call.caller.id;
      if (!isTheirs || approval.status !== STATUS.pending) throw failures.forbidden();
      Object.assign(approval, { ...values, status: STATUS[outcome], action_taken_on: call.now });
      const states = call.store.approvals.of(level.id).map(({ status }) => status);
      if (outcome === 'rejected') level.status = STATUS.rejected;
      else if (states.every((status) => status === STATUS.approved)) level.status = STATUS.approved;
      tellRecord(parent.find(call), call);
      return successReply();
    };
  const send = (call: Call): Reply => {
    within.find(call);
    tellRecord(parent.find(call), call);
    return successReply();
  };

  const { name, scopes } = parent;
  const one = `${within.path}/approvals/{child_id}`;
  const put = { method: 'PUT', scopes } as const;
  return [
    ...childRoutesUnder(parent, levelsOf(name)),
    ...childRoutesUnder(
      within,
      approvalsOf((call) => parent.find(call)),
    ),
    { ...put, path: `${one}/_approve`, operation: `${name}.approvals.approve`, answer: decide('approved') },
    { ...put, path: `${one}/_reject`, operation: `${name}.approvals.reject`, answer: decide('rejected') },
    { ...put, path: `${within.path}/_send_for_approval`, operation: `${name}.approvals.send`, answer: send },
  ];
}
