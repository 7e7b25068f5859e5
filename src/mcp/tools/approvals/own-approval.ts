import { approvalState, type ApprovalStage, type SdpApproval } from '../../../sdp-api/approvals/approval.schema.js';
import type { SdpUser } from '../../../sdp-api/people/user.schema.js';

/** An approval, with the level it is in. */
export interface OwnApproval {
  readonly levelId: string;
  readonly level: number | null;
  readonly approval: SdpApproval;
}

/** The approvals somebody is asked for, lowest level first. */
export function approvalsOf(stages: readonly ApprovalStage[], { id, email_id: mail }: SdpUser): OwnApproval[] {
  const isTheirs = ({ approver }: SdpApproval): boolean =>
    approver !== null &&
    (approver.id === id || (mail !== null && approver.email_id?.toLowerCase() === mail.toLowerCase()));
  return stages.flatMap(({ level, approvals }) =>
    approvals.filter(isTheirs).map((approval) => ({ levelId: level.id, level: level.level, approval })),
  );
}

export const isPending = ({ approval }: OwnApproval): boolean => approvalState(approval.status) === 'pending';
