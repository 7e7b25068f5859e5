import { z } from 'zod';

import { readText } from '../search/read-all-requests.js';
import { inline, paragraphs, table } from '../text/markdown.js';
import { readableTime } from '../text/times.js';
import { MissingPart, missingText } from '../tools/parts.js';
import { RequestRow, rowsTable } from './request-row.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** What is counted, with what each is called. */
export const SHIFT_MEASURES = {
  opened: 'Opened',
  closed: 'Finished',
  breached: 'Breached',
  at_risk: 'At risk',
  reopened: 'Reopened',
} as const;

export type ShiftMeasure = keyof typeof SHIFT_MEASURES;

const measureNames = Object.keys(SHIFT_MEASURES) as [ShiftMeasure, ...ShiftMeasure[]];
const count = z.number().optional();
const counts = { opened: count, closed: count, breached: count, at_risk: count, reopened: count };

export const ShiftReport = z.object({
  from: z.string(),
  to: z.string(),
  time_zone: z.string(),
  by: z.enum(['group', 'technician']),
  totals: z.object(counts),
  rows: z.array(z.object({ name: z.string(), ...counts })),
  at_risk_requests: z.array(RequestRow),
  read: z.array(
    z.object({
      measure: z.enum(measureNames),
      read: z.number(),
      matching: z.number().optional(),
      complete: z.boolean(),
    }),
  ),
  csv: z.string().optional(),
  missing_parts: z.array(MissingPart),
});

export type ShiftReport = z.output<typeof ShiftReport>;

export function shiftText(report: ShiftReport): string {
  const { from, to, time_zone: zone, by, totals, rows, read, at_risk_requests: atRisk } = report;
  const shown = measureNames.filter((measure) => totals[measure] !== undefined);
  const partial = read.filter(({ complete }) => !complete);
  const cells = (name: string, values: ShiftReport['totals']) => [
    inline(name, 80),
    ...shown.map((measure) => String(values[measure] ?? 0)),
  ];
  return paragraphs(
    `Requests from ${readableTime(from, zone)} to ${readableTime(to, zone)}, by ${by}.`,
    table(
      [by === 'group' ? 'Group' : 'Technician', ...shown.map((measure) => SHIFT_MEASURES[measure])],
      [...rows.map((row) => cells(row.name, row)), cells('Total', totals)],
    ),
    'Breached: due in the period and finished late or still running. At risk: due soon, not finished, clock running. Reopened: reopened ones that were changed in the period, for ServiceDesk Plus does not say when they were reopened.',
    `Rows: ${read.map((one) => `${SHIFT_MEASURES[one.measure].toLowerCase()} ${readText(one)}`).join('; ')}.`,
    partial.length === 0
      ? undefined
      : 'Where not all were read, the numbers by name and those of breached requests cover the oldest that were read; choose a shorter period.',
    atRisk.length === 0 ? undefined : paragraphs('**At risk, due first**', rowsTable(atRisk, zone), UNTRUSTED_NOTICE),
    missingText(report.missing_parts),
    report.csv === undefined ? undefined : `\`\`\`csv\n${report.csv.replaceAll('`', "'")}\n\`\`\``,
  );
}

/** The table as comma-separated values (RFC 4180). */
export function shiftCsv({ by, totals, rows }: Pick<ShiftReport, 'by' | 'totals' | 'rows'>): string {
  const shown = measureNames.filter((measure) => totals[measure] !== undefined);
  const line = (name: string, values: ShiftReport['totals']) =>
    [cell(name), ...shown.map((measure) => String(values[measure] ?? 0))].join(',');
  return [[by, ...shown].join(','), ...rows.map((row) => line(row.name, row)), line('Total', totals)].join('\n');
}

/** Programs take a cell that begins with one of these for a formula; the quote keeps it a text. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
