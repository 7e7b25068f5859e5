import type { Tool } from '../define-tool.js';
import { addTaskComment } from './add-task-comment.tool.js';
import { createTask } from './create-task.tool.js';
import { deleteTask } from './delete-task.tool.js';
import { deleteWorklog } from './delete-worklog.tool.js';
import { getTask } from './get-task.tool.js';
import { listTasks } from './list-tasks.tool.js';
import { listWorklogs } from './list-worklogs.tool.js';
import { logTime } from './log-time.tool.js';
import { updateTask } from './update-task.tool.js';
import { updateWorklog } from './update-worklog.tool.js';

/** In the order in which clients see them. */
export const workTools: readonly Tool[] = [
  ...[logTime, listWorklogs, updateWorklog, deleteWorklog],
  ...[listTasks, getTask, createTask, updateTask, deleteTask, addTaskComment],
];
