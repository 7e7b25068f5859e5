import { createAsset } from './create-asset.tool.js';
import { deleteAsset } from './delete-asset.tool.js';
import { getAsset } from './get-asset.tool.js';
import { getWorkstation } from './get-workstation.tool.js';
import { listAssets } from './list-assets.tool.js';
import { listWorkstations } from './list-workstations.tool.js';
import { updateAsset } from './update-asset.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const assetTools: readonly Tool[] = [
  listAssets,
  getAsset,
  createAsset,
  updateAsset,
  deleteAsset,
  listWorkstations,
  getWorkstation,
];
