import type { ApiOperation } from '../api-operation.js';
import { recordOperations } from '../records/record.operations.js';
import { PURCHASE_ORDERS } from './purchase-order.record.js';

/** Reading is among `parentOperations`. */
export const purchaseOrderOperations: readonly ApiOperation[] = recordOperations(PURCHASE_ORDERS);
