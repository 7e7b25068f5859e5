import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, longText } from '../params.js';
import { TASK_TOOLSETS, taskPlace, taskRef, taskScopes } from './task-params.js';

const Kept = z.object({ id: z.string(), comment_id: z.string() });

export const addTaskComment = defineSdpTool({
  name: 'add_task_comment',
  title: 'Comment on a task',
  description:
    'Add a comment to a task, for the people who work on it. For a note on the request itself use add_note. Comments are read with get_task.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  ...taskScopes('CREATE'),
  operations: taskOperationNames('comments.add', 'comments.list'),
  input: z.strictObject({ ...taskRef, comment: longText('Text of the comment'), idempotencyKey }),
  output: z.object({ id: z.string(), comment_id: z.string() }),

  async handler(args, { sdp }) {
    const place = await taskPlace(args, sdp);
    const written = await sdp.tasks.addComment(place, args.task_id, htmlFromText(args.comment));
    return { id: args.task_id, comment_id: written.id };
  },

  write: {
    keep: ({ id, comment_id }) => ({ id, comment_id }),
    restore: async (kept) => Kept.parse(kept),
    async find(args, { sdp }, sentAt) {
      const place = await taskPlace(args, sdp);
      const found = await sdp.tasks.findComment(place, args.task_id, htmlFromText(args.comment), sentAt);
      return found && { id: args.task_id, comment_id: found.id };
    },
  },

  markdown: ({ id, comment_id: comment }) => `Commented on task ${id} (comment ${comment}).`,
});
