import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import { namesBelow } from '../../../sdp-api/children/operations-below.js';
import { WORKLOG_MODULES } from '../../../sdp-api/worklogs/worklog.operations.js';
import type { SdpWorklog } from '../../../sdp-api/worklogs/worklog.schema.js';
import { paragraphs } from '../../text/markdown.js';
import { UNTRUSTED_NOTICE } from '../../views/untrusted-notice.js';
import { worklogLine, WorklogView, worklogView } from '../../views/worklog.view.js';
import { defineSdpTool } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView, rowId } from '../parent-params.js';
import { longText, technician, timeZone } from '../params.js';
import { scopesOfParent } from '../scopes-below.js';
import { ToolInputError } from '../tool.errors.js';
import { confirmLong, readTimeSpent, type Span, started, timeSpent, workSpan } from './worklog-params.js';

const input = z.strictObject({
  ...parentParams(WORKLOG_MODULES),
  worklog_id: rowId('Id of the worklog, from list_worklogs'),
  time: timeSpent.optional(),
  started: started.optional(),
  description: longText('What was done').optional(),
  technician: technician.optional(),
  confirm_long: confirmLong,
  time_zone: timeZone,
});
type Input = z.output<typeof input>;

export const updateWorklog = defineSdpTool({
  name: 'update_worklog',
  title: 'Correct logged time',
  description:
    'Correct an entry of logged time: how long, when, who or what. Only what is given changes; a new time keeps the start, a new start keeps the time. Ids are in list_worklogs.',
  toolsets: ['requests', 'problems', 'changes', 'releases', 'tasks'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  ...scopesOfParent(WORKLOG_MODULES, 'READ', 'UPDATE'),
  operations: namesBelow(WORKLOG_MODULES, 'worklogs.get', 'worklogs.update'),
  input,
  output: z.object({ record: ParentView, id: z.string(), before: WorklogView, after: WorklogView }),

  async handler(args, { sdp, clock }) {
    const { time, started: begun, description, technician: whom } = args;
    if ([time, begun, description, whom].every((one) => one === undefined)) {
      throw new ToolInputError('There is nothing to change.', 'Give time, started, description or technician.');
    }
    const ms = time === undefined ? undefined : readTimeSpent(time, args.confirm_long);
    const [parent, owner] = await Promise.all([
      sdp.parents.resolve(args.module, args.id),
      whom === undefined ? undefined : sdp.lookups.technician(whom),
    ]);
    const before = await sdp.worklogs.get(parent, args.worklog_id);
    const span = newSpan(before, ms, args, clock.now());
    const after = await sdp.worklogs.update(parent, args.worklog_id, {
      ...span,
      ...(owner && { owner }),
      ...(description !== undefined && { description: htmlFromText(description) }),
    });
    return {
      record: parentView(parent, sdp),
      id: after.id,
      before: worklogView(before),
      after: worklogView(after),
    };
  },

  markdown: ({ record, before, after }) =>
    paragraphs(
      `Corrected a worklog of ${parentText(record)}.`,
      [`Before:`, worklogLine(before), `Now:`, worklogLine(after)].join('\n'),
      record.url,
      UNTRUSTED_NOTICE,
    ),
});

/** @throws ToolInputError when the entry has no times of its own to keep */
function newSpan(before: SdpWorklog, ms: number | undefined, args: Input, now: Date): Partial<Span> {
  if (ms === undefined && args.started === undefined) return {};
  const length = ms ?? before.spentMs;
  if (length === null || length === undefined) {
    throw new ToolInputError('The entry does not say how long it took.', 'Give time together with started.');
  }
  if (args.started !== undefined) return workSpan(length, { started: args.started, now, zone: args.time_zone });
  if (before.start_time === null) return workSpan(length, { started: undefined, now, zone: args.time_zone });
  return { start: before.start_time, end: new Date(before.start_time.getTime() + length) };
}
