import { type EntityDefinition, readable, type Values, writable } from '../../fields/field.js';
import { group } from '../../fields/group-kinds.js';
import { shownAs } from '../../fields/parent-kind.js';
import { renderFields } from '../../fields/row-fields.js';
import { html, text } from '../../fields/scalar-kinds.js';
import { readListInfo } from '../../lists/list-info.js';
import { listRows } from '../../lists/list-rows.js';
import type { Call, Route } from '../../routes/route.js';
import type { Row } from '../../store/rows.js';
import { entityReply, type Reply, successReply } from '../../wire/envelope.js';
import { failures } from '../../wire/failure.js';
import { notFound } from '../requests/find-request.js';
import { emptiedIn, missingIn, readWrite } from '../write-input.js';

/** Types met in live portals; their attributes carry the full key (reference C.8). Which ones there are is our guess. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  ci_workstation: ['ci_attributes_txt_serial_number', 'ci_attributes_txt_ip_address'],
  ci_windows_workstation: ['ci_attributes_txt_serial_number', 'ci_attributes_txt_os'],
  ci_windows_server: ['ci_attributes_txt_serial_number', 'ci_attributes_txt_ip_address', 'ci_attributes_txt_os'],
  ci_virtual_machine: ['ci_attributes_txt_ip_address', 'ci_attributes_txt_os'],
  ci_switch: ['ci_attributes_txt_serial_number', 'ci_attributes_txt_ip_address'],
};

/** Key of one row and of a list is the type's API name (reference C.8). */
function definitionOf(type: string, attributes: readonly string[]): EntityDefinition {
  return {
    entity: type,
    list: type,
    fields: {
      id: readable(text()),
      name: writable(text({ maxLength: 250 })),
      description: writable(html),
      ci_type: readable(shownAs('name', 'display_name')),
      ci_attributes: writable(group(Object.fromEntries(attributes.map((key) => [key, writable(text())])))),
    },
  };
}

const DEFINITIONS = new Map(Object.entries(TYPES).map(([type, keys]) => [type, definitionOf(type, keys)]));

/** @throws SdpFailure 4007 for a type the portal does not have */
function definitionIn({ params }: Call): EntityDefinition {
  const definition = DEFINITIONS.get(params.ci_type ?? '');
  if (!definition) throw failures.invalidUrl();
  return definition;
}

const rowsIn = (call: Call): Row[] =>
  call.store.cis.newestFirst().filter(({ ci_type }) => (ci_type as Values).name === call.params.ci_type);

function rowIn(call: Call): Row {
  definitionIn(call);
  const row = rowsIn(call).find(({ id }) => id === call.params.id);
  if (!row) throw notFound(call);
  return row;
}

const shown = (row: Row, call: Call): Reply => {
  const { entity, fields } = definitionIn(call);
  return entityReply(entity, renderFields(fields, row, { viewer: call.caller }));
};

const list = (call: Call): Reply =>
  listRows(rowsIn(call), definitionIn(call), readListInfo(call.input), {
    settings: call.settings,
    viewer: call.caller,
  });

const create = (call: Call): Reply => {
  const definition = definitionIn(call);
  const values = readWrite(call, definition, { mandatory: (parsed) => missingIn(parsed, ['name']) });
  const type = { id: definition.entity, name: definition.entity, display_name: displayName(definition.entity) };
  const row = call.store.cis.add({ id: call.store.ids.take(), ci_type: type, ...values });
  return { ...shown(row, call), status: call.settings.createStatus };
};

const update = (call: Call): Reply => {
  const row = rowIn(call);
  const { ci_attributes: attributes, ...values } = readWrite(call, definitionIn(call), {
    mandatory: (parsed) => emptiedIn(parsed, ['name']),
    row,
  });
  Object.assign(row, values);
  if (attributes) row.ci_attributes = { ...(row.ci_attributes as object | undefined), ...attributes };
  return shown(row, call);
};

const remove = (call: Call): Reply => {
  call.store.cis.remove(rowIn(call).id);
  return successReply();
};

/** "Windows Server" of `ci_windows_server`. */
export function displayName(type: string): string {
  const words = type.replace(/^ci_/, '').split('_');
  return words.map((word) => word[0]!.toUpperCase() + word.slice(1)).join(' ');
}

/** Path and form of relationships are our guess (reference C.8). */
const RELATIONSHIP: EntityDefinition = {
  entity: 'relationship',
  list: 'relationships',
  fields: {
    id: readable(text()),
    relationship_type: readable(shownAs('id', 'name')),
    ci: readable(shownAs('id', 'name', 'ci_type')),
  },
};

const relationships = (call: Call): Reply =>
  listRows(call.store.ciRelationships.of(rowIn(call).id), RELATIONSHIP, readListInfo(call.input), {
    settings: call.settings,
    viewer: call.caller,
  });

const scopes = ['cmdb'] as const;
const [path, one] = ['/cmdb/{ci_type}', '/cmdb/{ci_type}/{id}'];

/** reference C.8 */
export const cmdbRoutes: readonly Route[] = [
  { method: 'GET', path, operation: 'cmdb.list', scopes, answer: list },
  { method: 'POST', path, operation: 'cmdb.create', scopes, answer: create },
  { method: 'GET', path: one, operation: 'cmdb.get', scopes, answer: (call) => shown(rowIn(call), call) },
  { method: 'PUT', path: one, operation: 'cmdb.update', scopes, answer: update },
  { method: 'DELETE', path: one, operation: 'cmdb.delete', scopes, answer: remove },
  { method: 'GET', path: `${one}/relationships`, operation: 'cmdb.relationships.list', scopes, answer: relationships },
];
