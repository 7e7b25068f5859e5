import type { Task } from '../task.js';
import { moduleTasks } from './modules.js';
import { readingTasks } from './reading.js';
import { planTasks } from './plans.js';
import { thingTasks } from './things.js';
import { workTasks } from './work.js';
import { writingTasks } from './writing.js';

/** The tasks, in the order of the report. */
export const tasks: readonly Task[] = [
  ...readingTasks,
  ...writingTasks,
  ...workTasks,
  ...moduleTasks,
  ...planTasks,
  ...thingTasks,
];
