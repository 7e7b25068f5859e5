import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { ASSETS } from './asset.record.js';

/** Reading is among `parentOperations`. */
export const assetOperations: readonly ApiOperation[] = recordOperations(ASSETS);
