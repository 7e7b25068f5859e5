import type { ApiOperation } from './api-operation.js';
import { requestOperations } from './requests/request.operations.js';

/** Every operation that this server sends to SDP, by folder. */
export const operations: readonly ApiOperation[] = [...requestOperations];
