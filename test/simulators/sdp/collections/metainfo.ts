import type { FieldTable, JsonObject } from '../fields/field.js';
import type { Call, Route } from '../routes/route.js';
import { entityReply, type Reply } from '../wire/envelope.js';
import { findRequest } from './requests/find-request.js';
import { REQUEST } from './requests/request.fields.js';

/** What is known of the vendor's answer: types, and UDFs as fields within a field (reference C.13). */
function describe(fields: FieldTable, call: Call): JsonObject {
  const entries = Object.entries(fields).map(([name, { kind, writable }]) => {
    if (name === 'udf_fields') return [name, { fields: describeUdf(call) }];
    const lookup = kind.lookupEntity && { lookup_entity: kind.lookupEntity };
    return [name, { type: kind.type, ...lookup, read_only: !writable }];
  });
  return { fields: Object.fromEntries(entries) as JsonObject };
}

function describeUdf({ store }: Call): JsonObject {
  return Object.fromEntries(
    store.udfFields.map(({ field_key, type, name }) => [field_key, { type, display_name: name }]),
  );
}

const answer = (call: Call): Reply => {
  if (call.params.id !== undefined) findRequest(call);
  return entityReply('metainfo', describe(REQUEST.fields, call));
};
const scopes = ['requests'] as const;

/** reference C.13 */
export const metainfoRoutes: readonly Route[] = [
  { method: 'GET', path: '/requests/_metainfo', operation: 'requests.metainfo', scopes, answer },
  { method: 'GET', path: '/requests/{id}/_metainfo', operation: 'requests.metainfo', scopes, answer },
];
