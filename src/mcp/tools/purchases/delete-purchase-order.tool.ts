import { deleteRecord } from '../records/delete-record.js';
import { purchaseOrderToolset } from './purchase-order-toolset.js';

export const deletePurchaseOrder = deleteRecord(purchaseOrderToolset, {
  description: 'Delete a purchase order for good. Without confirm nothing is deleted and what would be is shown.',
});
