import { type EntityDefinition, readable } from '../fields/field.js';
import { user } from '../fields/reference-kinds.js';
import { objects, time } from '../fields/scalar-kinds.js';
import { renderFields } from '../fields/row-fields.js';
import type { Call, Route } from '../routes/route.js';
import type { RequestRow } from '../store/rows.js';
import { entityReply, type Reply } from '../wire/envelope.js';
import { findRequest } from './requests/find-request.js';
import { RESOLUTION_FIELDS } from './requests/request.fields.js';
import { writeResolution } from './requests/save-request.js';
import { missingIn, readWrite } from './write-input.js';

/** reference C.1.6 */
const RESOLUTION: EntityDefinition = {
  entity: 'resolution',
  list: 'resolutions',
  fields: {
    ...RESOLUTION_FIELDS,
    submitted_on: readable(time),
    submitted_by: readable(user),
    resolution_attachments: readable(objects),
  },
};

function reply({ resolution }: RequestRow, { caller }: Call): Reply {
  const row = { ...resolution, resolution_attachments: [] };
  return entityReply('resolution', renderFields(RESOLUTION.fields, row, { viewer: caller }));
}

function getResolution(call: Call): Reply {
  return reply(findRequest(call), call);
}

/** Writes the resolution and leaves the status alone (reference C.1.6). */
function addResolution(call: Call): Reply {
  const request = findRequest(call);
  const { content, add_to_linked_requests } = readWrite(call, RESOLUTION, {
    mandatory: (parsed) => missingIn(parsed, ['content']),
  });
  const linked = add_to_linked_requests ? call.store.links.of(request.id) : [];
  for (const target of [request, ...linked.map(({ linked_request }) => linked_request as RequestRow)]) {
    writeResolution(target, content, call.caller, call.now);
    target.last_updated_time = call.now;
  }
  return reply(request, call);
}

const path = '/requests/{id}/resolutions';
const scopes = ['requests'] as const;

/** reference C.1.6 */
export const resolutionRoutes: readonly Route[] = [
  { method: 'GET', path, operation: 'requests.resolutions.get', scopes, answer: getResolution },
  { method: 'POST', path, operation: 'requests.resolutions.add', scopes, answer: addResolution },
];
