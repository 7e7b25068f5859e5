import { z } from 'zod';

import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';
import type { FieldChange } from './field-changes.view.js';

/** Own fields that are shown of one record. */
const MOST_FIELDS = 40;
/** Longest value, in characters. */
const MAX_VALUE = 500;
const MAX_LABEL = 80;

/** One of the portal's own fields with its value. */
export const OwnFieldView = z.object({
  /** Its key, by which every tool takes it. */
  field: z.string(),
  /** What people see in the form; absent where the portal does not tell. */
  label: z.string().optional(),
  untrusted_text: z.string(),
});

export type OwnFieldView = z.output<typeof OwnFieldView>;

/** Labels of own fields by key. */
export type OwnFieldLabels = ReadonlyMap<string, string>;

type OwnFields = Readonly<Record<string, unknown>>;

/** Those that have a value, as texts. */
export function ownFieldsOf(fields: OwnFields, labels: OwnFieldLabels): OwnFieldView[] {
  return Object.entries(fields)
    .filter(([key, value]) => value !== null && value !== '' && isKey(key))
    .slice(0, MOST_FIELDS)
    .map(([key, value]) => ({ ...named(key, labels), untrusted_text: valueText(value) }));
}

/** `Floor (udf_long1) = 3; …`; undefined when there are none. */
export function ownFieldsText(fields: readonly OwnFieldView[]): string | undefined {
  const texts = fields.map((one) => `${inline(nameOf(one), 150)} = ${inline(one.untrusted_text, 200)}`);
  return texts.join('; ') || undefined;
}

/**
 * Own fields that say something else after a write.
 *
 * @param asked keys of those that were to change; others count only when they have a value afterwards, since the answer
 * to a write may leave out what it did not touch
 */
export function ownFieldChanges(
  [before, after]: readonly [OwnFields, OwnFields],
  asked: readonly string[],
  labels: OwnFieldLabels,
): FieldChange[] {
  const keys = [...new Set([...asked, ...Object.keys(after)])].filter(isKey);
  return keys.flatMap((key) => {
    const [was, is] = [textOf(before[key]), textOf(after[key])];
    if (was === is || (is === undefined && !asked.includes(key))) return [];
    return [
      {
        field: ownFieldName(key, labels),
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

function named(key: string, labels: OwnFieldLabels): { readonly field: string; readonly label?: string } {
  const label = labels.get(key);
  return { field: key, ...(label === undefined ? {} : { label: cleanLine(label, MAX_LABEL) }) };
}

/** `Floor (udf_long1)`: label and key, because two fields can have one label. */
export function ownFieldName(key: string, labels: OwnFieldLabels): string {
  return nameOf(named(key, labels));
}

function nameOf({ field, label }: Pick<OwnFieldView, 'field' | 'label'>): string {
  return label === undefined ? field : `${label} (${field})`;
}

const isKey = (key: string): boolean => /^[a-z0-9_]{1,60}$/i.test(key);

function textOf(value: unknown): string | undefined {
  return value === undefined || value === null || value === '' ? undefined : valueText(value);
}

/** Own fields hold text, numbers, `{value, display_value}` for dates and `{id, name}` for lists. */
function valueText(value: unknown): string {
  return cleanLine(typeof value === 'object' && value !== null ? objectText(value) : String(value), MAX_VALUE);
}

function objectText(value: object): string {
  const { display_value, name, value: inner } = value as Record<string, unknown>;
  const shown = display_value ?? name ?? inner;
  return typeof shown === 'string' || typeof shown === 'number' ? String(shown) : JSON.stringify(value);
}
