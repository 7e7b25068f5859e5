import { DateTime } from 'luxon';
import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { SdpUser } from '../../../sdp-api/people/user.schema.js';
import type { ParentRef } from '../../../sdp-api/records/parent-ref.js';
import { namesBelow } from '../../../sdp-api/children/operations-below.js';
import { WORKLOG_MODULES } from '../../../sdp-api/worklogs/worklog.operations.js';
import type { SdpWorklog, WorklogFields } from '../../../sdp-api/worklogs/worklog.schema.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { readableTime } from '../../text/times.js';
import { personText } from '../../views/person.view.js';
import { minutesText, WorklogView, worklogView } from '../../views/worklog.view.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { parentParams, parentText, ParentView, parentView } from '../parent-params.js';
import { deferParams, idempotencyKey, longText, technician, timeZone } from '../params.js';
import { MissingPart, missingText, Parts } from '../parts.js';
import { scopesOfParent } from '../scopes-below.js';
import { confirmLong, readTimeSpent, started, timeSpent, workSpan } from './worklog-params.js';

const input = z.strictObject({
  ...parentParams(WORKLOG_MODULES),
  time: timeSpent,
  started: started.optional(),
  description: longText('What was done').optional(),
  technician: technician.default('me'),
  confirm_long: confirmLong,
  time_zone: timeZone,
  idempotencyKey,
  ...deferParams,
});
type Input = z.output<typeof input>;

const Kept = z.object({ id: z.string(), worklog_id: z.string() });

export const logTime = defineSdpTool({
  name: 'log_time',
  title: 'Log time worked',
  description: [
    'Log time worked on a request (ticket) or, with module, on a problem, change, release or task. Times as people write them; without started the work ended now.',
    'More than 10 hours need confirm_long: true. The answer says how much this person logged on it that day in all. To correct an entry use update_worklog.',
  ].join('\n'),
  toolsets: ['core', 'requests', 'problems', 'changes', 'releases', 'tasks'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  ...scopesOfParent(WORKLOG_MODULES, 'READ', 'CREATE'),
  operations: namesBelow(WORKLOG_MODULES, 'worklogs.add', 'worklogs.list', 'worklogs.get'),
  input,
  output: z.object({
    record: ParentView,
    id: z.string(),
    worklog: WorklogView,
    /** Minutes this person has logged on the record on the day the work began; absent when they could not be read. */
    minutes_that_day: z.number().optional(),
    missing_parts: z.array(MissingPart),
  }),

  async handler(args, context) {
    const { sdp, clock } = context;
    const { parent, fields } = await wanted(args, context, clock.now());
    const written = await sdp.worklogs.add(parent, fields);
    return answer(written, { args, parent, ...fields }, context);
  },

  write: {
    keep: ({ id, record }) => ({ id: record.id, worklog_id: id }),
    async restore(kept, args, context) {
      const { worklog_id: id } = Kept.parse(kept);
      const parent = await context.sdp.parents.resolve(args.module, args.id);
      const written = await context.sdp.worklogs.get(parent, id);
      const { owner } = written;
      return answer(written, { args, parent, owner, start: written.start_time ?? context.clock.now() }, context);
    },
    async find(args, context, sentAt) {
      const { parent, fields } = await wanted(args, context, sentAt);
      const found = await context.sdp.worklogs.findAdded(parent, fields, sentAt);
      return found && { id: parent.id, worklog_id: found.id };
    },
    deferral: {
      record: ({ module, id }) => ({ module, id }),
      describe: ({ module, id, time }) => `${inline(time, 20)} of work on ${module} ${inline(id, 80)}`,
    },
  },

  markdown({ record, worklog, minutes_that_day: total, missing_parts: missing }) {
    const who = worklog.technician === undefined ? '' : ` for ${personText(worklog.technician)}`;
    const day = total === undefined ? undefined : `Logged on it that day by this person: ${minutesText(total)} in all.`;
    return paragraphs(
      `Logged ${minutesText(worklog.minutes)} on ${parentText(record)}${who}, ${readableTime(worklog.started_at ?? null)} to ${readableTime(worklog.ended_at ?? null)}. Worklog id ${worklog.id}.`,
      day,
      missingText(missing),
      record.url,
    );
  },
});

async function wanted(
  args: Input,
  { sdp }: SdpToolContext,
  now: Date,
): Promise<{ readonly parent: ParentRef; readonly fields: WorklogFields & { readonly owner: SdpUser } }> {
  const span = workSpan(readTimeSpent(args.time, args.confirm_long), {
    ...{ started: args.started, now, zone: args.time_zone },
  });
  const [parent, owner] = await Promise.all([
    sdp.parents.resolve(args.module, args.id),
    sdp.lookups.technician(args.technician),
  ]);
  const description = args.description === undefined ? undefined : htmlFromText(args.description);
  return { parent, fields: { owner, ...span, ...(description !== undefined && { description }) } };
}

interface Logged {
  readonly args: Input;
  readonly parent: ParentRef;
  readonly owner: SdpUser | null;
  readonly start: Date;
}

/** Worklogs of one record that are added up. */
const MOST_WORKLOGS = 500;

async function answer(written: SdpWorklog, { args, parent, owner, start }: Logged, { sdp, signal }: SdpToolContext) {
  const parts = new Parts(signal);
  const logs = await parts.read('the total of that day', sdp.worklogs.all(parent, MOST_WORKLOGS));
  if (logs && !logs.complete) {
    parts.missing.push({
      ...{ part: 'the total of that day', code: 'TOO_MANY' },
      reason: `The record has more than ${MOST_WORKLOGS} worklogs.`,
    });
  }
  const minutes = logs?.complete ? minutesOn(logs.rows, start, args.time_zone, owner) : undefined;
  return {
    record: parentView(parent, sdp),
    id: written.id,
    worklog: worklogView(written),
    ...(minutes !== undefined && { minutes_that_day: minutes }),
    missing_parts: parts.missing,
  };
}

function minutesOn(rows: readonly SdpWorklog[], at: Date, zone: string, owner: SdpUser | null): number {
  const day = (time: Date): string | null => DateTime.fromJSDate(time, { zone }).toISODate();
  const ms = rows
    .filter(({ owner: by, start_time: start }) => by?.id === owner?.id && start !== null && day(start) === day(at))
    .reduce((sum, { spentMs }) => sum + (spentMs ?? 0), 0);
  return Math.round(ms / 60_000);
}
