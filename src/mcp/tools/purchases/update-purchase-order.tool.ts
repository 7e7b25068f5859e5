import { updateRecord } from '../records/update-record.js';
import { purchaseOrderToolset } from './purchase-order-toolset.js';

export const updatePurchaseOrder = updateRecord(purchaseOrderToolset, {
  description:
    'Change fields of a purchase order. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
  fixed: ['title', 'vendor'],
});
