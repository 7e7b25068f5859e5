import { z } from 'zod';

import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import type { TaskFields } from '../../../sdp-api/tasks/task.schema.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { TaskDetail, taskDetail, taskText } from '../../views/task.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { shortText } from '../params.js';
import { ToolInputError } from '../tool.errors.js';
import { TASK_TOOLSETS, taskFieldParams, taskFields, taskPlace, taskRef, taskScopes } from './task-params.js';

/** Fields that can be emptied, with their names in the API. */
const CLEARABLE = {
  ...{ description: 'description', owner: 'owner', group: 'group', priority: 'priority', estimate: 'estimateMinutes' },
  ...{ scheduled_start: 'scheduledStart', scheduled_end: 'scheduledEnd' },
  ...{ actual_start: 'actualStart', actual_end: 'actualEnd' },
} as const satisfies Partial<Record<keyof typeof taskFieldParams, keyof TaskFields>>;

const clearableNames = Object.keys(CLEARABLE) as [keyof typeof CLEARABLE, ...(keyof typeof CLEARABLE)[]];

export const updateTask = defineSdpTool({
  name: 'update_task',
  title: 'Update a task',
  description:
    'Change a task: status, owner, percentage, times or anything else. Only what is given changes; clear_fields empties fields. To finish a task set status to Closed. The status is read back.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...taskScopes('UPDATE'),
  operations: taskOperationNames('get', 'update'),
  input: z.strictObject({
    ...taskRef,
    title: shortText('Title, one line').optional(),
    ...taskFieldParams,
    clear_fields: z.array(z.enum(clearableNames)).max(9).default([]).describe('Fields to empty'),
  }),
  output: z.object({ id: z.string(), task: TaskDetail, warnings: z.array(z.string()) }),

  async handler(args, { sdp, clock }) {
    const both = args.clear_fields.filter((name) => args[name] !== undefined);
    if (both.length > 0) {
      throw new ToolInputError(`${both.join(', ')} cannot be set and emptied at once.`, 'Do one of the two.');
    }
    const [place, set] = await Promise.all([taskPlace(args, sdp), taskFields(args, sdp, clock.now())]);
    const fields = { ...set, ...Object.fromEntries(args.clear_fields.map((name) => [CLEARABLE[name], null])) };
    if (Object.keys(fields).length === 0) {
      throw new ToolInputError('There is nothing to change.', 'Give at least one field besides task_id.');
    }
    const task = await sdp.tasks.update(place, args.task_id, fields);
    const { status: wanted } = set;
    const moved = wanted === undefined || isSame(task.status, wanted);
    const detail = taskDetail(task, clock.now());
    return {
      id: task.id,
      task: detail,
      warnings: moved
        ? []
        : [
            `ServiceDesk Plus took the call and left the status at ${inline(detail.status)}: a rule of the portal may want more first, such as other tasks or a worklog.`,
          ],
    };
  },

  markdown: ({ task, warnings }) => paragraphs('Changed.', ...warnings, taskText(task), UNTRUSTED_NOTICE),
});

function isSame(
  present: { readonly id: string; readonly name: string | null } | null,
  { id, name }: { readonly id?: string; readonly name?: string | null },
): boolean {
  return id === undefined ? present?.name?.toLowerCase() === name?.toLowerCase() : present?.id === id;
}
