import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { CONTRACTS } from './contract.record.js';

/** Reading is among `parentOperations`. */
export const contractOperations: readonly ApiOperation[] = recordOperations(CONTRACTS);
