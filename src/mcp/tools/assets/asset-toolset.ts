import { ASSETS } from '../../../sdp-api/assets/asset.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for assets are made from. */
export const assetToolset: RecordToolset = {
  module: ASSETS,
  parent: 'asset',
  toolset: 'assets',
  scope: 'SDPOnDemand.assets',
  argNames: { title: 'name' },
  says: {
    title: 'Name, such as LT-042',
    user: 'who uses it',
    location: 'where it stands',
    state: 'state: In Use, In Store, In Repair, Expired or Disposed',
    state_comment: 'why the state changes; told only together with state',
  },
  filters: {
    text: { by: 'words', paths: ['name', 'asset_tag', 'serial_number'] },
    user: { by: 'person', field: 'user', says: 'who uses it' },
    product_type: { by: 'lookup', field: 'product_type', says: 'product type, such as Workstation or Server' },
    product: { by: 'lookup', field: 'product' },
    state: { by: 'lookup', field: 'state' },
    site: { by: 'lookup', field: 'site' },
    department: { by: 'lookup', field: 'department' },
    warranty_before: { by: 'before', field: 'warranty_expires' },
  },
  columns: ['product', 'product_type', 'state', 'user', 'site'],
};
