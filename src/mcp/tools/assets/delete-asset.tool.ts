import { deleteRecord } from '../records/delete-record.js';
import { assetToolset } from './asset-toolset.js';

export const deleteAsset = deleteRecord(assetToolset, {
  description:
    'Delete an asset for good. Asks for confirmation with a preview first. For one that is no longer used, set its state to Disposed with update_asset instead.',
});
