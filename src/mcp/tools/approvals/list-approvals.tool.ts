import { z } from 'zod';

import { approvalOperationNames } from '../../../sdp-api/approvals/approval.operations.js';
import { APPROVAL_MODULES } from '../../../sdp-api/approvals/approval.schema.js';
import { counted, inline, paragraphs } from '../../text/markdown.js';
import { readableTime } from '../../text/times.js';
import { ApprovalLevelView, levelLine, levelView } from '../../views/approval.view.js';
import { nameOf } from '../../views/person.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { parentText, ParentView, parentView, recordId } from '../parent-params.js';
import { technician } from '../params.js';
import { MissingPart, missingText } from '../parts.js';
import { scopesBelow } from '../scopes-below.js';
import { approvalsWaitingFor, WaitingApproval } from './waiting-approvals.js';

export const listApprovals = defineSdpTool({
  name: 'list_approvals',
  title: 'List approvals',
  description: [
    'Approvals that wait for you, over requests and changes; with id, every level and approver of that record and what they said.',
    'ServiceDesk Plus has no such list, so the newest records in approval are looked at one by one; the answer says how many. To decide use decide_approval.',
  ].join('\n'),
  toolsets: ['core', 'requests', 'changes', 'releases', 'purchases'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: [],
  moduleScopes: {
    byModule: scopesBelow(APPROVAL_MODULES, 'READ'),
    // Without id what the grant does not cover is a part that is missing.
    of: ({ module, id }) => (id === undefined ? undefined : module),
  },
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
    waiting: z.array(WaitingApproval).optional(),
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
    return {
      waiting_for: nameOf(person),
      ...(await approvalsWaitingFor(person, { requests: args.look_at, changes: args.look_at }, context)),
    };
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
        `Looked at ${counted(seen.requests, 'request')} and ${counted(seen.changes, 'change')} in approval${seen.more ? '; there may be more: repeat with a greater look_at' : ''}.`,
      missingText(missing),
      waiting.length > 0 ? UNTRUSTED_NOTICE : undefined,
    );
  },
});

function waitingLine(row: WaitingApproval): string {
  const { title, asked_by: asker, sent_at: sent, level } = row;
  const by = asker === undefined ? '' : `, asked by ${inline(asker)}`;
  const since = sent === undefined ? '' : `, since ${readableTime(sent)}`;
  return `- ${parentText(row)}: ${inline(title, 250)}${by}${level === undefined ? '' : `, level ${level}`}${since}`;
}
