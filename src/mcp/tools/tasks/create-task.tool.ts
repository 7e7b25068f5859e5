import { z } from 'zod';

import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { TaskDetail, taskDetail, taskText } from '../../views/task.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { recordId } from '../parent-params.js';
import { idempotencyKey, shortText } from '../params.js';
import { TASK_TOOLSETS, taskFieldParams, taskFields, taskModule, taskPlace, taskScopes } from './task-params.js';

const Kept = z.object({ id: z.string() });

export const createTask = defineSdpTool({
  name: 'create_task',
  title: 'Create a task',
  description:
    'Create a task on a request, problem, change, release or project, or without id a stand-alone one. Only the title is needed; names, mail addresses and dates as people write them are enough.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  ...taskScopes('CREATE'),
  operations: taskOperationNames('create', 'list', 'get'),
  input: z.strictObject({
    module: taskModule,
    id: recordId('The record it belongs to; left out: a stand-alone task').optional(),
    title: shortText('Title, one line'),
    ...taskFieldParams,
    idempotencyKey,
  }),
  output: z.object({ id: z.string(), task: TaskDetail }),

  async handler(args, { sdp, clock }) {
    const [place, fields] = await Promise.all([taskPlace(args, sdp), taskFields(args, sdp, clock.now())]);
    const task = await sdp.tasks.add(place, fields);
    return { id: task.id, task: taskDetail(task, clock.now()) };
  },

  write: {
    keep: ({ id }) => ({ id }),
    async restore(kept, args, { sdp, clock }) {
      const task = await sdp.tasks.get(await taskPlace(args, sdp), Kept.parse(kept).id);
      return { id: task.id, task: taskDetail(task, clock.now()) };
    },
    async find(args, { sdp, clock }, sentAt) {
      const [place, fields] = await Promise.all([taskPlace(args, sdp), taskFields(args, sdp, clock.now())]);
      const found = await sdp.tasks.findAdded(place, fields, sentAt);
      return found && { id: found.id };
    },
  },

  markdown: ({ task }) => paragraphs('Created.', taskText(task), UNTRUSTED_NOTICE),
});
