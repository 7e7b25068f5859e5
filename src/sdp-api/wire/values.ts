import { z } from 'zod';

/** Ids are digits in a string of up to 19 places; as a JS number they would lose their last digits. */
export const Id = z.union([z.string(), z.number().int().transform(String)]);

/** `{"display_value": …, "value": "<ms since the epoch, UTC>"}` or null (ManageEngine SDP Cloud API v3, "Input data"). */
export const Time = z
  .object({ value: z.union([z.string(), z.number()]).nullish() })
  .nullish()
  .transform((time): Date | null => {
    const ms = time?.value === null || time?.value === undefined || time.value === '' ? NaN : Number(time.value);
    return Number.isSafeInteger(ms) ? new Date(ms) : null;
  });

/** A text that may be absent or null. */
export const Text = z
  .union([z.string(), z.number().transform(String)])
  .nullish()
  .transform((text) => text ?? null);

/** A yes or no that may be absent or null; undefined is not asked for, which differs from no. */
export const Flag = z
  .boolean()
  .nullish()
  .transform((flag) => flag ?? null);

/** A value of a configured list: priority, group, category… */
export const Lookup = z.object({ id: Id, name: Text });

export type Lookup = z.output<typeof Lookup>;

/** `Lookup`, or null when the field is empty or was not asked for. */
export const OptionalLookup = Lookup.nullish().transform((lookup) => lookup ?? null);

/** Ticket numbers are a plain string on requests and `{"display_value": "CH-22", "value": "22"}` on other modules. */
export const DisplayId = z.union([
  z.string(),
  z.number().int().transform(String),
  z.object({ value: z.union([z.string(), z.number().transform(String)]) }).transform(({ value }) => value),
]);
