import { listRecords } from '../records/list-records.js';
import { purchaseOrderToolset } from './purchase-order-toolset.js';

export const listPurchaseOrders = listRecords(purchaseOrderToolset, {
  description:
    'List purchase orders, narrowed by words, vendor, status, owner or when they are needed. Not every portal has the module; then it is said. For one of them, use get_purchase_order.',
});
