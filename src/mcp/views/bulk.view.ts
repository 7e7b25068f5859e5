import { z } from 'zod';

import { inline, paragraphs } from '../text/markdown.js';
import { FieldChange } from './field-changes.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** What became of one ticket, or would become of it. */
export const BulkResult = z.object({
  number: z.string(),
  id: z.string().optional(),
  subject: z.string().optional(),
  result: z.enum(['would_change', 'done', 'unchanged', 'refused', 'unknown', 'not_tried']),
  changes: z.array(FieldChange),
  code: z.string().optional(),
  reason: z.string().optional(),
});

export type BulkResult = z.output<typeof BulkResult>;

/** The answer for all of them. */
export const BulkView = z.object({
  dry_run: z.boolean(),
  counts: z.object({
    would_change: z.number(),
    done: z.number(),
    unchanged: z.number(),
    refused: z.number(),
    unknown: z.number(),
    not_tried: z.number(),
  }),
  results: z.array(BulkResult),
  more_matching: z.number().optional(),
  retry_after_seconds: z.number().optional(),
});

export type BulkView = z.output<typeof BulkView>;

const WORDS = {
  would_change: 'would change',
  done: 'done',
  unchanged: 'as asked already',
  refused: 'refused',
  unknown: 'not known whether it was done',
  not_tried: 'not tried',
} as const satisfies Record<BulkResult['result'], string>;

/** One line for one ticket. */
export function bulkLine({ number, subject, result, changes, reason }: BulkResult): string {
  const change = changes
    .map(({ field, before, after }) =>
      before === undefined
        ? `${inline(field, 80)}: ${inline(after ?? null)}`
        : `${inline(field, 80)}: ${inline(before)} → ${inline(after ?? null)}`,
    )
    .join('; ');
  const title = subject === undefined ? '' : ` ${inline(subject, 60)}`;
  return `- ${inline(number, 20)}${title}: ${WORDS[result]}${change === '' ? '' : ` (${change})`}${reason === undefined ? '' : `. ${reason}`}`;
}

export function bulkText({
  dry_run: dryRun,
  counts,
  results,
  more_matching: more,
  retry_after_seconds: wait,
}: BulkView): string {
  const total = (Object.entries(counts) as [BulkResult['result'], number][])
    .filter(([, count]) => count > 0)
    .map(([result, count]) => `${count} ${WORDS[result]}`);
  return paragraphs(
    `${dryRun ? 'Preview, nothing was changed' : 'Changed many requests'}: ${total.join(', ') || 'no request matches'}.`,
    results.map(bulkLine).join('\n'),
    more === undefined ? undefined : `${more} more match; only the first ${results.length} were taken.`,
    dryRun && counts.would_change > 0
      ? `To do it, call again with dry_run: false and request_ids: ${listed(results, 'would_change')}.`
      : undefined,
    counts.not_tried === 0
      ? undefined
      : `To go on${wait === undefined ? '' : ` in ${wait} seconds`}, call again with request_ids: ${listed(results, 'not_tried')}. What is done already is not done twice.`,
    UNTRUSTED_NOTICE,
  );
}

function listed(results: readonly BulkResult[], wanted: BulkResult['result']): string {
  const numbers = results.filter(({ result }) => result === wanted).map(({ number }) => JSON.stringify(number));
  return `[${numbers.join(', ')}]`;
}
