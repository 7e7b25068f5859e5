import type { EntityDefinition, Values } from '../fields/field.js';
import { renderFields } from '../fields/row-fields.js';
import { readListInfo } from '../lists/list-info.js';
import { listRows } from '../lists/list-rows.js';
import type { Call, Route, ScopeArea } from '../routes/route.js';
import type { SdpSettings } from '../settings.js';
import type { ChildTable } from '../store/child-table.js';
import type { RequestRow, Row } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { entityReply, type Reply, successReply } from '../wire/envelope.js';
import { notFound, requestParent } from './requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from './write-input.js';

/** A module whose records rows can be under, as data. */
export interface ParentRecords<P extends Row> {
  /** Start of the operations' names, such as `requests` or `requests.tasks`. */
  readonly name: string;
  /** Of one record; default `/<name>/{id}`. */
  readonly path?: string;
  readonly scopes: readonly ScopeArea[];
  /** The record a path names by `{id}`. @throws SdpFailure */
  find(call: Call): P;
}

/** Rows under a record that can be listed, read, added, changed and deleted, as data. */
export interface ChildCollection<T extends Row, P extends Row = RequestRow> {
  /** Last part of the path, and part of the operations' names. */
  readonly name: string;
  readonly definition: EntityDefinition;
  readonly mandatory: readonly string[];
  table(store: SdpStore): ChildTable<T>;
  /** What a new row has before its own values are laid over it. */
  blank(parent: P, call: Call): T;
  /** Rules for what a row would be. @throws SdpFailure */
  check?(row: Values): void;
  /** What else happens to the record. */
  added?(row: T, parent: P, call: Call): void;
  changed?(row: T, call: Call): void;
  removed?(row: T, parent: P, call: Call): void;
  /** Replaces the definition's list key. */
  listKey?(settings: SdpSettings): string;
}

/** The five operations of a collection under requests. */
export function childRoutes<T extends Row>(collection: ChildCollection<T>): Route[] {
  return childRoutesUnder(requestParent, collection);
}

/** The same under the records of another module. */
export function childRoutesUnder<T extends Row, P extends Row>(
  parent: ParentRecords<P>,
  collection: ChildCollection<T, P>,
): Route[] {
  const { name, definition } = collection;
  const path = `${parent.path ?? `/${parent.name}/{id}`}/${name}`;
  const { scopes } = parent;
  const reply = (row: T, { caller }: Call): Reply =>
    entityReply(definition.entity, renderFields(definition.fields, row, { viewer: caller }));

  const list = (call: Call) => {
    const { store, settings, caller, input } = call;
    const rows = collection.table(store).of(parent.find(call).id).toReversed();
    const listKey = collection.listKey?.(settings);
    return listRows(rows, definition, readListInfo(input), { settings, viewer: caller, ...(listKey && { listKey }) });
  };
  const add = (call: Call) => {
    const record = parent.find(call);
    const values = readWrite(call, definition, { mandatory: (parsed) => missingIn(parsed, collection.mandatory) });
    collection.check?.(values);
    const row = Object.assign(collection.blank(record, call), values);
    collection.table(call.store).add(record.id, row);
    collection.added?.(row, record, call);
    return { ...reply(row, call), status: call.settings.createStatus };
  };
  const update = (call: Call) => {
    const row = find(call);
    const mandatory = (parsed: Values) => emptiedIn(parsed, collection.mandatory);
    const values = readWrite(call, definition, { mandatory, row });
    collection.check?.({ ...row, ...values });
    Object.assign(row, values);
    collection.changed?.(row, call);
    return reply(row, call);
  };
  const remove = (call: Call) => {
    const row = find(call);
    const record = parent.find(call);
    collection.table(call.store).remove(record.id, row.id);
    collection.removed?.(row, record, call);
    return successReply();
  };
  const find = (call: Call): T => {
    const row = collection.table(call.store).find(parent.find(call).id, call.params.child_id!);
    if (!row) throw notFound(call);
    return row;
  };

  const operation = (verb: string) => `${parent.name}.${name}.${verb}`;
  const one = `${path}/{child_id}`;
  return [
    { method: 'GET', path, operation: operation('list'), scopes, answer: list },
    { method: 'POST', path, operation: operation('add'), scopes, answer: add },
    { method: 'GET', path: one, operation: operation('get'), scopes, answer: (call) => reply(find(call), call) },
    { method: 'PUT', path: one, operation: operation('update'), scopes, answer: update },
    { method: 'DELETE', path: one, operation: operation('delete'), scopes, answer: remove },
  ];
}
