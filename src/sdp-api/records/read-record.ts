import { z } from 'zod';
import { userOf, WireUser } from '../people/user.schema.js';
import { type Lookup, lookupOf, timeOf, WireId, WireLookup, WireTime } from '../wire/values.js';
import { displayIdOf } from './display-id.js';
import type { FieldKind, ReadValues, RecordFields, RecordLookup, RecordModule, SdpRecord } from './record-module.js';

const WireRecord = z.looseObject({ id: WireId });

/**
 * Reads a record of the module. A field of another shape than its kind is read as empty: what portals send beyond the
 * documented fields differs, and one of them must not hide the others.
 */
export function recordSchema<F extends RecordFields>(module: RecordModule<F>): z.ZodType<SdpRecord<F>> {
  const fields = Object.entries(module.fields).map(([name, { kind, path = name }]) => ({
    name,
    read: READERS[kind],
    path: path.split('.'),
  }));
  return WireRecord.transform((wire) => ({
    id: wire.id,
    number: displayIdOf(wire['display_id']),
    values: Object.fromEntries(fields.map(({ name, read, path }) => [name, read(at(wire, path))])),
    udfFields: isObject(wire['udf_fields']) ? wire['udf_fields'] : {},
  })) as unknown as z.ZodType<SdpRecord<F>>;
}

const READERS: { readonly [K in FieldKind]: (wire: unknown) => ReadValues[K] | null } = {
  text: readText,
  html: readText,
  flag: (wire) => (typeof wire === 'boolean' ? wire : null),
  number: readNumber,
  lookup: readLookup,
  user: (wire) => userOf(parsed(WireUser, wire)),
  time: (wire) => timeOf(parsed(WireTime, wire)),
  date: (wire) => timeOf(parsed(WireTime, wire)),
  refs: (wire) => (Array.isArray(wire) ? wire.flatMap((one) => readRef(one) ?? []) : null),
};

function readText(wire: unknown): string | null {
  if (typeof wire === 'string') return wire === '' ? null : wire;
  return typeof wire === 'number' ? String(wire) : null;
}

/** Long numbers travel as strings (ManageEngine SDP Cloud API v3, "Input data"). */
function readNumber(wire: unknown): number | null {
  if (wire === null || wire === undefined || wire === '') return null;
  const value = Number(wire);
  return Number.isFinite(value) ? value : null;
}

function readLookup(wire: unknown): RecordLookup | null {
  const lookup = lookupOf(parsed(WireLookup, wire));
  if (!lookup) return null;
  const { in_progress: inProgress } = wire as { in_progress?: unknown };
  return { ...lookup, inProgress: typeof inProgress === 'boolean' ? inProgress : null };
}

/** Assets and configuration items come as themselves or wrapped, such as `{"asset": {…}}`. */
function readRef(wire: unknown): Lookup | null {
  const own = lookupOf(parsed(WireLookup, wire));
  if (own?.name !== null && own !== null) return own;
  const inner = isObject(wire) ? Object.values(wire).map((value) => lookupOf(parsed(WireLookup, value))) : [];
  return inner.find((one) => one !== null && one.name !== null) ?? own;
}

function parsed<T>(schema: z.ZodType<T>, wire: unknown): T | undefined {
  const read = schema.safeParse(wire);
  return read.success ? read.data : undefined;
}

function at(wire: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), wire);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
