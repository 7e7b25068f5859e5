import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { all } from '../../search/clause.js';
import { DateWords } from '../../search/date-words.js';
import { filterClauses } from '../../search/request-filter.js';
import { bulkLine, type BulkResult, bulkText, BulkView } from '../../views/bulk.view.js';
import { defineSdpTool, type SdpToolContext } from '../define-tool.js';
import { confirm, longText, requestId, timeZone, udfFields } from '../params.js';
import { closingFor } from '../requests/close-by-rules.js';
import { resolveFields } from '../requests/resolve-fields.js';
import { ToolInputError } from '../tool.errors.js';
import { applyChange } from './bulk/apply-change.js';
import { type BulkChange, differs, expectedChanges, isFinished } from './bulk/change.js';
import { rowFor } from './bulk/row.js';
import { runBulk } from './bulk/run.js';
import { matchingTargets, MOST_TARGETS, namedTargets, type Targets } from './bulk/targets.js';

/** The names say what they are, and list_requests and update_request describe them: this keeps the list of tools short. */
const plain = z.string().trim().min(1).max(200).optional();

const Filter = z.strictObject({
  ...{ status: plain, priority: plain, technician: plain, group: plain, requester: plain, site: plain },
  ...{ category: plain, overdue: z.boolean().optional() },
  ...{ created_after: plain, created_before: plain, due_before: plain, updated_after: plain },
  udf_fields: z.object({}).catchall(z.string().max(250)).optional(),
});

const Fields = z.strictObject({
  ...{ status: plain, priority: plain, urgency: plain, impact: plain, level: plain, mode: plain, request_type: plain },
  ...{ category: plain, subcategory: plain, item: plain, group: plain, site: plain, technician: plain, due_by: plain },
  udf_fields: udfFields.optional(),
});

const Close = z.strictObject({
  resolution: longText('How they were solved').optional(),
  closure_code: plain,
  closure_comments: plain,
});

const input = z.strictObject({
  request_ids: z
    .array(requestId)
    .min(1)
    .max(MOST_TARGETS)
    .optional()
    .describe('The requests, by number; or use filter'),
  filter: Filter.optional().describe('Instead of request_ids; the same filters as in list_requests'),
  set: Fields.optional().describe('Fields to set, as in update_request; technician and group assign'),
  note: longText('Note to add, private').optional(),
  close: Close.optional().describe('Present: they are closed, as by close_request; {} is enough'),
  dry_run: z.boolean().default(true).describe('false: do it; true: only show what would change'),
  on_error: z.enum(['continue', 'stop']).default('continue').describe('stop: end at the first that is refused'),
  time_zone: timeZone,
  confirm,
});
type Input = z.output<typeof input>;

export const bulkUpdateRequests = defineSdpTool({
  name: 'bulk_update_requests',
  title: 'Change many requests',
  description: [
    'Change, assign, annotate or close up to 100 requests (tickets) at once, named by request_ids or found by filter. For one ticket use update_request, assign_request, close_request or add_note.',
    'First call it as it is: a dry run shows what would change on each. Then call with dry_run: false, the request_ids of the preview, and confirm: true when the person has agreed.',
    'Each ticket gets its own result: done, unchanged, refused with the reason, unknown, or not_tried. What was not tried in time is gone on with by calling again with those numbers. Repeating does no harm: what is done is not done twice.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.UPDATE'],
  operations: [
    ...['requests.list', 'requests.get', 'requests.update', 'requests.notes.list', 'requests.notes.add'],
    ...['requests.resolution.add', 'requests.resolution.get', 'requests.close'],
  ],
  input,
  output: BulkView,

  async handler(args, context) {
    const startedMs = context.clock.nowMs();
    checkArguments(args);
    const [change, targets] = await Promise.all([changeWanted(args, context), targetsOf(args, context)]);
    const { requests, absent, more } = targets;
    const preview = requests.map((request) => previewOf(request, change));
    const concerned = preview.filter(({ result }) => result === 'would_change');
    if (args.dry_run || concerned.length === 0) return answer(args.dry_run, [...preview, ...absent], { more });

    const askedMs = context.clock.nowMs();
    await context.confirm({
      confirmed: args.confirm,
      action: `Change ${concerned.length} request${concerned.length === 1 ? '' : 's'}`,
      preview: concerned.map(bulkLine).join('\n'),
    });
    // The time that the person took is not the call's.
    const begunMs = startedMs + (context.clock.nowMs() - askedMs);
    const { rows, retryAfterSeconds } = await runBulk(
      { requests, apply: (one) => applyChange(one, change, context), onError: args.on_error, startedMs: begunMs },
      context,
    );
    return answer(false, [...rows, ...absent], { more, retryAfterSeconds });
  },

  markdown: bulkText,
});

/** @throws ToolInputError */
function checkArguments({
  request_ids: ids,
  filter,
  set,
  note,
  close,
  dry_run: dryRun,
  confirm: confirmed,
}: Input): void {
  const filtered = filter !== undefined && Object.keys(filter).length > 0;
  if ((ids === undefined) === !filtered) {
    throw new ToolInputError(
      'Which requests are meant is not said in one way.',
      'Give either request_ids or a filter with at least one condition.',
    );
  }
  if (Object.keys(set ?? {}).length === 0 && note === undefined && close === undefined) {
    throw new ToolInputError('There is nothing to change.', 'Give set, note or close.');
  }
  if (!dryRun && confirmed && ids === undefined) {
    throw new ToolInputError(
      'What a filter finds may have changed since the person agreed.',
      'Give the request_ids of the preview instead of filter.',
    );
  }
}

async function changeWanted({ set = {}, note, close, time_zone }: Input, context: SdpToolContext): Promise<BulkChange> {
  const { sdp, clock } = context;
  const [fields, closing] = await Promise.all([
    resolveFields({ ...set, time_zone }, { sdp, now: clock.now() }),
    close && closingFor(close, sdp),
  ]);
  return {
    fields,
    labels: await sdp.fields.labels('requests', fields.udfFields ?? {}),
    note: note === undefined ? undefined : { html: htmlFromText(note), showToRequester: false },
    closing,
  };
}

async function targetsOf(
  { request_ids: ids, filter = {}, time_zone }: Input,
  context: SdpToolContext,
): Promise<Targets> {
  const sdp: SdpApi = context.sdp;
  if (ids) return namedTargets(ids, sdp);
  const now = context.clock.now();
  const found = all(await filterClauses(filter, { sdp, now, dates: new DateWords(now, time_zone) }));
  // Only `status: all` makes no condition of a filter.
  if (!found) throw new ToolInputError('The filter matches every request.', 'Narrow it down.');
  return matchingTargets(found.criterion, sdp);
}

function previewOf(request: Parameters<typeof rowFor>[0], change: BulkChange): BulkResult {
  const changes = differs(request, change) || change.note || (change.closing && !isFinished(request));
  return changes ? rowFor(request, 'would_change', expectedChanges(request, change)) : rowFor(request, 'unchanged');
}

function answer(
  dryRun: boolean,
  results: BulkResult[],
  { more, retryAfterSeconds }: { readonly more: number | undefined; readonly retryAfterSeconds?: number | undefined },
): z.input<typeof BulkView> {
  const counts = { would_change: 0, done: 0, unchanged: 0, refused: 0, unknown: 0, not_tried: 0 };
  for (const { result } of results) counts[result] += 1;
  return {
    ...{ dry_run: dryRun, counts, results },
    ...(more === undefined ? {} : { more_matching: more }),
    ...(retryAfterSeconds === undefined ? {} : { retry_after_seconds: retryAfterSeconds }),
  };
}
