import { createCmdbItem } from './create-cmdb-item.tool.js';
import { deleteCmdbItem } from './delete-cmdb-item.tool.js';
import { getCmdbItem } from './get-cmdb-item.tool.js';
import { listCmdbItems } from './list-cmdb-items.tool.js';
import { updateCmdbItem } from './update-cmdb-item.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const cmdbTools: readonly Tool[] = [listCmdbItems, getCmdbItem, createCmdbItem, updateCmdbItem, deleteCmdbItem];
