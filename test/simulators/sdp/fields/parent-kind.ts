import type { Row } from '../store/rows.js';
import type { FieldKind } from './field.js';
import { pick } from './reference-kinds.js';

/** Another row, shown by some of its keys; never written by clients. */
export function shownAs(...keys: string[]): FieldKind {
  return { type: 'lookup', paths: keys, parse: (value) => value, render: (value) => pick(value as Row, keys) };
}

/** Several rows, each shown by some of its keys; never written by clients. */
export function listShownAs(...keys: string[]): FieldKind {
  return {
    type: 'lookup',
    parse: (value) => value,
    render: (value) => (value as Row[]).map((row) => pick(row, keys)),
  };
}
