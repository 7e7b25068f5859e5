import type { EntityDefinition, Values } from '../fields/field.js';
import { renderFields } from '../fields/row-fields.js';
import { readListInfo } from '../lists/list-info.js';
import { listRows } from '../lists/list-rows.js';
import type { Call, Route, ScopeArea } from '../routes/route.js';
import type { Row } from '../store/rows.js';
import type { RecordTable } from '../store/record-table.js';
import type { SdpStore } from '../store/sdp-store.js';
import { entityReply, type Reply, successReply } from '../wire/envelope.js';
import type { ParentRecords } from './child-collection.js';
import { notFound } from './requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from './write-input.js';

/** A module whose rows stand at the top of the API and can be listed, read, created, changed and deleted, as data. */
export interface CrudCollection {
  /** Path and start of the operations' names, such as `problems`. */
  readonly name: string;
  readonly scopes: readonly ScopeArea[];
  readonly definition: EntityDefinition;
  /** Fields of a single row that lists neither show nor search, even when they are asked for. */
  readonly detailOnly?: readonly string[];
  readonly mandatory: readonly string[];
  table(store: SdpStore): RecordTable;
  /** What a new row has before its own values are laid over it. */
  blank(call: Call): Row;
  /** Rules for what was given. @param before absent while a row is made @throws SdpFailure */
  check?(values: Values, before: Row | undefined, call: Call): void;
  /** What else happens to the row. @param values what was given */
  saved?(row: Row, values: Values, call: Call): void;
}

/** The five operations of a module. */
export function crudRoutes(collection: CrudCollection): Route[] {
  const { name, scopes, definition, mandatory, detailOnly = [] } = collection;
  const listed: EntityDefinition = {
    ...definition,
    fields: Object.fromEntries(Object.entries(definition.fields).filter(([field]) => !detailOnly.includes(field))),
  };
  const find = (call: Call) => findRecord(collection, call);
  const reply = (row: Row, { caller }: Call): Reply =>
    entityReply(definition.entity, renderFields(definition.fields, row, { viewer: caller }));

  const list = (call: Call): Reply =>
    listRows(collection.table(call.store).newestFirst(), listed, readListInfo(call.input), {
      settings: call.settings,
      viewer: call.caller,
    });
  const create = (call: Call): Reply => {
    const values = readWrite(call, definition, { mandatory: (parsed) => missingIn(parsed, mandatory) });
    collection.check?.(values, undefined, call);
    const row = laidOver(collection.blank(call), values);
    collection.table(call.store).add(row);
    collection.saved?.(row, values, call);
    return { ...reply(row, call), status: call.settings.createStatus };
  };
  const update = (call: Call): Reply => {
    const row = find(call);
    const values = readWrite(call, definition, { mandatory: (parsed) => emptiedIn(parsed, mandatory), row });
    collection.check?.(values, row, call);
    laidOver(row, values);
    collection.saved?.(row, values, call);
    return reply(row, call);
  };
  const remove = (call: Call): Reply => {
    collection.table(call.store).remove(find(call).id);
    return successReply();
  };

  const [path, one] = [`/${name}`, `/${name}/{id}`];
  return [
    { method: 'GET', path, operation: `${name}.list`, scopes, answer: list },
    { method: 'POST', path, operation: `${name}.create`, scopes, answer: create },
    { method: 'GET', path: one, operation: `${name}.get`, scopes, answer: (call) => reply(find(call), call) },
    { method: 'PUT', path: one, operation: `${name}.update`, scopes, answer: update },
    { method: 'DELETE', path: one, operation: `${name}.delete`, scopes, answer: remove },
  ];
}

/** A module as something that notes, tasks and the like hang on. */
export function parentOf(collection: CrudCollection): ParentRecords<Row> {
  const { name, scopes } = collection;
  return { name, scopes, find: (call) => findRecord(collection, call) };
}

/** The row in the path. @throws SdpFailure when it is not there */
export function findRecord(collection: CrudCollection, call: Call): Row {
  const row = collection.table(call.store).get(call.params.id ?? '');
  if (!row) throw notFound(call);
  return row;
}

/** Fields that group others, such as `close_details`, keep those of theirs that were not given. */
function laidOver(row: Row, values: Values): Row {
  for (const [field, value] of Object.entries(values)) {
    const former = row[field];
    const both = isGroup(former) && isGroup(value);
    row[field] = both ? { ...former, ...value } : value;
  }
  return row;
}

function isGroup(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !('id' in value);
}
