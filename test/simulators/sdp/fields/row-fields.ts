import type { Row } from '../store/rows.js';
import { failures } from '../wire/failure.js';
import type { FieldTable, JsonObject, RenderContext, ResolveContext, Values } from './field.js';

/**
 * First step of a write: names and shapes. An unknown key is EXTRA_KEY_FOUND_IN_JSON, a read-only one 4014
 * (reference B.8.2, E.2).
 *
 * @throws SdpFailure
 */
export function parseFields(fields: FieldTable, input: JsonObject): Values {
  for (const key of Object.keys(input)) {
    if (!Object.hasOwn(fields, key)) throw failures.extraKey(key);
  }
  const values: Values = {};
  for (const [key, value] of Object.entries(input)) {
    const definition = fields[key]!;
    if (!definition.writable) throw failures.readOnly(key);
    values[key] = value === null ? null : definition.kind.parse(value, key);
  }
  return values;
}

/**
 * Second step of a write: what references point to, in the order of the table, so that a category is known when its
 * subcategory is looked up.
 *
 * @throws SdpFailure 4001
 */
export function resolveFields(fields: FieldTable, values: Values, context: ResolveContext): Values {
  const resolved: Values = {};
  for (const [key, { kind }] of Object.entries(fields)) {
    if (!Object.hasOwn(values, key)) continue;
    const value = values[key];
    const row = { ...context.row, ...resolved };
    resolved[key] = value === null || !kind.resolve ? value : kind.resolve(value, key, { ...context, row });
  }
  return resolved;
}

/** A row as it goes out: absent values are explicit nulls, sparse fields without value are left out. */
export function renderFields(
  fields: FieldTable,
  row: Row | Values,
  context: RenderContext,
  columns: readonly string[] = Object.keys(fields),
): JsonObject {
  const rendered: JsonObject = {};
  for (const column of columns) {
    const definition = fields[column];
    if (!definition) continue;
    const value = row[column] ?? null;
    if (definition.sparse && (value === null || (Array.isArray(value) && value.length === 0))) continue;
    rendered[column] = value === null ? null : definition.kind.render(value, context);
  }
  return rendered;
}
