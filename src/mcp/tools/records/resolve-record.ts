import { DateTime } from 'luxon';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { LookupRef } from '../../../sdp-api/lookups/lookup-ref.js';
import type { UserRef } from '../../../sdp-api/people/user.schema.js';
import type { RecordChanges, RecordField, SdpRecord } from '../../../sdp-api/records/record-module.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { UnknownNameError } from '../../../sdp-api/sdp-input.errors.js';
import { DateWords } from '../../search/date-words.js';
import { cleanLine } from '../../text/clean-text.js';
import { ownFieldValues } from '../requests/own-field-values.js';
import { anybody } from '../anybody.js';
import { classify } from '../requests/resolve-fields.js';
import { argOf, type RecordToolset, writtenIn } from './record-toolset.js';

/** Arguments of a tool that writes, parsed. */
export type RecordArgs = Readonly<Record<string, unknown>>;

interface Reading {
  readonly sdp: SdpApi;
  readonly dates: DateWords;
}

export interface ResolveContext {
  readonly sdp: SdpApi;
  readonly now: Date;
  /** The record that is changed; absent for a new one. Its category is where a subcategory hangs. */
  readonly present?: SdpRecord;
}

/**
 * Turns names, mail addresses and dates into what SDP takes.
 *
 * @throws UnknownNameError, AmbiguousNameError with the closest names; ToolInputError for arguments that contradict
 */
export async function resolveRecord(
  toolset: RecordToolset,
  args: RecordArgs,
  { sdp, now, present }: ResolveContext,
): Promise<RecordChanges> {
  const dates = new DateWords(now, (args['time_zone'] as string | undefined) ?? 'UTC');
  const reading: Reading = { sdp, dates };
  const given = writtenIn(toolset, present ? 'update' : 'create').filter(
    ([name]) => args[argOf(toolset, name)] !== undefined,
  );
  const plain = given.filter(([name]) => !CLASSIFIED.has(name));
  const [values, classified, udfFields] = await Promise.all([
    Promise.all(
      plain.map(
        async ([name, field]) => [name, await valueOf(name, field, args[argOf(toolset, name)], reading)] as const,
      ),
    ),
    given.length > plain.length ? classification(args, sdp, present) : {},
    args['udf_fields'] === undefined
      ? undefined
      : ownFieldValues(args['udf_fields'] as Record<string, string>, {
          sdp,
          dates,
          collection: toolset.module.collection,
        }),
  ]);
  return { values: { ...Object.fromEntries(values), ...classified }, udfFields };
}

/** Looked up one below the other. */
const CLASSIFIED = new Set(['category', 'subcategory', 'item']);

function classification(args: RecordArgs, sdp: SdpApi, present: SdpRecord | undefined) {
  const { category, subcategory, item } = args as { category?: string; subcategory?: string; item?: string };
  const above = present && {
    category: present.values['category'] as LookupRef | null,
    subcategory: present.values['subcategory'] as LookupRef | null,
  };
  return classify({ category, subcategory, item }, sdp, above);
}

/** Names of times at which something has happened: "Monday" is the last one there, and the coming one elsewhere. */
const HAPPENED = /^(?:actual|created|closed|completed|reported|acquired|active_from)/;

const whenOf = (name: string): 'any' | 'ahead' => (HAPPENED.test(name) ? 'any' : 'ahead');

async function valueOf(name: string, field: RecordField, given: unknown, { sdp, dates }: Reading): Promise<unknown> {
  switch (field.kind) {
    case 'text':
      return cleanLine(given as string, 2_000);
    case 'html':
      return htmlFromText(given as string);
    case 'flag':
    case 'number':
      return given;
    case 'lookup':
      return lookup(name, field, given as string, sdp);
    case 'user':
      return person(field, given as string, sdp);
    case 'time':
      return field.moment === 'start'
        ? dates.period(given as string, name, whenOf(name)).start.toJSDate()
        : dates.deadline(given as string, name, whenOf(name));
    case 'date':
      return noonOf(dates.period(given as string, name, whenOf(name)).start);
    case 'refs':
      throw new TypeError(`${name} is not written`);
  }
}

/** @throws UnknownNameError also where SDP would take no name and the id is not known */
async function lookup(name: string, { values, idOnly }: RecordField, text: string, sdp: SdpApi): Promise<LookupRef> {
  if (values === undefined) return { name: text };
  const found = await sdp.lookups.value(values, text);
  if (idOnly !== true || found.id !== undefined) return found;
  const seen = (await sdp.metadata.list(values)).map((row) => cleanLine(row.name, 80));
  throw new UnknownNameError(name, text, [], seen);
}

/** Technicians are looked for first: those who ask for changes or report problems mostly are. */
async function person({ technician }: RecordField, text: string, { lookups }: SdpApi): Promise<UserRef> {
  return technician ? lookups.technician(text) : anybody(text, { lookups });
}

/** A day as the instant that lies in it in nearly every time zone: which one the portal reads it in is not known. */
export function noonOf(day: DateTime): Date {
  return DateTime.utc(day.year, day.month, day.day, 12).toJSDate();
}
