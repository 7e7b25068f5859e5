import type { EntityDefinition, FieldTable, JsonObject } from '../fields/field.js';
import type { Call, Route, ScopeArea } from '../routes/route.js';
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
    store.udfFields.map(({ field_key, type, name, values, lookup_entity }) => [
      field_key,
      { type, display_name: name, ...(values && { allowed_values: values }), ...(lookup_entity && { lookup_entity }) },
    ]),
  );
}

/** One collection that describes its fields. */
interface Described {
  readonly definition: EntityDefinition;
  readonly scopes: readonly ScopeArea[];
  /** @throws SdpFailure when the row in the path is not there */
  readonly find: (call: Call) => unknown;
}

/** Both forms: of the collection, and of one of its rows (reference C.13). */
export function metainfoOf({ definition, scopes, find }: Described): Route[] {
  const path = `/${definition.list}`;
  const name = `${definition.list}.metainfo`;
  const answer = (call: Call): Reply => entityReply('metainfo', describe(definition.fields, call));
  const ofRow = (call: Call): Reply => {
    find(call);
    return answer(call);
  };
  return [
    { method: 'GET', path: `${path}/_metainfo`, operation: `${name}.collection`, scopes, answer },
    { method: 'GET', path: `${path}/{id}/_metainfo`, operation: `${name}.record`, scopes, answer: ofRow },
  ];
}

/** reference C.13 */
export const metainfoRoutes: readonly Route[] = metainfoOf({
  definition: REQUEST,
  scopes: ['requests'],
  find: findRequest,
});
