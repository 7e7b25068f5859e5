import { z } from 'zod';

import { approvalOperationNames } from '../../../sdp-api/approvals/approval.operations.js';
import { APPROVAL_MODULES } from '../../../sdp-api/approvals/approval.schema.js';
import type { WaitingRecord, WaitingRecords } from '../../../sdp-api/approvals/waiting-records.js';
import type { SdpUser } from '../../../sdp-api/people/user.schema.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { isoTime, readableTime } from '../../text/times.js';
import { ApprovalLevelView, levelLine, levelView } from '../../views/approval.view.js';
import { nameOf } from '../../views/person.view.js';
import { present } from '../../views/request-row.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { parentText, ParentView, parentView, recordId } from '../parent-params.js';
import { technician } from '../params.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { approvalsOf, isPending } from './own-approval.js';

const Waiting = ParentView.extend({
  title: z.string(),
  asked_by: z.string().optional(),
  level: z.number().optional(),
  approval_id: z.string(),
  sent_at: z.string().optional(),
});

export const listApprovals = defineSdpTool({
  name: 'list_approvals',
  title: 'List approvals',
  description: [
    'Approvals that wait for you, over requests and changes; with id, every level and approver of that record and what they said.',
    'ServiceDesk Plus has no such list, so the newest records in approval are looked at one by one; the answer says how many. To decide use decide_approval.',
  ].join('\n'),
  toolsets: ['core', 'requests', 'changes', 'releases', 'purchases'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.list', 'changes.list', ...approvalOperationNames('approval_levels.list', 'approvals.list')],
  input: z.strictObject({
    module: z.enum(APPROVAL_MODULES).default('request').describe('What kind of record id names'),
    id: recordId('The record whose approvals are wanted').optional(),
    waiting_for: technician.default('me'),
    look_at: z.number().int().min(1).max(25).default(10).describe('Records of each kind to look at'),
  }),
  output: z.object({
    record: ParentView.optional(),
    levels: z.array(ApprovalLevelView).optional(),
    waiting_for: z.string().optional(),
    waiting: z.array(Waiting).optional(),
    /** How many records were looked at, and whether there were more in approval. */
    looked_at: z.object({ requests: z.number(), changes: z.number(), more: z.boolean() }).optional(),
    missing_parts: z.array(MissingPart),
  }),

  async handler(args, context) {
    const { sdp } = context;
    if (args.id !== undefined) {
      const parent = await sdp.parents.resolve(args.module, args.id);
      const stages = await sdp.approvals.stages(parent);
      return { record: parentView(parent, sdp), levels: stages.map(levelView), missing_parts: [] };
    }
    const person = await sdp.lookups.technician(args.waiting_for);
    return { waiting_for: nameOf(person), ...(await waitingFor(person, args.look_at, context)) };
  },

  markdown({ record, levels = [], waiting = [], waiting_for: person, looked_at: seen, missing_parts: missing }) {
    if (record) {
      return paragraphs(
        levels.length === 0 ? `${parentText(record)} needs no approval.` : `Approvals of ${parentText(record)}:`,
        levels.map(levelLine).join('\n'),
        record.url,
        levels.length > 0 ? UNTRUSTED_NOTICE : undefined,
      );
    }
    const who = inline(person ?? null);
    return paragraphs(
      waiting.length === 0 ? `Nothing was found that waits for ${who}.` : `Waiting for ${who}:`,
      waiting.map(waitingLine).join('\n'),
      seen &&
        `Looked at ${seen.requests} requests and ${seen.changes} changes in approval${seen.more ? '; there may be more: repeat with a greater look_at' : ''}.`,
      missingText(missing),
      waiting.length > 0 ? UNTRUSTED_NOTICE : undefined,
    );
  },
});

async function waitingFor(person: SdpUser, most: number, context: SdpToolContext) {
  const { sdp, signal } = context;
  const parts = new Parts(signal);
  const [requests, changes] = await Promise.all([
    parts.read('requests', sdp.approvals.requestsInApproval()),
    parts.read('changes', sdp.approvals.changesInApproval()),
  ]);
  const chosen = [...cut(requests, most), ...cut(changes, most)];
  let done = 0;
  const found = await Promise.all(
    chosen.map(async (record) => {
      const stages = await parts.read(
        `approvals of ${record.module} ${record.displayId}`,
        sdp.approvals.stages(record),
      );
      done += 1;
      context.progress(done, chosen.length, 'Records in approval');
      return approvalsOf(stages ?? [], person)
        .filter(isPending)
        .map((own) => ({
          ...parentView(record, sdp),
          title: cleanLine(record.title),
          ...present({
            asked_by: record.askedBy === null ? undefined : cleanLine(record.askedBy, 120),
            level: own.level ?? undefined,
            sent_at: isoTime(own.approval.sent_on) ?? undefined,
          }),
          approval_id: own.approval.id,
        }));
    }),
  );
  const more = [requests, changes].some((some) => some && (some.records.length > most || !some.complete));
  return {
    waiting: found.flat(),
    looked_at: { requests: cut(requests, most).length, changes: cut(changes, most).length, more },
    missing_parts: parts.missing,
  };
}

function cut(found: WaitingRecords | undefined, most: number): readonly WaitingRecord[] {
  return found?.records.slice(0, most) ?? [];
}

function waitingLine(row: z.output<typeof Waiting>): string {
  const { title, asked_by: asker, sent_at: sent, level } = row;
  const by = asker === undefined ? '' : `, asked by ${inline(asker)}`;
  const since = sent === undefined ? '' : `, since ${readableTime(sent)}`;
  return `- ${parentText(row)}: ${inline(title, 250)}${by}${level === undefined ? '' : `, level ${level}`}${since}`;
}
