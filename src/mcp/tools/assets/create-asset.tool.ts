import { createRecord } from '../records/create-record.js';
import { assetToolset } from './asset-toolset.js';

export const createAsset = createRecord(assetToolset, {
  description:
    'Add an asset. Name and product are needed; names are enough everywhere. Calling twice adds two assets, unless both calls have the same idempotencyKey.',
  needs: ['title', 'product'],
});
