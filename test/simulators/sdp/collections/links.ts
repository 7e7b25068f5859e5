import { isObject } from '../fields/field.js';
import { pick } from '../fields/reference-kinds.js';
import type { Call, Route } from '../routes/route.js';
import type { RequestRow } from '../store/rows.js';
import { listReply, type Reply, successReply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { findRequest } from './requests/find-request.js';

interface Link {
  readonly target: RequestRow;
  readonly comments: string | null;
}

/** The array form, without list_info (reference B.6). */
function listLinks(call: Call): Reply {
  const links = call.store.links.of(findRequest(call).id);
  return listReply(
    'link_requests',
    links.map(({ comments, linked_request }) => ({
      linked_request: pick(linked_request as RequestRow, ['id', 'display_id', 'subject', 'udf_fields']),
      comments,
    })),
  );
}

/** reference C.1: `{"link_requests":[{"linked_request":{"id"},"comments"}]}`. @throws SdpFailure */
function readLinks({ input, store }: Call): Link[] {
  const extra = Object.keys(input ?? {}).find((key) => key !== 'link_requests');
  if (extra !== undefined) throw failures.extraKey(extra);
  const given = input?.link_requests;
  if (!Array.isArray(given) || given.length === 0) throw failures.mandatory(['link_requests']);
  return given.map((link) => {
    const linked = isObject(link) && isObject(link.linked_request) ? link.linked_request.id : undefined;
    const target = typeof linked === 'string' ? store.requests.get(linked) : undefined;
    if (!target) throw failures.notValid('linked_request');
    const { comments } = link as { comments?: unknown };
    return { target, comments: typeof comments === 'string' ? comments : null };
  });
}

/** Links show from both ends. */
function addLinks(call: Call): Reply {
  const request = findRequest(call);
  const { store } = call;
  for (const { target, comments } of readLinks(call)) {
    for (const [from, to] of [
      [request, target],
      [target, request],
    ] as const) {
      store.links.remove(from.id, to.id);
      store.links.add(from.id, { id: to.id, linked_request: to, comments });
      from.has_linked_requests = true;
    }
  }
  return successReply('Request successfully linked');
}

function removeLinks(call: Call): Reply {
  const request = findRequest(call);
  const { store } = call;
  for (const { target } of readLinks(call)) {
    store.links.remove(request.id, target.id);
    store.links.remove(target.id, request.id);
    for (const end of [request, target]) end.has_linked_requests = store.links.of(end.id).length > 0;
  }
  return successReply('The request links are removed successfully');
}

const path = '/requests/{id}/link_requests';
const scopes = ['requests'] as const;

/** reference C.1; unlinking has its body in the query (reference B.3) */
export const linkRoutes: readonly Route[] = [
  { method: 'GET', path, operation: 'requests.links.list', scopes, answer: listLinks },
  { method: 'POST', path, operation: 'requests.links.add', scopes, answer: addLinks },
  { method: 'DELETE', path, operation: 'requests.links.remove', scopes, answer: removeLinks },
];
