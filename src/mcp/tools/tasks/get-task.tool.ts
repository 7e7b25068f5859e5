import { z } from 'zod';

import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { taskComment, TaskComment, TaskDetail, taskDetail, taskText } from '../../views/task.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { TASK_TOOLSETS, taskPlace, taskRef, taskScopes } from './task-params.js';

/** Newest comments that are shown. */
const MOST_COMMENTS = 20;

export const getTask = defineSdpTool({
  name: 'get_task',
  title: 'Get a task',
  description:
    'Read one task: what is to be done, by whom and until when, what it belongs to, and its newest comments. Ids are in list_tasks.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...taskScopes('READ'),
  operations: taskOperationNames('get', 'comments.list'),
  input: z.strictObject(taskRef),
  output: z.object({ task: TaskDetail, comments: z.array(TaskComment), missing_parts: z.array(MissingPart) }),

  async handler(args, { sdp, clock, signal }) {
    const place = await taskPlace(args, sdp);
    const parts = new Parts(signal);
    const [task, comments] = await Promise.all([
      sdp.tasks.get(place, args.task_id),
      parts.read('comments', sdp.tasks.listComments(place, args.task_id, { rowCount: MOST_COMMENTS })),
    ]);
    return {
      task: taskDetail(task, clock.now()),
      comments: (comments?.rows ?? []).flatMap((row) => taskComment(row) ?? []),
      missing_parts: parts.missing,
    };
  },

  markdown: ({ task, comments, missing_parts: missing }) =>
    paragraphs(taskText(task, comments), missingText(missing), UNTRUSTED_NOTICE),
});
