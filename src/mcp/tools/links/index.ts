import type { Tool } from '../define-tool.js';
import { linkRequests } from './link-requests.tool.js';
import { listLinkedRequests } from './list-linked-requests.tool.js';
import { mergeRequests } from './merge-requests.tool.js';
import { unlinkRequests } from './unlink-requests.tool.js';

/** In the order in which clients see them. */
export const linksTools: readonly Tool[] = [listLinkedRequests, linkRequests, unlinkRequests, mergeRequests];
