import type { Call } from '../../routes/route.js';
import type { RequestRow } from '../../store/rows.js';
import { failures } from '../../wire/failure.js';

/**
 * The request a path names by its long id; a ticket number is not one, and the trash is closed (reference C.1, D.17).
 *
 * @throws SdpFailure
 */
export function findRequest(call: Call): RequestRow {
  const request = call.store.requests.get(call.params.id ?? '');
  if (!request || request.is_trashed) throw notFound(call);
  return request;
}

/** Requests as records that other rows are under. */
export const requestParent = { name: 'requests', scopes: ['requests'], find: findRequest } as const;

/** What an id that names nothing is answered with. */
export function notFound({ settings }: Pick<Call, 'settings'>) {
  return settings.unknownId === 4007 ? failures.invalidUrl() : failures.notValid('id');
}
