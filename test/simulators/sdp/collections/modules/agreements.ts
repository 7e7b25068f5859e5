import { type EntityDefinition, readable, writable } from '../../fields/field.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { html, long, objects, text, time } from '../../fields/scalar-kinds.js';
import { type CrudCollection, crudRoutes, findRecord } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';

const date = { ...time, type: 'date' };

/** Only the name of the module is known; its fields are our guess (reference C.11). */
const CONTRACT: EntityDefinition = {
  entity: 'contract',
  list: 'contracts',
  fields: {
    id: readable(text()),
    name: writable(text({ maxLength: 250 })),
    description: writable(html),
    vendor: writable(lookup('vendors')),
    status: readable(lookup('contract_statuses')),
    owner: writable(user),
    cost: writable(long),
    active_from: writable(date),
    active_till: writable(date),
    created_time: readable(time),
  },
};

const contracts: CrudCollection = {
  name: 'contracts',
  scopes: ['contracts'],
  definition: CONTRACT,
  mandatory: ['name'],
  table: (store) => store.contracts,
  blank: ({ store, now }) => ({
    id: store.ids.take(),
    status: store.lookup('contract_statuses', 'Open'),
    created_time: now,
  }),
};

/** Purchase orders have approval levels; their other fields are our guess (reference C.11). */
const PURCHASE_ORDER: EntityDefinition = {
  entity: 'purchase_order',
  list: 'purchase_orders',
  fields: {
    id: readable(text()),
    display_id: readable({ ...objects, paths: ['value', 'display_value'] }),
    name: writable(text({ maxLength: 250 })),
    description: writable(html),
    vendor: writable(lookup('vendors')),
    status: writable(lookup('purchase_order_statuses')),
    requester: writable(user),
    owner: writable(user),
    required_date: writable(date),
    total_cost: writable(long),
    created_time: readable(time),
  },
};

const purchaseOrders: CrudCollection = {
  name: 'purchase_orders',
  scopes: ['purchases'],
  definition: PURCHASE_ORDER,
  mandatory: ['name', 'vendor'],
  table: (store) => store.purchaseOrders,
  blank: ({ store, caller, now }) => ({
    id: store.ids.take(),
    display_id: store.purchaseOrders.takeDisplayId(),
    status: store.lookup('purchase_order_statuses', 'Draft'),
    owner: caller,
    created_time: now,
  }),
};

/** reference C.11; that they describe their fields follows the pattern of the other modules (reference C.13) */
export const agreementRoutes = [
  ...crudRoutes(contracts),
  ...metainfoOf({ definition: CONTRACT, scopes: ['contracts'], find: (call) => findRecord(contracts, call) }),
  ...crudRoutes(purchaseOrders),
  ...metainfoOf({
    ...{ definition: PURCHASE_ORDER, scopes: ['purchases'] },
    find: (call) => findRecord(purchaseOrders, call),
  }),
];
