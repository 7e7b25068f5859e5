import type { AccountsAnswer, AccountsRequest } from './accounts-exchange.js';
import { type AccountsState, consentKey } from './accounts-state.js';
import type { RefreshToken } from './token-store.js';

/** Ends a refresh token, what was made from it, and the consent behind it (reference A.7). */
export function revoke({ tokens, consents }: AccountsState, token: RefreshToken): void {
  tokens.revokeRefreshToken(token);
  consents.delete(consentKey(token.clientId, token.user));
}

/** What a person does to a client of theirs, by the last part of the address at which the console does it. */
const CHANGES: Readonly<Record<string, (state: AccountsState, clientId: string) => unknown>> = {
  /** The old secret stops at once; tokens live on. */
  'renew-secret': ({ clients }, clientId) => clients.rotateSecret(clientId),
  /** Sessions, Connected Apps, Remove (reference A.7). */
  'remove-access': (state, clientId) =>
    state.tokens.liveRefreshTokens(clientId).forEach((token) => revoke(state, token)),
  'delete-client': ({ clients }, clientId) => clients.delete(clientId),
};

export const CHANGE_PATHS = Object.keys(CHANGES).map((name) => `/console/${name}`);

/** `POST /console/renew-secret` and the like (`client_id`, `client_secret`), and back to the console. */
export function answerChange(state: AccountsState, { path, params }: AccountsRequest): AccountsAnswer {
  const client = state.clients.find(params.get('client_id') ?? '');
  if (!client || client.clientSecret !== params.get('client_secret')) {
    return { status: 403, body: { error: 'No such client, or another secret' } };
  }
  CHANGES[path.slice('/console/'.length)]!(state, client.clientId);
  return { status: 303, body: {}, headers: { location: '/console' } };
}
