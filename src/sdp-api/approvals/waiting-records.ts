import { z } from 'zod';
import type { Reader, Send } from '../http/operation.js';
import { listOperation, type Rows, rowsOf } from '../list-info.js';
import { userOf, WireUser } from '../people/user.schema.js';
import { displayIdOf } from '../records/display-id.js';
import type { ParentRef } from '../records/parent-ref.js';
import { SdpInvalidInputError } from '../sdp-input.errors.js';
import { timeOf, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';
import { approvalState } from './approval.schema.js';

/** A record that somebody may have to approve. */
export interface WaitingRecord extends ParentRef {
  readonly title: string;
  readonly askedBy: string | null;
}

/** Records to look at, likely ones first, and whether there may be more of them. */
export interface WaitingRecords {
  readonly records: readonly WaitingRecord[];
  readonly complete: boolean;
}

const Candidate = z.object({
  id: WireId,
  display_id: z.unknown().optional(),
  subject: WireText,
  title: WireText,
  requester: WireUser.nullish(),
  change_requester: WireUser.nullish(),
  approval_status: WireLookup.catch(null),
  status: WireLookup.catch(null),
  stage: WireLookup.catch(null),
  completed_time: WireTime.catch(null),
});
type Candidate = z.output<typeof Candidate>;

const REQUEST_ROWS = rowsOf(Candidate, 'requests');
const CHANGE_ROWS = rowsOf(Candidate, 'changes');
/** Rows of one module that are looked at; one call. */
const MOST_ROWS = 100;

const REQUEST_FIELDS = ['id', 'display_id', 'subject', 'requester', 'approval_status', 'status', 'completed_time'];
const CHANGE_FIELDS = [
  ...['id', 'display_id', 'title', 'change_requester', 'approval_status', 'status', 'stage', 'completed_time'],
];

/**
 * Requests whose approval is under way, newest first. Where the portal cannot search by approval, the newest hundred
 * requests are looked through.
 */
export async function requestsInApproval(send: Send): Promise<WaitingRecords> {
  try {
    const where = { field: 'approval_status.name', condition: 'contains', values: ['Pending'] } as const;
    return await inApproval(send, 'request', REQUEST_ROWS, REQUEST_FIELDS, where);
  } catch (error) {
    if (!(error instanceof SdpInvalidInputError)) throw error;
    return inApproval(send, 'request', REQUEST_ROWS, REQUEST_FIELDS);
  }
}

/**
 * Of the newest hundred changes those that are not finished, the ones that say they wait for approval first: a change's
 * own approval status was seen to be wrong, so it sorts and does not decide.
 */
export function changesInApproval(send: Send): Promise<WaitingRecords> {
  return inApproval(send, 'change', CHANGE_ROWS, CHANGE_FIELDS);
}

async function inApproval(
  send: Send,
  module: 'request' | 'change',
  rows: Reader<Rows<Candidate>>,
  fields: readonly string[],
  where?: Parameters<typeof listOperation>[0]['where'],
): Promise<WaitingRecords> {
  const sort = { field: 'created_time', order: 'desc' } as const;
  const page = await send(listOperation({ path: [`${module}s`], rows, fields, sort, where, rowCount: MOST_ROWS }));
  const open = page.rows.filter((row) => timeOf(row.completed_time) === null && row.stage?.name !== 'Close');
  const saysSo = open.filter(waits);
  const others = module === 'change' ? open.filter((row) => !waits(row)) : [];
  return { records: [...saysSo, ...others].map((row) => recordOf(module, row)), complete: !page.hasMore };
}

function waits({ approval_status: approval, status, stage }: Candidate): boolean {
  return [approval, status, stage].some(
    (value) =>
      value && (approvalState({ name: value.name ?? null }) === 'pending' || /approval|cab/i.test(value.name ?? '')),
  );
}

function recordOf(module: 'request' | 'change', row: Candidate): WaitingRecord {
  const asker = userOf(row.requester ?? row.change_requester);
  return {
    ...{ module, id: row.id, displayId: displayIdOf(row.display_id) ?? row.id },
    title: row.subject ?? row.title ?? '',
    askedBy: asker?.name ?? asker?.email_id ?? null,
  };
}
