import { z } from 'zod';

import { PARENT_DATA } from '../../../sdp-api/records/parent-ref.js';
import type { RecordField } from '../../../sdp-api/records/record-module.js';
import { dateWords, longText, named, shortText, technician } from '../params.js';
import { idParamOf, type RecordFilter, type RecordToolset, wordsOf } from './record-toolset.js';

type Param = z.ZodType;

/** Texts without a limit of SDP's that is known. */
const LONGEST_LINE = 2_000;

const person = (what: string): Param =>
  z
    .string()
    .trim()
    .min(1)
    .max(200)
    .describe(`${capital(what)}: name, mail address or id; "me" is you`);

/** How each kind of field is given. */
export function paramOf(name: string, field: RecordField, says?: string): Param {
  const words = says ?? wordsOf(name);
  switch (field.kind) {
    case 'text':
      return name === 'title' ? shortText('Title, one line') : line(words);
    case 'html':
      return longText(capital(words));
    case 'flag':
      return z.boolean().describe(capital(words));
    case 'number':
      return z.number().int().min(0).max(1_000_000).describe(capital(words));
    case 'lookup':
      return named(words);
    case 'user':
      return field.technician ? technician : person(words);
    case 'time':
    case 'date':
      return dateWords(capital(words));
    case 'refs':
      throw new TypeError(`${name} is not written`);
  }
}

const line = (words: string): Param => z.string().trim().min(1).max(LONGEST_LINE).describe(capital(words));

/** How a filter of a list is given. */
export function filterParam(name: string, filter: RecordFilter & { readonly says?: string }): Param {
  const words = filter.says ?? wordsOf('field' in filter ? filter.field : name);
  switch (filter.by) {
    case 'status':
      return named(words).describe(
        filter.says ?? 'open (unfinished), closed (finished in any way), on_hold, all, or a status by name',
      );
    case 'lookup':
      return named(words);
    case 'person':
      return person(words).describe(`${capital(words)}: name, mail address or id; "me", or "nobody"`);
    case 'flag':
    case 'empty':
      return z.boolean().describe(capital(filter.says ?? wordsOf(name)));
    case 'after':
      return dateWords(`${capital(words)} on or after`);
    case 'before':
      return dateWords(`${capital(words)} before`);
    case 'words':
      return shortText(filter.says ?? `Words in ${filter.paths.join(' or ')}; "in quotation marks" as a phrase`);
  }
}

/** Which record is meant. */
export function recordId(toolset: RecordToolset): Record<string, Param> {
  const { forms } = PARENT_DATA[toolset.parent];
  const text = z.preprocess(
    (value) => (typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value),
    z.string().trim().min(1).max(500),
  );
  return { [idParamOf(toolset)]: text.describe(capital(forms)) };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
