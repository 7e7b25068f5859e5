import type { ApiOperation } from '../api-operation.js';
import { noteOperations } from '../records/note.operations.js';
import { recordOperations } from '../records/record.operations.js';
import { RELEASES } from './release.record.js';

/** Reading is among `parentOperations`. */
export const releaseOperations: readonly ApiOperation[] = [...recordOperations(RELEASES), ...noteOperations('release')];
