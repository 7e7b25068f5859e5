import { listRecords } from '../records/list-records.js';
import { assetToolset } from './asset-toolset.js';

export const listAssets = listRecords(assetToolset, {
  description:
    'List assets (workstations, servers, printers, phones…), narrowed by words, user, product type, product, state, site, department or end of warranty. All filters must hold; names are enough. For one asset with costs and dates, use get_asset.',
});
