import { getFields } from './get-fields.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const adminDataTools: readonly Tool[] = [getFields];
