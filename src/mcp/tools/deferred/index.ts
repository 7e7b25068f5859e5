import { cancelDeferredWrite } from './cancel-deferred-write.tool.js';
import { listDeferredWrites } from './list-deferred-writes.tool.js';
import type { Tool } from '../define-tool.js';

/** In the order in which clients see them. */
export const deferredTools: readonly Tool[] = [listDeferredWrites, cancelDeferredWrite];
