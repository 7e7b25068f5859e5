import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';
import { toWireLookup, toWireUser } from '../requests/request-wire.js';
import { toWireTime } from '../wire/values.js';
import type { FieldKind, RecordChanges, RecordModule } from './record-module.js';

/** The one place that writes a record in SDP's form. Absent stays absent, null stays null: it empties the field. */
export function toWireRecord(module: RecordModule, { values, udfFields }: RecordChanges): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(values)) {
    const field = module.fields[name];
    if (value === undefined || !field) continue;
    put(wire, (field.path ?? name).split('.'), value === null ? null : toWire(field.kind, value));
  }
  if (udfFields && Object.keys(udfFields).length > 0) {
    wire['udf_fields'] = Object.fromEntries(
      Object.entries(udfFields).map(([key, value]) => [key, value instanceof Date ? toWireTime(value) : value]),
    );
  }
  return wire;
}

function toWire(kind: FieldKind, value: unknown): unknown {
  switch (kind) {
    case 'lookup':
      return toWireLookup(value as LookupRef);
    case 'user':
      return toWireUser(value as UserRef);
    case 'time':
    case 'date':
      return toWireTime(value as Date);
    case 'number':
      return String(value);
    case 'text':
    case 'html':
    case 'flag':
      return value;
    case 'refs':
      throw new TypeError('Lists of records are not written');
  }
}

/** Texts of a group are sent inside it: SDP takes no plain text for `root_cause`. */
function put(wire: Record<string, unknown>, [key = '', ...inner]: readonly string[], value: unknown): void {
  if (inner.length === 0) {
    wire[key] = value;
    return;
  }
  const group = (wire[key] ??= {}) as Record<string, unknown>;
  put(group, inner, value);
}
