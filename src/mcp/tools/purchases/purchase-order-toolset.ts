import { PURCHASE_ORDERS } from '../../../sdp-api/purchases/purchase-order.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for purchase orders are made from. */
export const purchaseOrderToolset: RecordToolset = {
  module: PURCHASE_ORDERS,
  parent: 'purchase_order',
  toolset: 'purchases',
  scope: 'SDPOnDemand.purchases',
  argNames: { title: 'name' },
  says: { title: 'Name of the purchase order', requester: 'for whom it is bought', owner: 'who buys it' },
  filters: {
    text: { by: 'words', paths: ['name'] },
    vendor: { by: 'lookup', field: 'vendor' },
    status: { by: 'lookup', field: 'status' },
    owner: { by: 'person', field: 'owner' },
    required_before: { by: 'before', field: 'required_by' },
  },
  columns: ['vendor', 'status', 'owner', 'required_by', 'total_cost'],
};
