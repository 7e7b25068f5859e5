import type { ApiOperation } from '../api-operation.js';
import { operationsBelow } from '../children/operations-below.js';
import { recordOperations } from '../records/record.operations.js';
import { PROJECTS } from './project.record.js';

/** Reading is among `parentOperations`. */
export const projectOperations: readonly ApiOperation[] = [
  ...recordOperations(PROJECTS),
  ...operationsBelow(
    ['project'],
    [
      { name: 'milestones.list', method: 'GET', path: '/milestones', confidence: 'used' },
      { name: 'milestones.add', method: 'POST', path: '/milestones', confidence: 'used' },
      { name: 'milestones.get', method: 'GET', path: '/milestones/{milestone_id}', confidence: 'used' },
      { name: 'milestones.update', method: 'PUT', path: '/milestones/{milestone_id}', confidence: 'inferred' },
      { name: 'milestones.delete', method: 'DELETE', path: '/milestones/{milestone_id}', confidence: 'inferred' },
      { name: 'members.list', method: 'GET', path: '/members', confidence: 'inferred' },
      { name: 'members.add', method: 'POST', path: '/members', confidence: 'inferred' },
      { name: 'members.delete', method: 'DELETE', path: '/members/{member_id}', confidence: 'inferred' },
      { name: 'comments.list', method: 'GET', path: '/comments', confidence: 'official' },
      { name: 'comments.add', method: 'POST', path: '/comments', confidence: 'official' },
    ],
  ),
];
