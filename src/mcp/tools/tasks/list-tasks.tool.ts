import { z } from 'zod';

import type { Criterion } from '../../../sdp-api/criteria.js';
import { taskOperationNames } from '../../../sdp-api/tasks/task.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { pageOf, pageText, PageView } from '../../views/page.view.js';
import { taskLine, TaskRow, taskRow } from '../../views/task.view.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { defineSdpTool } from '../define-tool.js';
import { parentText, ParentView, parentView, recordId } from '../parent-params.js';
import { limit, named, startIndex, technician } from '../params.js';
import { TASK_TOOLSETS, taskModule, taskPlace, taskScopes } from './task-params.js';

export const listTasks = defineSdpTool({
  name: 'list_tasks',
  title: 'List tasks',
  description:
    'List tasks: those of one request, problem, change, release or project when id is given, otherwise tasks of every kind, stand-alone ones too. Open ones unless status says otherwise; owner "me" gives your own. For description and comments use get_task.',
  toolsets: TASK_TOOLSETS,
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...taskScopes('READ'),
  operations: taskOperationNames('list'),
  input: z.strictObject({
    module: taskModule,
    id: recordId('The record whose tasks are wanted').optional(),
    owner: technician.optional(),
    group: named('support group').optional(),
    status: z.enum(['open', 'closed', 'any']).default('open'),
    limit: limit(25, 100),
    start_index: startIndex,
  }),
  output: z.object({ record: ParentView.optional(), tasks: z.array(TaskRow), page: PageView }),

  async handler(args, { sdp, clock }) {
    const [place, owner, group, status] = await Promise.all([
      taskPlace(args, sdp),
      args.owner === undefined ? undefined : sdp.lookups.technician(args.owner),
      args.group === undefined ? undefined : sdp.lookups.group(args.group),
      args.status === 'any' ? undefined : sdp.lookups.statusCriterion(args.status),
    ]);
    const all: Criterion[] = [
      ...(status ? [status] : []),
      ...(owner ? [{ field: 'owner.id', condition: 'is' as const, values: [owner.id] }] : []),
      ...(group ? [is('group', group)] : []),
    ];
    const page = await sdp.tasks.list(place, {
      ...{ startIndex: args.start_index, rowCount: args.limit },
      ...(all.length > 0 && { where: { all } }),
    });
    return {
      ...(place && { record: parentView(place, sdp) }),
      tasks: page.rows.map((task) => taskRow(task, clock.now())),
      page: pageOf(page),
    };
  },

  markdown: ({ record, tasks, page }) =>
    paragraphs(
      record && `Tasks of ${parentText(record)}.`,
      pageText(page, 'tasks'),
      tasks.map(taskLine).join('\n'),
      record?.url,
      tasks.length > 0 ? UNTRUSTED_NOTICE : undefined,
    ),
});

function is(field: string, { id, name }: { readonly id?: string; readonly name?: string | null }): Criterion {
  return id === undefined
    ? { field: `${field}.name`, condition: 'is', values: [name ?? ''] }
    : { field: `${field}.id`, condition: 'is', values: [id] };
}
