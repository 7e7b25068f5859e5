import { z } from 'zod';

import type { SdpUser } from '../../sdp-api/people/user.schema.js';
import type { RecordField, RecordModule, SdpRecord } from '../../sdp-api/records/record-module.js';
import type { Lookup } from '../../sdp-api/wire/values.js';
import { cleanLine } from '../text/clean-text.js';
import { Fence } from '../text/fence.js';
import { facts, inline, table } from '../text/markdown.js';
import { TicketText, ticketText } from '../text/ticket-text.js';
import { isoTime, readableDay, readableTime } from '../text/times.js';
import { type OwnFieldLabels, ownFieldsOf, ownFieldsText, OwnFieldView } from './own-fields.view.js';
import { nameOf, personOf, personText, PersonView } from './person.view.js';
import { section } from './request-detail.text.js';
import { lookupName } from './request-row.view.js';

/** Longest text of a record that is shown, in characters. */
const MAX_TEXT = 8_000;

/** A record as tools show it. Keys beside these are the module's fields; what is empty is left out. */
export type RecordView = Readonly<Record<string, unknown>> & { readonly id: string; readonly title: string };

const listed = ({ fields }: RecordModule): [string, RecordField][] =>
  Object.entries(fields).filter(([name, field]) => name !== 'title' && field.detailOnly !== true && !field.event);

const detailed = ({ fields }: RecordModule): [string, RecordField][] =>
  Object.entries(fields).filter(([name, field]) => name !== 'title' && !field.event);

/** Schema of a row of a list. */
export function recordRow(module: RecordModule): z.ZodObject {
  const fields = listed(module).map(([name, { kind }]) => [
    name,
    (kind === 'flag' ? z.boolean() : kind === 'number' ? z.number() : z.string()).optional(),
  ]);
  return z.object({ number: z.string().optional(), id: z.string(), title: z.string(), ...Object.fromEntries(fields) });
}

/** Schema of a whole record. */
export function recordDetail(module: RecordModule): z.ZodObject {
  const fields = detailed(module).map(([name, { kind }]) => [name, DETAIL_SCHEMAS[kind].optional()]);
  return z.object({
    number: z.string().optional(),
    id: z.string(),
    title: z.string(),
    ...Object.fromEntries(fields),
    udf_fields: z.array(OwnFieldView),
  });
}

const DETAIL_SCHEMAS: Readonly<Record<RecordField['kind'], z.ZodType>> = {
  text: z.string(),
  html: TicketText,
  flag: z.boolean(),
  number: z.number(),
  lookup: z.string(),
  user: PersonView,
  time: z.string(),
  date: z.string(),
  refs: z.array(z.string()),
};

/** A record as a row of a list; names and texts of one line only. */
export function recordRowOf(module: RecordModule, record: SdpRecord): RecordView {
  return { ...namesOf(record), ...shown(listed(module), (name, { kind }) => rowValue(kind, record.values[name])) };
}

/** A record with everything that was read of it. */
export function recordDetailOf(module: RecordModule, record: SdpRecord, labels: OwnFieldLabels): RecordView {
  return {
    ...namesOf(record),
    ...shown(detailed(module), (name, { kind }) => detailValue(kind, record.values[name])),
    udf_fields: ownFieldsOf(record.udfFields, labels),
  };
}

/** What a field says, as one line; undefined when it is empty or a long text. */
export function lineOf(record: SdpRecord, name: string, { kind }: RecordField): string | undefined {
  if (kind === 'html') return undefined;
  const value = rowValue(kind, record.values[name]);
  return value === undefined ? undefined : cleanLine(typeof value === 'boolean' ? yesNo(value) : String(value));
}

function namesOf({ id, number, values }: SdpRecord): { number?: string; id: string; title: string } {
  const title = values['title'];
  return {
    ...(number === null ? {} : { number: cleanLine(number, 20) }),
    id,
    title: cleanLine(typeof title === 'string' ? title : ''),
  };
}

function shown(
  fields: readonly [string, RecordField][],
  value: (name: string, field: RecordField) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(
    fields.map(([name, field]) => [name, value(name, field)] as const).filter(([, one]) => one !== undefined),
  );
}

function rowValue(kind: RecordField['kind'], value: unknown): string | number | boolean | undefined {
  if (value === null || value === undefined) return undefined;
  switch (kind) {
    case 'text':
      return cleanLine(value as string, 500);
    case 'html':
      return cleanLine(ticketText(value as string, { max: 500, trim: false })?.untrusted_text ?? '', 500) || undefined;
    case 'flag':
      return value as boolean;
    case 'number':
      return value as number;
    case 'lookup':
      return lookupName(value as Lookup);
    case 'user':
      return nameOf(value as SdpUser);
    case 'time':
    case 'date':
      return isoTime(value as Date) ?? undefined;
    case 'refs':
      return (value as readonly Lookup[]).map((one) => lookupName(one)).join(', ') || undefined;
  }
}

function detailValue(kind: RecordField['kind'], value: unknown): unknown {
  if (value === null || value === undefined) return undefined;
  if (kind === 'html') return ticketText(value as string, { max: MAX_TEXT, trim: false }) ?? undefined;
  if (kind === 'user') return personOf(value as SdpUser);
  if (kind === 'refs') return (value as readonly Lookup[]).map((one) => lookupName(one));
  return rowValue(kind, value);
}

/** Rows as a Markdown table. @param columns fields after number and title */
export function recordsTable(module: RecordModule, rows: readonly RecordView[], columns: readonly string[]): string {
  const numbered = rows.some(({ number }) => number !== undefined);
  return table(
    [numbered ? 'Number' : 'Id', 'Title', ...columns.map(heading)],
    rows.map((row) => [
      inline((row['number'] as string | undefined) ?? row.id),
      inline(row.title, 100),
      ...columns.map((name) => cell(module.fields[name]?.kind, row[name])),
    ]),
  );
}

function cell(kind: RecordField['kind'] | undefined, value: unknown): string {
  if (kind === 'date') return readableDay((value as string | undefined) ?? null);
  if (kind === 'time') return readableTime((value as string | undefined) ?? null);
  if (typeof value === 'boolean') return yesNo(value);
  return inline(plain(value), 60);
}

/** The short fields as a list, the long ones fenced below. */
export function recordText(module: RecordModule, view: RecordView, fence = new Fence()): (string | undefined)[] {
  const { number, id, title } = view as { number?: string; id: string; title: string };
  const fields = detailed(module);
  const own = (view['udf_fields'] as OwnFieldView[] | undefined) ?? [];
  return [
    `# ${heading(module.noun)} ${inline(number ?? '')}: ${inline(title, 250)}`.replace(' –:', ':'),
    facts([
      ...fields
        .filter(([, { kind }]) => kind !== 'html')
        .map(([name, { kind }]) => [heading(name), factOf(kind, view[name])] as const),
      ['Own fields', ownFieldsText(own)],
      ['Id', id],
    ]),
    ...fields
      .filter(([, { kind }]) => kind === 'html')
      .map(([name]) => section(heading(name), view[name] as TicketText | undefined, fence)),
  ];
}

function factOf(kind: RecordField['kind'], value: unknown): string | undefined {
  if (value === undefined) return undefined;
  if (kind === 'user') return personText(value as PersonView);
  if (kind === 'date') return readableDay(value as string);
  if (kind === 'time') return readableTime(value as string);
  if (kind === 'refs') return (value as string[]).map((one) => inline(one)).join(', ') || undefined;
  return typeof value === 'boolean' ? yesNo(value) : inline(plain(value), 500);
}

/** Texts and numbers; the fields of a view hold nothing else here. */
function plain(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' ? value : null;
}

const yesNo = (value: boolean): string => (value ? 'yes' : 'no');

function heading(name: string): string {
  const words = name.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
