import { type EntityDefinition, readable, sparse, writable } from '../../fields/field.js';
import { udfFields } from '../../fields/group-kinds.js';
import { lookup, user } from '../../fields/reference-kinds.js';
import { flag, long, text, time } from '../../fields/scalar-kinds.js';
import { readListInfo } from '../../lists/list-info.js';
import { listRows } from '../../lists/list-rows.js';
import type { Call } from '../../routes/route.js';
import type { LookupRow, Row } from '../../store/rows.js';
import type { Reply } from '../../wire/envelope.js';
import { type CrudCollection, crudRoutes, findRecord } from '../crud-collection.js';
import { metainfoOf } from '../metainfo.js';

const date = { ...time, type: 'date' };
const string = writable(text({ maxLength: 250 }));

/** reference C.7 */
const ASSET: EntityDefinition = {
  entity: 'asset',
  list: 'assets',
  fields: {
    id: readable(text()),
    name: string,
    asset_tag: string,
    barcode: string,
    serial_number: string,
    ip_address: string,
    mac_address: string,
    location: string,
    product: writable(lookup('products')),
    product_type: readable(lookup('product_types')),
    state: writable(lookup('asset_states')),
    vendor: writable(lookup('vendors')),
    department: writable(lookup('departments')),
    site: writable(lookup('sites')),
    user: writable(user),
    purchase_cost: writable(long),
    total_cost: readable(long),
    acquisition_date: writable(date),
    expiry_date: writable(date),
    warranty_expiry: writable(date),
    is_loaned: readable(flag),
    is_in_contract: readable(flag),
    state_history_comments: sparse(text()),
    created_time: readable(time),
    udf_fields: writable(udfFields),
  },
  listColumns: ['id', 'name', 'asset_tag', 'product', 'product_type', 'state', 'user', 'site'],
};

const assets: CrudCollection = {
  name: 'assets',
  scopes: ['assets'],
  definition: ASSET,
  mandatory: ['name', 'product'],
  table: (store) => store.assets,
  blank: ({ store, now }) => ({
    id: store.ids.take(),
    state: store.lookup('asset_states', 'In Store'),
    is_loaned: false,
    is_in_contract: false,
    created_time: now,
    udf_fields: {},
  }),
  saved(asset) {
    asset.product_type = (asset.product as LookupRow).product_type;
    // a comment on the change of state, which the asset itself does not show
    asset.state_history_comments = null;
  },
};

/** The same rows of one product type. The product has them; that the path is this one is our guess (reference C.7). */
const workstations: CrudCollection = {
  ...assets,
  name: 'workstations',
  definition: { ...ASSET, entity: 'workstation', list: 'workstations' },
};

const isWorkstation = (asset: Row): boolean => (asset.product_type as LookupRow | null)?.name === 'Workstation';

const listWorkstations = (call: Call): Reply =>
  listRows(call.store.assets.newestFirst().filter(isWorkstation), workstations.definition, readListInfo(call.input), {
    settings: call.settings,
    viewer: call.caller,
  });

const workstationRoutes = crudRoutes(workstations)
  .filter(({ method }) => method === 'GET')
  .map((route) => (route.operation === 'workstations.list' ? { ...route, answer: listWorkstations } : route));

/** reference C.7, C.13 */
export const assetRoutes = [
  ...crudRoutes(assets),
  ...workstationRoutes,
  ...metainfoOf({ definition: ASSET, scopes: ['assets'], find: (call) => findRecord(assets, call) }),
];
