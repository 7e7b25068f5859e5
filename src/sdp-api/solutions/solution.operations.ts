import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { SOLUTIONS } from './solution.record.js';

/** Reading is among `parentOperations`. */
export const solutionOperations: readonly ApiOperation[] = recordOperations(SOLUTIONS);
