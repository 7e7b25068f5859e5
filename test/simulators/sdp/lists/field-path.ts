import type { FieldTable } from '../fields/field.js';
import type { Row } from '../store/rows.js';

/** Is this dotted path something the rows of this table can be searched by (reference B.5)? */
export function isSearchable(fields: FieldTable, path: string): boolean {
  const [first = '', ...rest] = path.split('.');
  const definition = Object.hasOwn(fields, first) ? fields[first] : undefined;
  if (!definition) return false;
  if (rest.length === 0) return true;
  const paths = definition.kind.paths ?? [];
  return paths.includes('*') || paths.includes(rest[0]!);
}

/** Are values at this path compared as times? */
export function isTimePath(fields: FieldTable, path: string): boolean {
  return fields[path]?.kind.isTime ?? false;
}

/** What a row holds at a dotted path; undefined and null both mean nothing. */
export function valueAt(row: Row, path: string): unknown {
  let value: unknown = row;
  for (const step of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = (value as Record<string, unknown>)[step];
  }
  return value;
}
