import type { AccountsState } from './accounts-state.js';
import type { RegisteredClient } from './client-registry.js';
import { refusal, throttled } from './refusal.js';
import { areGrantable, readScopes } from './scopes.js';
import type { AccessToken } from './token-store.js';

type Params = ReadonlyMap<string, string>;

/** What a grant gave: tokens for the answer, and the refresh token it belongs to for the meter. */
export interface Issued {
  readonly accessToken: AccessToken;
  /** Only the exchange of a code gives one (reference A.4.1, A.4.2). */
  readonly refreshToken?: string;
}

type GrantHandler = (state: AccountsState, client: RegisteredClient, params: Params) => Issued;

const GRANTS: ReadonlyMap<string, GrantHandler> = new Map([
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
  ['client_credentials', issueForClient],
]);

/** `POST /oauth/v2/token`, with the checks in the order of reference E.1. @throws Refusal */
export function grantToken(state: AccountsState, params: Params): Issued {
  const grant = GRANTS.get(required(params, 'grant_type'));
  if (!grant) throw refusal('unsupported_grant_type');
  return grant(state, authenticateClient(state, params), params);
}

function authenticateClient({ clients, settings }: AccountsState, params: Params): RegisteredClient {
  const client = clients.find(required(params, 'client_id'));
  if (!client) throw refusal('invalid_client');
  if (client.clientSecret !== required(params, 'client_secret')) throw refusal(settings.wrongSecretBody);
  return client;
}

/** Reference A.4.1. A redirect address sent along by a Self Client does no harm. */
function exchangeCode({ codes, tokens, settings }: AccountsState, client: RegisteredClient, params: Params): Issued {
  const code = codes.findRedeemable(required(params, 'code'), client.clientId);
  if (!code) throw refusal('invalid_code');
  if (code.redirectUri !== undefined && params.get('redirect_uri') !== code.redirectUri) {
    throw refusal('invalid_redirect_uri');
  }
  if (code.offline && settings.refreshTokenLimit === 'refuse' && tokens.isAtRefreshTokenLimit(code.user)) {
    throw throttled(settings.throttleStatus);
  }

  codes.markUsed(code);
  const { user, scopes } = code;
  const authorization = { clientId: client.clientId, user, scopes };
  if (!code.offline) return { accessToken: tokens.createAccessToken(authorization) };
  const refreshToken = tokens.createRefreshToken(authorization);
  return { accessToken: tokens.createAccessToken(authorization, refreshToken), refreshToken: refreshToken.value };
}

/** Reference A.4.2: no refresh token in the answer, no rotation, the scopes of the original grant. */
function refresh({ tokens, settings }: AccountsState, client: RegisteredClient, params: Params): Issued {
  const refreshToken = tokens.findRefreshToken(required(params, 'refresh_token'));
  if (!refreshToken || refreshToken.clientId !== client.clientId) throw refusal('invalid_code');
  if (!tokens.spendGrant(refreshToken)) throw throttled(settings.throttleStatus);
  return { accessToken: tokens.createAccessToken(refreshToken, refreshToken) };
}

/** Reference A.4.3: for Self Clients; acts as the client's owner. */
function issueForClient({ tokens, settings }: AccountsState, client: RegisteredClient, params: Params): Issued {
  if (client.kind !== 'self') throw refusal('invalid_client');
  const scopes = readScopes(required(params, 'scope'));
  const tooMany = settings.clientCredentials === 'oneScope' && scopes.length > 1;
  if (tooMany || !areGrantable(scopes, settings.refusedScopes)) throw refusal('invalid_scope');
  const isOrgNamed = /^SDPOnDemand\.\d+$/.test(params.get('soid') ?? '');
  if (settings.clientCredentials === 'needsOrg' && !isOrgNamed) throw refusal('missing_org_info');
  return { accessToken: tokens.createAccessToken({ clientId: client.clientId, user: client.user, scopes }) };
}

/** A missing parameter is a malformed call (reference A.5). */
function required(params: Params, name: string): string {
  const value = params.get(name);
  if (value === undefined) throw refusal('general_error');
  return value;
}
