import { z } from 'zod';

import {
  approvalState,
  type ApprovalStage,
  type SdpApproval,
  type SdpApprovalLevel,
} from '../../sdp-api/approvals/approval.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';
import { isoTime, readableTime } from '../text/times.js';
import { personOf, personText, PersonView } from './person.view.js';
import { lookupName, present } from './request-row.view.js';

const State = z.enum(['pending', 'approved', 'rejected', 'other']);

/** One approver's word, or the wait for it. */
export const ApprovalView = z.object({
  id: z.string(),
  state: State,
  /** The portal's own word for the state. */
  status: z.string(),
  approver: PersonView.optional(),
  /** The approver in whose place somebody else is asked. */
  instead_of: PersonView.optional(),
  untrusted_comments: z.string().optional(),
  sent_at: z.string().optional(),
  decided_at: z.string().optional(),
});

export type ApprovalView = z.output<typeof ApprovalView>;

export const ApprovalLevelView = z.object({
  id: z.string(),
  level: z.number().optional(),
  name: z.string().optional(),
  state: State,
  approvals: z.array(ApprovalView),
});

export type ApprovalLevelView = z.output<typeof ApprovalLevelView>;

export function approvalView(row: SdpApproval): ApprovalView {
  return {
    id: row.id,
    state: approvalState(row.status) ?? 'other',
    status: lookupName(row.status) ?? 'unknown',
    ...present({
      approver: row.approver ? personOf(row.approver) : undefined,
      instead_of: row.original_approver ? personOf(row.original_approver) : undefined,
      untrusted_comments: row.comments ? cleanLine(row.comments, 250) : undefined,
      sent_at: isoTime(row.sent_on) ?? undefined,
      decided_at: isoTime(row.action_taken_on) ?? undefined,
    }),
  };
}

export function levelView({ level, approvals }: ApprovalStage): ApprovalLevelView {
  return {
    id: level.id,
    ...present({ level: level.level ?? undefined, name: level.name === null ? undefined : cleanLine(level.name, 80) }),
    state: levelState(level, approvals),
    approvals: approvals.map(approvalView),
  };
}

/** By what the approvers said where the level itself says nothing. */
function levelState({ status }: SdpApprovalLevel, approvals: readonly SdpApproval[]): ApprovalView['state'] {
  const own = approvalState(status);
  if (own !== null && own !== 'other') return own;
  const states = approvals.map((row) => approvalState(row.status));
  if (states.includes('rejected')) return 'rejected';
  if (states.length === 0 || states.includes('pending')) return 'pending';
  return states.every((state) => state === 'approved') ? 'approved' : 'other';
}

/** `- Level 1 (pending): Dana Reyes pending since …; Aisha Khan approved …` */
export function levelLine({ level, name, state, approvals }: ApprovalLevelView): string {
  const title = `Level ${level ?? '?'}${name === undefined ? '' : ` ${inline(name)}`} (${state})`;
  if (approvals.length === 0) return `- ${title}: nobody is asked yet`;
  return `- ${title}: ${approvals.map(approvalText).join('; ')}`;
}

export function approvalText({
  approver,
  status,
  sent_at: sent,
  decided_at: decided,
  untrusted_comments: said,
}: ApprovalView): string {
  const when = decided ?? sent;
  const time = when === undefined ? '' : ` ${decided === undefined ? 'since ' : ''}${readableTime(when)}`;
  const words = said === undefined ? '' : ` ("${inline(said, 250)}")`;
  return `${approver ? personText(approver) : 'somebody'}: ${inline(status)}${time}${words}`;
}
