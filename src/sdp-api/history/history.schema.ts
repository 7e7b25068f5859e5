import { z } from 'zod';
import { timeOf, WireTime } from '../wire/values.js';

/** No page shows the keys of a history for Cloud; those of the other editions and of the pattern are read alike. */
const Named = z.union([z.string(), z.number(), z.boolean(), z.looseObject({})]).nullish();
const Person = z.union([z.string(), z.looseObject({})]).nullish();

const Change = z.looseObject({
  field: Named,
  field_name: Named,
  name: Named,
  previous_value: Named,
  old_value: Named,
  from: Named,
  current_value: Named,
  new_value: Named,
  to: Named,
});

const WireHistory = z.looseObject({
  id: z.union([z.string(), z.number()]).nullish(),
  operation: Named,
  operation_name: Named,
  action: Named,
  type: Named,
  description: Named,
  performed_by: Person,
  by: Person,
  user: Person,
  created_by: Person,
  performed_time: WireTime.catch(null),
  performed_on: WireTime.catch(null),
  time: WireTime.catch(null),
  created_time: WireTime.catch(null),
  diff: z.array(Change).nullish().catch(null),
  changes: z.array(Change).nullish().catch(null),
  fields: z.array(Change).nullish().catch(null),
});

/** One thing that happened to a record. Texts are as SDP gives them. */
export const SdpHistoryEntry = WireHistory.transform((wire) => ({
  id: wire.id === null || wire.id === undefined ? null : String(wire.id),
  what: textOf(wire.operation ?? wire.operation_name ?? wire.action ?? wire.type),
  description: textOf(wire.description),
  by: textOf(wire.performed_by ?? wire.by ?? wire.user ?? wire.created_by),
  at: timeOf(wire.performed_time ?? wire.performed_on ?? wire.time ?? wire.created_time),
  changes: (wire.diff ?? wire.changes ?? wire.fields ?? []).map((change) => ({
    field: textOf(change.field ?? change.field_name ?? change.name),
    from: textOf(change.previous_value ?? change.old_value ?? change.from),
    to: textOf(change.current_value ?? change.new_value ?? change.to),
  })),
}));

export type SdpHistoryEntry = z.output<typeof SdpHistoryEntry>;

/** A value as one text: a lookup or person by its name, a time as shown. */
function textOf(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object') return null;
  const { display_value: shown, name, email_id: mail, value: inner } = value as Record<string, unknown>;
  const text = shown ?? name ?? mail ?? inner;
  return typeof text === 'string' || typeof text === 'number' ? String(text) : null;
}
