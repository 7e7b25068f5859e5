import type { AccountsAnswer, AccountsRequest } from './accounts-exchange.js';
import type { AccountsState } from './accounts-state.js';

const BAD_TOKEN: AccountsAnswer = { status: 400, body: { status: 'failure' } };

/** `POST /oauth/v2/token/revoke`: the token alone is enough (reference A.7). */
export function answerRevoke(state: AccountsState, { params }: AccountsRequest): AccountsAnswer {
  return revoke(state, params.get('token') ?? '');
}

/** `POST /oauth/v2/revoke/token`: client credentials by HTTP Basic, and a `token_type` (reference A.7). */
export function answerRevokeByClient(state: AccountsState, request: AccountsRequest): AccountsAnswer {
  const clientId = authenticatedClient(state, request.authorization);
  if (clientId === undefined) return { status: 401, body: { error: 'invalid_client' } };
  if (!request.params.has('token_type')) return { status: 400, body: { error: 'general_error' } };
  return revoke(state, request.params.get('token') ?? '', clientId);
}

function revoke({ tokens }: AccountsState, value: string, clientId?: string): AccountsAnswer {
  const refreshToken = tokens.findRefreshToken(value);
  const accessToken = tokens.findAccessToken(value);
  const owner = (refreshToken ?? accessToken)?.clientId;
  if (owner === undefined || (clientId !== undefined && owner !== clientId)) return BAD_TOKEN;

  if (refreshToken) tokens.revokeRefreshToken(refreshToken);
  if (accessToken) tokens.revokeAccessToken(accessToken);
  return { status: 200, body: { status: 'success' } };
}

function authenticatedClient({ clients }: AccountsState, authorization: string | undefined): string | undefined {
  const encoded = /^Basic (.+)$/i.exec(authorization ?? '')?.[1] ?? '';
  const [clientId = '', clientSecret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return clients.find(clientId)?.clientSecret === clientSecret ? clientId : undefined;
}
