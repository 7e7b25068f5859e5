import type { ApiOperation } from '../api-operation.js';
import { CHANGES } from '../changes/change.record.js';
import { operationsBelow } from '../children/operations-below.js';
import { PROBLEMS } from '../problems/problem.record.js';
import { PROJECTS } from '../projects/project.record.js';
import { RELEASES } from '../releases/release.record.js';
import { SOLUTIONS } from '../solutions/solution.record.js';
import { recordOperations } from './record.operations.js';

/** Writing problems, changes, releases, projects and solutions, and what hangs on them; see `parentOperations`. */
export const moduleOperations: readonly ApiOperation[] = [
  ...[PROBLEMS, CHANGES, RELEASES, PROJECTS, SOLUTIONS].flatMap((module) => recordOperations(module)),
  ...operationsBelow(
    ['problem', 'change', 'release'],
    [
      { name: 'notes.list', method: 'GET', path: '/notes', confidence: 'official' },
      { name: 'notes.add', method: 'POST', path: '/notes', confidence: 'official' },
    ],
  ),
  ...operationsBelow(
    ['project'],
    [
      { name: 'milestones.list', method: 'GET', path: '/milestones', confidence: 'used' },
      { name: 'milestones.add', method: 'POST', path: '/milestones', confidence: 'used' },
      { name: 'milestones.get', method: 'GET', path: '/milestones/{milestone_id}', confidence: 'used' },
      { name: 'milestones.update', method: 'PUT', path: '/milestones/{milestone_id}', confidence: 'inferred' },
      { name: 'members.list', method: 'GET', path: '/members', confidence: 'inferred' },
      { name: 'comments.list', method: 'GET', path: '/comments', confidence: 'official' },
      { name: 'comments.add', method: 'POST', path: '/comments', confidence: 'official' },
    ],
  ),
];
