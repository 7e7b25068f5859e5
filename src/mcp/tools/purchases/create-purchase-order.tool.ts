import { createRecord } from '../records/create-record.js';
import { purchaseOrderToolset } from './purchase-order-toolset.js';

export const createPurchaseOrder = createRecord(purchaseOrderToolset, {
  description:
    'Create a purchase order with a name and a vendor. Calling twice creates two, unless both calls have the same idempotencyKey. It is not sent for approval by this.',
  needs: ['title', 'vendor'],
});
