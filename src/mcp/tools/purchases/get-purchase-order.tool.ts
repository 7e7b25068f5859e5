import { getRecord } from '../records/get-record.js';
import { purchaseOrderToolset } from './purchase-order-toolset.js';

export const getPurchaseOrder = getRecord(purchaseOrderToolset, {
  description:
    'Read one purchase order: vendor, status, who buys it for whom, when it is needed, cost. To see which there are, use list_purchase_orders.',
});
