import type { Tool } from '../define-tool.js';
import { decideApproval } from './decide-approval.tool.js';
import { listApprovals } from './list-approvals.tool.js';
import { requestApproval } from './request-approval.tool.js';

/** In the order in which clients see them. */
export const approvalsTools: readonly Tool[] = [listApprovals, decideApproval, requestApproval];
