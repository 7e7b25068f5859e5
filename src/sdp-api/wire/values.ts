import { z } from 'zod';

// Wire shapes are kept free of transforms, which keeps zod's compiled path: reading a row costs a tenth of what it does
// with a transform on every field. What is absent becomes null in one function for each shape.

/** Ids are digits in a string of up to 19 places; as a JS number they would lose their last digits. */
export const WireId = z.string();

/** A text that may be absent or null. */
export const WireText = z.string().nullish();

/** A yes or no that may be absent or null; absent is not asked for, which differs from no. */
export const WireFlag = z.boolean().nullish();

/** `{"display_value": …, "value": "<ms since the epoch, UTC>"}` or null (ManageEngine SDP Cloud API v3, "Input data"). */
export const WireTime = z.object({ value: z.union([z.string(), z.number()]).nullish() }).nullish();

/** A value of a configured list: priority, group, category… */
export const WireLookup = z.object({ id: WireId, name: WireText }).nullish();

/** Ticket numbers are a plain string on requests and `{"display_value": "CH-22", "value": "22"}` on other modules. */
export const DisplayId = z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]);

/** A value of a configured list, as it stands in a record. */
export interface Lookup {
  readonly id: string;
  readonly name: string | null;
}

/** Null when the field is empty or was not asked for. */
export function lookupOf(wire: z.output<typeof WireLookup>): Lookup | null {
  return wire ? { id: wire.id, name: wire.name ?? null } : null;
}

/** Null when there is no time; also for a value that is no number of milliseconds. */
export function timeOf(wire: z.output<typeof WireTime>): Date | null {
  const value = wire?.value;
  if (value === undefined || value === null || value === '') return null;
  const ms = Number(value);
  return Number.isSafeInteger(ms) ? new Date(ms) : null;
}

/** A time toward SDP: milliseconds since the epoch, as a string; ISO texts are refused (code 4001). */
export function toWireTime(time: Date): { readonly value: string } {
  return { value: String(time.getTime()) };
}
