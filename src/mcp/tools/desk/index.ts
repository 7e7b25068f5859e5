import type { Tool } from '../define-tool.js';
import { bulkUpdateRequests } from './bulk-update-requests.tool.js';
import { findSimilar } from './find-similar.tool.js';
import { myQueue } from './my-queue.tool.js';
import { shiftReport } from './shift-report.tool.js';

/** The work of a help desk in one call each, in the order in which clients see them. */
export const deskTools: readonly Tool[] = [myQueue, findSimilar, bulkUpdateRequests, shiftReport];
