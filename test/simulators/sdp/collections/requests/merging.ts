import { isObject } from '../../fields/field.js';
import type { Call, Route } from '../../routes/route.js';
import type { RequestRow } from '../../store/rows.js';
import { type Reply, successReply } from '../../wire/envelope.js';
import { failures } from '../../wire/failure.js';
import { findRequest, notFound } from './find-request.js';

/** Mails and notes move, and the merged requests are no more (a guess: reference C.1, part F). */
const merge =
  (spelling: 'merge_requests' | 'merge') =>
  (call: Call): Reply => {
    const { settings, store, input } = call;
    if (settings.mergeSpelling !== spelling) throw failures.invalidUrl();
    const into = findRequest(call);
    const given = input?.merge_requests;
    if (!Array.isArray(given) || given.length === 0) throw failures.mandatory(['merge_requests']);
    const others = given.map((one): RequestRow => {
      const other = isObject(one) && typeof one.id === 'string' ? store.requests.get(one.id) : undefined;
      if (!other || other === into || other.is_trashed) throw failures.notValid('merge_requests');
      return other;
    });
    for (const other of others) {
      for (const note of store.notes.of(other.id)) store.notes.add(into.id, note);
      for (const mail of store.conversations.of(other.id)) store.conversations.add(into.id, mail);
      into.has_notes ||= other.has_notes;
      store.requests.delete(other.id);
    }
    return successReply('Requests merged successfully');
  };

/** Out of the trash (reference C.1: the spelling of the other editions with an underscore). */
function restore(call: Call): Reply {
  const request = call.store.requests.get(call.params.id ?? '');
  if (!request?.is_trashed) throw notFound(call);
  Object.assign(request, { is_trashed: false, deleted_time: null });
  return successReply();
}

const put = { method: 'PUT', scopes: ['requests'] } as const;
const path = '/requests/{id}';

export const mergingRoutes: readonly Route[] = [
  { ...put, path: `${path}/_merge_requests`, operation: 'requests.merge', answer: merge('merge_requests') },
  { ...put, path: `${path}/_merge`, operation: 'requests.merge_short', answer: merge('merge') },
  { ...put, path: `${path}/_restore_from_trash`, operation: 'requests.restore', answer: restore },
];
