import type { ApiOperation } from '../api-operation.js';
import { operationsBelow } from '../children/operations-below.js';
import { PROBLEMS } from '../problems/problem.record.js';
import { recordOperations } from './record.operations.js';

/** Writing problems, changes, releases, projects and solutions, and what hangs on them; see `parentOperations`. */
export const moduleOperations: readonly ApiOperation[] = [
  ...recordOperations(PROBLEMS),
  ...operationsBelow(
    ['problem'],
    [
      { name: 'notes.list', method: 'GET', path: '/notes', confidence: 'official' },
      { name: 'notes.add', method: 'POST', path: '/notes', confidence: 'official' },
    ],
  ),
];
