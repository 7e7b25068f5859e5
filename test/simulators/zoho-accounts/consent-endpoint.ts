import { type AccountsAnswer, type AccountsRequest, errorPage } from './accounts-exchange.js';
import { type AccountsState, consentKey } from './accounts-state.js';
import type { RegisteredClient } from './client-registry.js';
import { areGrantable, readScopes } from './scopes.js';

/** Lifetime of a code that came by redirect (reference A.2). */
const REDIRECT_CODE_MINUTES = 1;

/**
 * `GET /oauth/v2/auth` (reference A.3): the person has decided already, by `settings.consent`. An address that is not
 * registered never gets a redirect.
 */
export function answerConsent(state: AccountsState, { params }: AccountsRequest): AccountsAnswer {
  const { settings, clients } = state;
  const client = clients.find(params.get('client_id') ?? '');
  if (!client || client.kind === 'self') return errorPage(400, 'invalid_client');
  const redirectUri = params.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) return errorPage(400, 'invalid_redirect_uri');
  if (params.get('response_type') !== 'code') return errorPage(400, 'general_error');
  const { consentHome } = settings;
  if (consentHome && consentHome.dataCenter !== state.dataCenter) return sendHome(state, consentHome, params);

  const back = new URL(redirectUri);
  const outcome = decide(state, client, redirectUri, params);
  for (const [name, value] of Object.entries(outcome)) back.searchParams.set(name, value);
  const sentState = params.get('state');
  if (sentState !== undefined) back.searchParams.set('state', sentState);
  return redirect(back);
}

/** What the redirect address is told. */
function decide(
  state: AccountsState,
  client: RegisteredClient,
  redirectUri: string,
  params: ReadonlyMap<string, string>,
): Record<string, string> {
  const { settings, consents, codes, dataCenter, locations } = state;
  const scopes = readScopes(params.get('scope') ?? '');
  if (!areGrantable(scopes, settings.refusedScopes)) return { error: 'invalid_scope' };
  if (settings.consent === 'denied') return { error: 'access_denied' };

  const user = settings.consentUser ?? client.user;
  const key = consentKey(client.clientId, user);
  const isFirst = !consents.has(key);
  const offline = params.get('access_type') === 'offline' && (isFirst || params.get('prompt') === 'consent');
  const code = codes.create(
    { clientId: client.clientId, user, scopes, minutes: REDIRECT_CODE_MINUTES, redirectUri, offline },
    settings.grantCodesPerTenMinutes,
  );
  if (!code) return { error: 'access_denied' };
  if (offline) consents.add(key);
  return { code: code.value, location: dataCenter, 'accounts-server': locations[dataCenter] ?? '' };
}

/** A flow may start in any data center but China's and is sent on to the person's own (reference A.3). */
function sendHome(
  { dataCenter }: AccountsState,
  home: { readonly dataCenter: string; readonly url: string },
  params: ReadonlyMap<string, string>,
): AccountsAnswer {
  if (dataCenter === 'cn' || home.dataCenter === 'cn') return errorPage(400, 'This account does not exist');
  return redirect(new URL(`/oauth/v2/auth?${new URLSearchParams([...params]).toString()}`, home.url));
}

function redirect(to: URL): AccountsAnswer {
  return { status: 302, body: '', headers: { location: to.href } };
}
