import type { ApiOperation } from '../api-operation.js';
import { namesBelow, operationsBelow } from '../children/operations-below.js';
import { APPROVAL_MODULES } from './approval.schema.js';

const LEVELS = '/approval_levels';
const APPROVALS = `${LEVELS}/{level_id}/approvals`;

export const approvalOperations: readonly ApiOperation[] = operationsBelow(
  APPROVAL_MODULES,
  [
    { name: 'approval_levels.list', method: 'GET', path: LEVELS, confidence: 'official' },
    { name: 'approval_levels.add', method: 'POST', path: LEVELS, confidence: 'official' },
    { name: 'approvals.list', method: 'GET', path: APPROVALS, confidence: 'official' },
    { name: 'approvals.add', method: 'POST', path: APPROVALS, confidence: 'official' },
    { name: 'approvals.get', method: 'GET', path: `${APPROVALS}/{approval_id}`, confidence: 'official' },
    { name: 'approvals.approve', method: 'PUT', path: `${APPROVALS}/{approval_id}/_approve`, confidence: 'inferred' },
    { name: 'approvals.reject', method: 'PUT', path: `${APPROVALS}/{approval_id}/_reject`, confidence: 'inferred' },
    {
      ...{ name: 'approvals.send', method: 'PUT', confidence: 'inferred' },
      path: `${LEVELS}/{level_id}/_send_for_approval`,
    },
  ],
  { release: 'inferred', purchase_order: 'inferred' },
);

/** Names for a tool that works on approvals of any module. @param verbs such as `approvals.list` */
export function approvalOperationNames(...verbs: readonly string[]): string[] {
  return namesBelow(APPROVAL_MODULES, ...verbs);
}
