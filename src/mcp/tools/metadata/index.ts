import { getMetadata } from './get-metadata.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const metadataTools: readonly Tool[] = [getMetadata];
