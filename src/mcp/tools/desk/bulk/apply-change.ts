import { AppError } from '../../../../common/errors/app.error.js';
import type { SdpRequest } from '../../../../sdp-api/requests/request.schema.js';
import { failureKind } from '../../../../writes/failure-kind.js';
import type { BulkResult } from '../../../views/bulk.view.js';
import type { FieldChange } from '../../../views/field-changes.view.js';
import type { SdpToolContext } from '../../define-tool.js';
import { closeByRules } from '../../requests/close-by-rules.js';
import { withFieldHelp } from '../../requests/mandatory-fields.js';
import { withoutRefusedPriority } from '../../requests/without-priority.js';
import { type BulkChange, changesMade, differs, isFinished, needsReading } from './change.js';
import { rowFor } from './row.js';

/** An equal note that is not older is taken for the one that was to be added: the call is repeated. In ms. */
const SAME_NOTE_MS = 24 * 3_600_000;

/** What became of a ticket, and whether it makes sense to go on with the others. */
export interface Applied {
  readonly row: BulkResult;
  /** The failure is none of this ticket: the next one would meet it as well. */
  readonly stops?: AppError;
}

/**
 * Does to one ticket what is wanted, as far as it is not done yet: fields, note, closing, in this order. A failure is
 * a result; what had been done before it stands in the row.
 */
export async function applyChange(listed: SdpRequest, change: BulkChange, context: SdpToolContext): Promise<Applied> {
  const done: FieldChange[] = [];
  try {
    await fieldsSet(listed, change, context, done);
    await noteAdded(listed, change, context, done);
    await closed(listed, change, context, done);
    return { row: rowFor(listed, done.length > 0 ? 'done' : 'unchanged', done) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return failed(listed, error, done);
  }
}

async function fieldsSet(listed: SdpRequest, change: BulkChange, { sdp }: SdpToolContext, done: FieldChange[]) {
  const before = needsReading(change) ? await sdp.requests.get(listed.id) : listed;
  if (!differs(before, change)) return;
  const { result, warnings } = await withoutRefusedPriority(change.fields, (some) =>
    withFieldHelp(sdp, before, () => sdp.requests.update(before.id, some)),
  );
  done.push(...changesMade(before, result, change));
  if (warnings.length > 0) done.push({ field: 'priority', after: 'not set: the portal computes it' });
}

async function noteAdded(listed: SdpRequest, { note }: BulkChange, context: SdpToolContext, done: FieldChange[]) {
  if (!note) return;
  const { sdp, clock } = context;
  const since = new Date(clock.nowMs() - SAME_NOTE_MS);
  if (listed.has_notes !== false && (await sdp.notes.findEqual(listed.id, note, since))) return;
  await sdp.notes.add(listed.id, note);
  done.push({ field: 'note', after: note.showToRequester ? 'added, the requester can see it' : 'added, private' });
}

async function closed(listed: SdpRequest, { closing }: BulkChange, { sdp }: SdpToolContext, done: FieldChange[]) {
  if (!closing || isFinished(listed)) return;
  const after = await closeByRules(sdp, listed, closing);
  const change = changesMade(listed, after, { fields: {}, labels: new Map() }).find(({ field }) => field === 'status');
  done.push(change ?? { field: 'status', after: 'closed' });
}

/** Kinds of failures that say nothing of the ticket, and would meet every other one as well. */
const ALL_MEET = new Set(['sick', 'person', 'left']);

function failed(listed: SdpRequest, error: AppError, done: FieldChange[]): Applied {
  const kind = failureKind(error);
  const stops = ALL_MEET.has(kind) || error.code === 'SDP_SCOPE_MISSING';
  const result = kind === 'maybe_sent' ? 'unknown' : stops ? 'not_tried' : 'refused';
  const begun = stops && done.length > 0 ? 'Begun and not finished. ' : '';
  const reason = `${begun}${error.message} ${error.resolution}`;
  const row = { ...rowFor(listed, result, done), code: error.code, reason };
  return stops ? { row, stops: error } : { row };
}
