import { approvalState } from '../../../sdp-api/approvals/approval.schema.js';
import type { ParentRef } from '../../../sdp-api/records/parent-ref.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import { type ApprovalLevelView, levelView } from '../../views/approval.view.js';
import { type HistoryView, historyView } from '../../views/history.view.js';
import type { RequestParts } from '../../views/request-parts.view.js';
import { taskRow } from '../../views/task.view.js';
import { mailEntry, noteEntry } from '../../views/thread-entry.view.js';
import type { SdpToolContext } from '../define-tool.js';
import type { Parts } from '../parts.js';
import { readThread } from './read-thread.js';

/** What a request can be shown with, beside its own fields. */
export const REQUEST_PARTS = [
  'conversation',
  'full_conversation',
  'tasks',
  'worklogs',
  'approvals',
  'history',
] as const;

export type RequestPart = (typeof REQUEST_PARTS)[number];

/** What a person would look at first; the rest is asked for. */
export const USUAL_PARTS = ['conversation', 'tasks', 'worklogs', 'approvals'] as const satisfies readonly RequestPart[];

/** Newest entries of the conversation, and characters of each; every mail of them is one call. */
const SHORT = { entries: 3, max: 1_200 };
const FULL = { entries: 20, max: 4_000 };
const MOST_TASKS = 50;
const SHOWN_TASKS = 10;
const MOST_WORKLOGS = 300;
const MOST_HISTORY = 30;

interface Scene {
  readonly request: SdpRequest;
  readonly parent: ParentRef;
  readonly parts: Parts;
  readonly context: SdpToolContext;
}

/** Reads the parts that are wanted, all at once; one that fails is named and not fatal. */
export async function readRequestParts(wanted: readonly RequestPart[], scene: Scene): Promise<RequestParts> {
  const has = (part: RequestPart): boolean => wanted.includes(part);
  const full = has('full_conversation');
  const [conversation, tasks, time, approvals, history] = await Promise.all([
    full || has('conversation') ? readConversation(scene, full ? FULL : SHORT) : undefined,
    has('tasks') ? readTasks(scene) : undefined,
    has('worklogs') ? readTime(scene) : undefined,
    has('approvals') && mayNeedApproval(scene.request) ? readApprovals(scene) : undefined,
    has('history') ? readHistory(scene) : undefined,
  ]);
  return {
    ...(conversation && { conversation }),
    ...(tasks && { open_tasks: tasks }),
    ...(time && { time_worked: time }),
    ...(approvals && approvals.length > 0 && { approvals }),
    ...(history && { history }),
  };
}

/** A request that is in no approval has no levels to be read. */
function mayNeedApproval({ approval_status: approval }: SdpRequest): boolean {
  return approval !== null && approvalState(approval) !== 'approved';
}

async function readConversation(
  { request, parts, context: { sdp } }: Scene,
  { entries: most, max }: { readonly entries: number; readonly max: number },
): Promise<RequestParts['conversation']> {
  const thread = await readThread(request.id, sdp, parts, { hasNotes: request.has_notes !== false });
  const said = thread.entries.filter(({ kind }) => kind !== 'automatic');
  const shown = said.slice(0, most).toReversed();
  // A note stands among the mails only where notes themselves cannot be read.
  const mails = shown.flatMap((entry) => (entry.kind === 'note' || entry.mail.type === 'NOTES' ? [] : [entry.mail]));
  const texts =
    mails.length === 0 ? [] : await parts.read('texts of mails', sdp.conversations.withTexts(request.id, mails));
  const byId = new Map(texts?.map((mail) => [mail.id, mail]));
  return {
    entries: shown.map((entry) =>
      entry.kind === 'note'
        ? noteEntry(entry.note, { max, includeQuoted: false })
        : mailEntry(byId.get(entry.mail.id) ?? entry.mail, false, { max, includeQuoted: false }),
    ),
    total: said.length,
    automatic_left_out: thread.entries.length - said.length,
  };
}

async function readTasks({ parent, parts, context }: Scene): Promise<RequestParts['open_tasks']> {
  const read = await parts.read('tasks', context.sdp.tasks.all(parent, MOST_TASKS));
  if (!read) return undefined;
  const open = read.rows.filter(({ isDone }) => !isDone);
  const now = context.clock.now();
  // Which record they belong to is what was asked for.
  const tasks = open.slice(0, SHOWN_TASKS).map((task) => taskRow({ ...task, record: null }, now));
  return { tasks, open: open.length, total: read.rows.length };
}

async function readTime({ parent, parts, context }: Scene): Promise<RequestParts['time_worked']> {
  const read = await parts.read('worklogs', context.sdp.worklogs.all(parent, MOST_WORKLOGS));
  if (!read) return undefined;
  const ms = read.rows.reduce((sum, { spentMs }) => sum + (spentMs ?? 0), 0);
  return { minutes: Math.round(ms / 60_000), entries: read.rows.length };
}

async function readApprovals({ parent, parts, context }: Scene): Promise<ApprovalLevelView[] | undefined> {
  const stages = await parts.read('approvals', context.sdp.approvals.stages(parent));
  return stages?.map(levelView);
}

async function readHistory({ parent, parts, context }: Scene): Promise<HistoryView[] | undefined> {
  const page = await parts.read('history', context.sdp.history.list(parent, { rowCount: MOST_HISTORY }));
  return page?.rows.map(historyView);
}
