import type { EntityDefinition, Values } from '../../fields/field.js';
import { renderFields } from '../../fields/row-fields.js';
import type { Call } from '../../routes/route.js';
import type { RequestRow, StatusRow } from '../../store/rows.js';
import { entityReply, type Reply, successReply } from '../../wire/envelope.js';
import { failures } from '../../wire/failure.js';
import { readWrite } from '../write-input.js';
import { acknowledge, announceAssignment } from './announce.js';
import { checkClosing, stayedOpen } from './closing.js';
import { findRequest } from './find-request.js';
import { REQUEST } from './request.fields.js';
import { checkFinished, checkPriority, mandatoryOnCreate, mandatoryOnUpdate } from './request-rules.js';
import { blankRequest } from './blank-request.js';
import { saveRequest } from './save-request.js';

export function requestReply(request: RequestRow, { caller }: Call): Reply {
  return entityReply('request', renderFields(REQUEST.fields, request, { viewer: caller }));
}

/** Without requester, the caller is it (reference C.1.2). */
export function createRequest(call: Call): Reply {
  const values = readWrite(call, REQUEST, { mandatory: mandatoryOnCreate(call) });
  checkPriority(values, call);
  const request = saveRequest(blankRequest(call), values, call);
  call.store.requests.set(request.id, request);
  acknowledge(request, call);
  return { ...requestReply(request, call), status: call.settings.createStatus };
}

export function updateRequest(call: Call): Reply {
  const request = findRequest(call);
  const values = readWrite(call, REQUEST, { mandatory: mandatoryOnUpdate(call), row: request });
  checkPriority(values, call);
  checkFinished(values, request, call);
  if (values.status && checkClosing(values.status as StatusRow, values, request, call) === 'stays_open') {
    const { status: _status, closure_info: _closure, ...rest } = values;
    return stayedOpen(requestReply(saveRequest(request, rest, call), call));
  }
  return requestReply(saveRequest(request, values, call), call);
}

const only = (...names: string[]): EntityDefinition => ({
  ...REQUEST,
  fields: Object.fromEntries(names.map((name) => [name, REQUEST.fields[name]!])),
});

const CLOSE = only('resolution', 'closure_info', 'status_change_comments');
const ASSIGN = only('group', 'technician');

/** reference C.1.10; the body may be left out. */
export function closeRequest(call: Call): Reply {
  const request = findRequest(call);
  const values: Values = call.input ? readWrite(call, CLOSE, { mandatory: () => [], row: request }) : {};
  const closed = call.store.status('Closed');
  if (checkClosing(closed, values, request, call) === 'stays_open') {
    return { ...stayedOpen(requestReply(request, call)), wrote: false };
  }
  return requestReply(saveRequest(request, { ...values, status: closed }, call), call);
}

export function assignRequest(call: Call): Reply {
  const request = findRequest(call);
  const values = readWrite(call, ASSIGN, { mandatory: () => [], row: request });
  checkFinished(values, request, call);
  saveRequest(request, values, call);
  announceAssignment(request, call);
  return requestReply(request, call);
}

/** The caller takes the request; only a technician can. */
export function pickupRequest(call: Call): Reply {
  const request = findRequest(call);
  if (!call.caller.is_technician) throw failures.forbidden();
  return requestReply(saveRequest(request, { technician: call.caller }, call), call);
}

/** Into the trash (reference C.1). */
export function deleteRequest(call: Call): Reply {
  const request = findRequest(call);
  Object.assign(request, { is_trashed: true, deleted_time: call.now });
  return successReply();
}
