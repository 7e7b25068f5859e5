import type { EntityDefinition } from '../fields/field.js';
import { renderFields } from '../fields/row-fields.js';
import { readListInfo } from '../lists/list-info.js';
import { listRows } from '../lists/list-rows.js';
import type { Call, Route, ScopeArea } from '../routes/route.js';
import type { Row } from '../store/rows.js';
import { entityReply, type Reply } from '../wire/envelope.js';
import { notFound } from './requests/find-request.js';

/** Rows that can be listed and read one by one, as data. */
export interface FlatCollection {
  /** Such as `/technicians`; parameters in it are for `rows`. */
  readonly path: string;
  /** Operations are `<name>.list` and `<name>.get`. */
  readonly name: string;
  readonly scopes: readonly ScopeArea[];
  /** A function where settings decide which fields there are. */
  readonly definition: EntityDefinition | ((call: Call, answer: 'list' | 'get') => EntityDefinition);
  /** In the default order. @throws SdpFailure when the path names a parent that is not there */
  readonly rows: (call: Call) => readonly Row[];
  /** Keys of a single row beside its fields. */
  readonly detail?: (row: Row, call: Call) => object;
}

export function flatRoutes({ path, name, scopes, definition: given, rows, detail }: FlatCollection): Route[] {
  const define = typeof given === 'function' ? given : () => given;
  const list = (call: Call): Reply => {
    const { settings, caller, input } = call;
    return listRows(rows(call), define(call, 'list'), readListInfo(input), { settings, viewer: caller });
  };
  const get = (call: Call): Reply => {
    const row = rows(call).find(({ id }) => id === call.params.row_id);
    if (!row) throw notFound(call);
    const definition = define(call, 'get');
    const shown = renderFields(definition.fields, row, { viewer: call.caller });
    return entityReply(definition.entity, { ...shown, ...detail?.(row, call) });
  };
  return [
    { method: 'GET', path, operation: `${name}.list`, scopes, answer: list },
    { method: 'GET', path: `${path}/{row_id}`, operation: `${name}.get`, scopes, answer: get },
  ];
}
