import { recordModule } from '../records/record-module.js';

/** Purchase orders. The module, its scope and its approval levels are documented; fields follow the pattern. */
export const PURCHASE_ORDERS = recordModule({
  collection: 'purchase_orders',
  entity: 'purchase_order',
  noun: 'purchase order',
  plural: 'purchase_orders',
  checkCreated: 'list the purchase orders with this name (list_purchase_orders)',
  sortFields: [],
  undated: true,
  optional: true,
  confidence: { create: 'inferred', update: 'inferred', delete: 'inferred' },
  fields: {
    title: { kind: 'text', path: 'name', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    vendor: { kind: 'lookup', write: 'always', values: 'vendors' },
    status: { kind: 'lookup', write: 'update', values: 'purchase_order_statuses' },
    requester: { kind: 'user', write: 'always' },
    owner: { kind: 'user', write: 'always' },
    required_by: { kind: 'date', path: 'required_date', write: 'always' },
    total_cost: { kind: 'number', write: 'always' },
  },
});
