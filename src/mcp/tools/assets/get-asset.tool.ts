import { getRecord } from '../records/get-record.js';
import { assetToolset } from './asset-toolset.js';

export const getAsset = getRecord(assetToolset, {
  description:
    'Read one asset: product, state, who uses it, where it stands, network addresses, costs, warranty and own fields. To see whose assets there are, use list_assets.',
});
