import type { ApiOperation } from '../api-operation.js';
import { noteOperations } from '../records/note.operations.js';
import { recordOperations } from '../records/record.operations.js';
import { PROBLEMS } from './problem.record.js';

/** Reading is among `parentOperations`. */
export const problemOperations: readonly ApiOperation[] = [...recordOperations(PROBLEMS), ...noteOperations('problem')];
