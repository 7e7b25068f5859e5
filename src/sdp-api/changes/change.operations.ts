import type { ApiOperation } from '../api-operation.js';
import { noteOperations } from '../records/note.operations.js';
import { recordOperations } from '../records/record.operations.js';
import { CHANGES } from './change.record.js';

/** Reading is among `parentOperations`. */
export const changeOperations: readonly ApiOperation[] = [...recordOperations(CHANGES), ...noteOperations('change')];
