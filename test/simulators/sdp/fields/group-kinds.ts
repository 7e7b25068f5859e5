import type { Row } from '../store/rows.js';
import { failures } from '../wire/failure.js';
import { type FieldKind, type FieldTable, isObject, type RenderContext, type ResolveContext } from './field.js';
import { parseFields, renderFields, resolveFields } from './row-fields.js';

/** An object with fields of its own, such as `closure_info`. Keys it does not know are extra keys. */
export function group(fields: FieldTable): FieldKind {
  return {
    type: 'object',
    paths: Object.keys(fields),
    parse(value, field) {
      if (!isObject(value)) throw failures.unparsable(field);
      return parseFields(fields, value);
    },
    resolve: (parsed, _field, context) => resolveFields(fields, parsed as Row, context),
    render: (value, context) => renderFields(fields, value as Row, context),
  };
}

/** Customer-defined fields: which keys exist depends on the portal, so they are checked when references are. */
export const udfFields: FieldKind = {
  type: 'udf_fields',
  paths: ['*'],
  parse(value, field) {
    if (!isObject(value)) throw failures.unparsable(field);
    return value;
  },
  resolve(parsed, _field, { store, row }: ResolveContext) {
    const given = parsed as Record<string, unknown>;
    for (const [key, value] of Object.entries(given)) {
      const definition = store.udfFields.find(({ field_key }) => field_key === key);
      if (!definition) throw failures.extraKey(key);
      const isTime = definition.type === 'datetime' || definition.type === 'date';
      if (isTime && value !== null && !isObject(value)) throw failures.unparsable(key);
      // a lookup is an object by id, name or mail address, a time one by value (reference B.7)
      if (definition.type === 'lookup' && value !== null && !isObject(value)) throw failures.unparsable(key);
      if (!isTime && definition.type !== 'lookup' && isObject(value)) throw failures.unparsable(key);
      const { values } = definition;
      if (values && value !== null && !values.includes(value as string)) throw failures.notValid(key);
    }
    return { ...(row.udf_fields as object | undefined), ...given };
  },
  render: (value, _context: RenderContext) => value,
};
