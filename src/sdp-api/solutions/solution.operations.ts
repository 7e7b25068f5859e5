import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { SOLUTIONS } from './solution.record.js';

/** Reading is among `parentOperations`. */
export const solutionOperations: readonly ApiOperation[] = [
  ...recordOperations(SOLUTIONS),
  { name: 'topics.create', method: 'POST', path: '/topics', confidence: 'official' },
  { name: 'topics.get', method: 'GET', path: '/topics/{id}', confidence: 'inferred' },
  { name: 'topics.update', method: 'PUT', path: '/topics/{id}', confidence: 'inferred' },
];
