import { closestNames } from '../../../common/text/closest-names.js';
import { bare } from '../../../common/text/folded.js';
import { shownName } from '../../../sdp-api/lookups/shown-name.js';
import type { FieldInfo, FieldType } from '../../../sdp-api/metainfo/field-info.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import type { DateWords } from '../../search/date-words.js';
import { quoted } from '../../text/markdown.js';
import { ToolInputError } from '../tool.errors.js';

interface OwnFieldContext {
  readonly sdp: SdpApi;
  readonly dates: DateWords;
  /** Whose own fields; default `requests`. */
  readonly collection?: string;
}

/**
 * Values of a portal's own fields as SDP takes them, by key. They are given by label or key; what a field holds is told
 * by the portal (`_metainfo`), else by its key. Times are dates, an empty text empties the field.
 *
 * @throws UnknownNameError when there is no such field or value; ToolInputError when a value does not fit
 */
export async function ownFieldValues(
  given: Readonly<Record<string, string>>,
  { sdp, dates, collection = 'requests' }: OwnFieldContext,
): Promise<Record<string, unknown>> {
  const values = new Map<string, unknown>();
  for (const [name, text] of Object.entries(given)) {
    const field = await sdp.fields.resolveUdf(name, collection);
    if (values.has(field.key)) {
      throw new ToolInputError(`udf_fields names the field ${quoted(name)} twice.`, 'Give each field once.');
    }
    values.set(field.key, text === '' ? null : await valueOf(field, text, { sdp, dates, name }));
  }
  return Object.fromEntries(values);
}

interface Reading {
  readonly sdp: SdpApi;
  readonly dates: DateWords;
  /** As the caller calls the field. */
  readonly name: string;
}

type Reader = (text: string, reading: Reading, field: FieldInfo) => unknown;

const READERS: Readonly<Record<FieldType, Reader>> = {
  string: (text, { name }, { values }) => oneOf(text, name, values),
  boolean: (text, { name }) => yesOrNo(name, text),
  integer: (text, { name }) => number(name, text, /^-?\d{1,15}$/, 'a whole number', '42'),
  decimal: (text, { name }) => number(name, text, DECIMAL, 'a number', '42 or 4.2'),
  double: (text, { name }) => number(name, text, DECIMAL, 'a number', '42 or 4.2'),
  date: (text, { dates, name }) => dates.deadline(text, `udf_fields.${name}`, 'any'),
  datetime: (text, { dates, name }) => dates.deadline(text, `udf_fields.${name}`, 'any'),
  lookup,
};

const DECIMAL = /^-?\d{1,15}(?:\.\d{1,10})?$/;

async function valueOf(field: FieldInfo, text: string, reading: Reading): Promise<unknown> {
  return READERS[field.type ?? 'string'](text, reading, field);
}

function number(name: string, text: string, form: RegExp, what: string, example: string): number {
  if (form.test(text.trim())) return Number(text);
  throw new ToolInputError(
    `udf_fields.${shownName(name)} is ${what}, not ${quoted(text)}.`,
    `Write it with digits, such as ${example}.`,
  );
}

function yesOrNo(name: string, text: string): boolean {
  const word = text.trim().toLowerCase();
  if (word === 'true' || word === 'yes') return true;
  if (word === 'false' || word === 'no') return false;
  throw new ToolInputError(
    `udf_fields.${shownName(name)} is yes or no, not ${quoted(text)}.`,
    'Write "true" or "false".',
  );
}

/** The value as the portal spells it, where it tells the values. @throws UnknownNameError */
function oneOf(text: string, name: string, values: readonly string[]): string {
  if (values.length === 0 || values.includes(text)) return text;
  const [same, ...more] = values.filter((value) => bare(value) === bare(text));
  if (same !== undefined && more.length === 0) return same;
  const shown = values.map((value) => shownName(value));
  throw new UnknownNameError(`value of ${shownName(name)}`, shownName(text), closestNames(shown, text), shown);
}

/** People by the directory, everything else by its name: SDP judges it. */
async function lookup(text: string, { sdp, name }: Reading, field: FieldInfo): Promise<object> {
  if (field.lookupEntity === 'technician') return { id: (await sdp.lookups.technician(text)).id };
  if (field.lookupEntity === 'user' || field.lookupEntity === 'requester') {
    const { id, email_id, name: shown } = await sdp.lookups.requester(text);
    if (id !== undefined) return { id };
    return email_id ? { email_id } : { name: shown };
  }
  return { name: oneOf(text, name, field.values) };
}
