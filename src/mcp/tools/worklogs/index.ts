import type { Tool } from '../define-tool.js';
import { deleteWorklog } from './delete-worklog.tool.js';
import { listWorklogs } from './list-worklogs.tool.js';
import { logTime } from './log-time.tool.js';
import { updateWorklog } from './update-worklog.tool.js';

/** In the order in which clients see them. */
export const worklogTools: readonly Tool[] = [logTime, listWorklogs, updateWorklog, deleteWorklog];
