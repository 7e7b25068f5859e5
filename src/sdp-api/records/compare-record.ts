import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';
import { plainWords } from '../requests/plain-words.js';
import { sameLookup, sameOwnValue, samePerson } from '../requests/changed-fields.js';
import type { FieldKind, RecordChanges, RecordModule, SdpRecord } from './record-module.js';

/** Fields, by our names, that do not say what they were to say. What cannot be read back is left out. */
export function differingFields(module: RecordModule, record: SdpRecord, changes: RecordChanges): string[] {
  const fields = readable(module, changes).filter(
    ([name, wanted]) => !same(module.fields[name]?.kind ?? 'text', record.values[name], wanted),
  );
  const own = Object.entries(changes.udfFields ?? {}).filter(
    ([key, wanted]) => !sameOwnValue(record.udfFields[key], wanted),
  );
  return [...fields.map(([name]) => name), ...own.map(([key]) => `udf_fields.${key}`)];
}

/** Does the record say all that was to be written? False too when nothing of it can be read back. */
export function saysAllOf(module: RecordModule, record: SdpRecord, changes: RecordChanges): boolean {
  const checks = readable(module, changes).length + Object.keys(changes.udfFields ?? {}).length;
  return checks > 0 && differingFields(module, record, changes).length === 0;
}

function readable({ fields }: RecordModule, { values }: RecordChanges): [string, unknown][] {
  return Object.entries(values).filter(([name, value]) => value !== undefined && fields[name]?.event !== true);
}

function same(kind: FieldKind, present: unknown, wanted: unknown): boolean {
  switch (kind) {
    case 'text':
    case 'html':
      return plainWords((present as string | null) ?? '') === plainWords((wanted as string | null) ?? '');
    case 'lookup':
      return sameLookup(present as LookupRef | null, wanted as LookupRef | null);
    case 'user':
      return samePerson(present as UserRef | null, wanted as UserRef | null);
    case 'time':
      return (present as Date | null)?.getTime() === (wanted as Date | null)?.getTime();
    case 'date':
      return sameDay(present as Date | null, wanted as Date | null);
    case 'number':
      return Number(present ?? 0) === Number(wanted ?? 0);
    case 'flag':
      return (present ?? false) === (wanted ?? false);
    case 'refs':
      return false;
  }
}

/** SDP may keep a day by its beginning in the account's time zone, and we send its noon in UTC. */
const DAY_TOLERANCE_MS = 26 * 3_600_000;

function sameDay(present: Date | null, wanted: Date | null): boolean {
  if (present === null || wanted === null) return present === wanted;
  return Math.abs(present.getTime() - wanted.getTime()) <= DAY_TOLERANCE_MS;
}
