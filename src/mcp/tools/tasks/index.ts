import type { Tool } from '../define-tool.js';
import { addTaskComment } from './add-task-comment.tool.js';
import { createTask } from './create-task.tool.js';
import { deleteTask } from './delete-task.tool.js';
import { getTask } from './get-task.tool.js';
import { listTasks } from './list-tasks.tool.js';
import { updateTask } from './update-task.tool.js';

/** In the order in which clients see them. */
export const taskTools: readonly Tool[] = [listTasks, getTask, createTask, updateTask, deleteTask, addTaskComment];
