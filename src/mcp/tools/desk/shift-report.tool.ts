import { z } from 'zod';

import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import { DateWords } from '../../search/date-words.js';
import { readAllRequests, readCount, type ReadRequests } from '../../search/read-all-requests.js';
import { filterClauses } from '../../search/request-filter.js';
import { isoTime } from '../../text/times.js';
import { nameOf } from '../../views/person.view.js';
import { lookupName, rowOf } from '../../views/request-row.view.js';
import { shiftCsv, type ShiftMeasure, ShiftReport, shiftText } from '../../views/shift-report.view.js';
import { defineSdpTool } from '../define-tool.js';
import { dateWords, named, technician, timeZone } from '../params.js';
import { Parts } from '../parts.js';
import { shiftMeasures } from './shift-measures.js';

/** Requests read for one measure; a longer period is told to be cut. */
const MOST_ROWS = 1_000;
const SHOWN_AT_RISK = 10;

export const shiftReport = defineSdpTool({
  name: 'shift_report',
  title: 'Shift report',
  description: [
    'What happened to requests (tickets) in a period, by group or technician: opened, finished, breached (late), at risk, reopened; for a handover or a weekly look. Says how many rows were read and whether that were all.',
    "For one person's open work use my_queue, for who has room use who_is_free.",
  ].join('\n'),
  toolsets: ['requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ'],
  operations: ['requests.list'],
  input: z.strictObject({
    period: dateWords('Period').default('today').describe('Period: "today", "last 8 hours", "yesterday", "last week"'),
    by: z.enum(['group', 'technician']).default('group').describe('What the numbers are split by'),
    group: named('support group, to report on it alone').optional(),
    technician: technician.optional(),
    at_risk_hours: z.number().int().min(1).max(168).default(4).describe('At risk: due within so many hours from now'),
    csv: z.boolean().default(false).describe('true: the table as CSV text, too'),
    time_zone: timeZone,
  }),
  output: ShiftReport,

  async handler(input, context) {
    const { sdp, clock, signal } = context;
    const now = clock.now();
    const dates = new DateWords(now, input.time_zone);
    const { start, end } = dates.period(input.period, 'period');
    const { group, technician: person } = input;
    const among = (await filterClauses({ group, technician: person }, { sdp, dates, now })).map((one) => one.criterion);
    const measures = await shiftMeasures({ start, end, now, riskHours: input.at_risk_hours, among }, sdp);

    const parts = new Parts(signal);
    const names = Object.keys(measures) as ShiftMeasure[];
    let done = 0;
    const read = await Promise.all(
      names.map(async (measure) => {
        const found = await parts.read(measure, readAllRequests(sdp, measures[measure].where, MOST_ROWS));
        context.progress((done += 1), names.length, `Read ${measure}`);
        if (!found) return undefined;
        const { counts = () => true } = measures[measure];
        const counted = found.rows.filter(counts);
        return { measure, found, counted, total: measures[measure].counts ? counted.length : totalOf(found) };
      }),
    );
    const known = read.filter((one) => one !== undefined);
    const rows = tally(known, input.by);
    const totals = Object.fromEntries(known.map(({ measure, total }) => [measure, total]));
    const atRisk = known.find(({ measure }) => measure === 'at_risk')?.counted ?? [];
    return {
      ...{
        from: isoTime(start.toJSDate()) ?? '',
        to: isoTime(end.toJSDate()) ?? '',
        time_zone: dates.zone,
        by: input.by,
      },
      ...{ totals, rows },
      at_risk_requests: atRisk
        .toSorted((a, b) => (a.due_by_time?.getTime() ?? 0) - (b.due_by_time?.getTime() ?? 0))
        .slice(0, SHOWN_AT_RISK)
        .map((request) => rowOf(request, now)),
      read: known.map(({ measure, found }) => ({ measure, ...readCount(found) })),
      ...(input.csv ? { csv: shiftCsv({ by: input.by, totals, rows }) } : {}),
      missing_parts: parts.missing,
    };
  },

  markdown: shiftText,
});

function totalOf({ rows, matching }: ReadRequests): number {
  return matching ?? rows.length;
}

/** One row a name, the busiest first. */
function tally(
  read: readonly { readonly measure: ShiftMeasure; readonly counted: readonly SdpRequest[] }[],
  by: 'group' | 'technician',
): ShiftReport['rows'] {
  const rows = new Map<string, ShiftReport['rows'][number]>();
  for (const { measure, counted } of read) {
    for (const request of counted) {
      const name = nameFor(request, by);
      const row = rows.get(name) ?? { name, ...Object.fromEntries(read.map((one) => [one.measure, 0])) };
      row[measure] = (row[measure] ?? 0) + 1;
      rows.set(name, row);
    }
  }
  const weight = ({ opened = 0, closed = 0, breached = 0 }: ShiftReport['rows'][number]) => opened + closed + breached;
  return [...rows.values()].toSorted((a, b) => weight(b) - weight(a) || a.name.localeCompare(b.name));
}

function nameFor({ group, technician: person }: SdpRequest, by: 'group' | 'technician'): string {
  if (by === 'group') return lookupName(group) ?? 'no group';
  return person ? nameOf(person) : 'unassigned';
}
