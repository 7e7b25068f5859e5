import type { EntityDefinition, JsonObject, Values } from '../fields/field.js';
import { isObject } from '../fields/field.js';
import { parseFields, resolveFields } from '../fields/row-fields.js';
import type { Call } from '../routes/route.js';
import { failures } from '../wire/failure.js';

/**
 * The object under the entity's key. Another key beside it is an extra one: `note` instead of `request_note` ends
 * here (reference D.9), and so does `list_info` in a POST (reference B.3).
 *
 * @throws SdpFailure
 */
function entityInput(input: JsonObject | undefined, entity: string): JsonObject {
  const extra = Object.keys(input ?? {}).find((key) => key !== entity);
  if (extra !== undefined) throw failures.extraKey(extra);
  const given = input?.[entity];
  if (given === undefined) throw failures.mandatory([entity]);
  if (!isObject(given)) throw failures.unparsable(entity);
  return given;
}

interface WriteRules {
  /** Field names that must have a value; given what was parsed. */
  readonly mandatory: (parsed: Values) => readonly string[];
  /** The stored row; absent while one is made. */
  readonly row?: Readonly<Record<string, unknown>>;
}

/**
 * Checks of a write in the vendor's order (reference E.2): keys and shapes, mandatory fields, references.
 *
 * @returns values ready to be stored
 * @throws SdpFailure
 */
export function readWrite(call: Call, definition: EntityDefinition, { mandatory, row = {} }: WriteRules): Values {
  const parsed = parseFields(definition.fields, entityInput(call.input, definition.entity));
  const missing = mandatory(parsed);
  if (missing.length > 0) throw failures.mandatory(missing);
  return resolveFields(definition.fields, parsed, { ...call, row });
}

/** Those of `fields` that a create leaves out or leaves empty. */
export function missingIn(parsed: Values, fields: readonly string[]): string[] {
  return fields.filter((field) => isEmpty(valueOf(parsed, field)));
}

/** Those of `fields` that an update would empty. */
export function emptiedIn(parsed: Values, fields: readonly string[]): string[] {
  return fields.filter((field) => Object.hasOwn(parsed, field) && isEmpty(parsed[field]));
}

/** `udf_fields.txt_x` and the like reach into an object. */
function valueOf(parsed: Values, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (isObject(value) ? value[key] : undefined), parsed);
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'string' && value.trim() === '');
}
