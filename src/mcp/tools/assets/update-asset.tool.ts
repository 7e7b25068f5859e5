import { updateRecord } from '../records/update-record.js';
import { assetToolset } from './asset-toolset.js';

export const updateAsset = updateRecord(assetToolset, {
  description:
    'Change fields of an asset, such as its state or who uses it. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
  fixed: ['title', 'product'],
});
