import { z } from 'zod';

import { namesBelow } from '../../../sdp-api/children/operations-below.js';
import { WORKLOG_MODULES } from '../../../sdp-api/worklogs/worklog.operations.js';
import { paragraphs } from '../../text/markdown.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { worklogLine, WorklogView, worklogView } from '../../views/worklog.view.js';
import { defineSdpTool } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView, rowId } from '../parent-params.js';
import { confirm } from '../params.js';
import { scopesOfParent } from '../scopes-below.js';

export const deleteWorklog = defineSdpTool({
  name: 'delete_worklog',
  title: 'Delete logged time',
  description:
    'Delete an entry of logged time for good. Asks for confirmation with a preview first. To correct one instead, use update_worklog. Ids are in list_worklogs.',
  toolsets: ['requests', 'problems', 'changes', 'releases', 'tasks'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  ...scopesOfParent(WORKLOG_MODULES, 'READ', 'DELETE'),
  operations: namesBelow(WORKLOG_MODULES, 'worklogs.get', 'worklogs.delete', 'worklogs.list'),
  input: z.strictObject({
    ...parentParams(WORKLOG_MODULES),
    worklog_id: rowId('Id of the worklog, from list_worklogs'),
    confirm,
  }),
  output: z.object({ record: ParentView, id: z.string(), deleted: WorklogView }),

  async handler(args, context) {
    const { sdp } = context;
    const parent = await sdp.parents.resolve(args.module, args.id);
    const worklog = worklogView(await sdp.worklogs.get(parent, args.worklog_id));
    const record = parentView(parent, sdp);
    await context.confirm({
      confirmed: args.confirm,
      action: `Delete a worklog of ${parentText(record)} for good`,
      preview: worklogLine(worklog),
    });
    await sdp.worklogs.remove(parent, args.worklog_id);
    return { record, id: worklog.id, deleted: worklog };
  },

  markdown: ({ record, deleted }) =>
    paragraphs(`Deleted from ${parentText(record)}:`, worklogLine(deleted), record.url, UNTRUSTED_NOTICE),
});
