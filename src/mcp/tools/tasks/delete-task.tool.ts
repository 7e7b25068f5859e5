import { z } from 'zod';

import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import { inline } from '../../text/markdown.js';
import { taskLine, TaskRow, taskRow } from '../../views/task.view.js';
import { defineSdpTool } from '../define-tool.js';
import { confirm } from '../params.js';
import { TASK_TOOLSETS, taskPlace, taskRef, taskScopes } from './task-params.js';

export const deleteTask = defineSdpTool({
  name: 'delete_task',
  title: 'Delete a task',
  description:
    'Delete a task with its comments and worklogs for good. Asks for confirmation with a preview first. To finish a task instead, use update_task with status Closed.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  ...taskScopes('READ', 'DELETE'),
  operations: taskOperationNames('get', 'delete', 'list'),
  input: z.strictObject({ ...taskRef, confirm }),
  output: z.object({ id: z.string(), deleted: TaskRow }),

  async handler(args, context) {
    const { sdp, clock } = context;
    const place = await taskPlace(args, sdp);
    const task = taskRow(await sdp.tasks.get(place, args.task_id), clock.now());
    await context.confirm({
      confirmed: args.confirm,
      action: 'Delete a task with its comments and worklogs for good',
      preview: taskLine(task),
    });
    await sdp.tasks.remove(place, args.task_id);
    return { id: task.id, deleted: task };
  },

  markdown: ({ id, deleted }) => `Deleted the task ${inline(deleted.title)} (${id}).`,
});
