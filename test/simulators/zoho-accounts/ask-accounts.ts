import type { SimulatedClient } from './client-registry.js';
import type { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

export interface Answered {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** Posts a form to the token endpoint, or to another path, and reads the JSON answer. For the specs beside it. */
export async function ask(
  accounts: ZohoAccountsSimulator,
  form: Record<string, string>,
  path = '/oauth/v2/token',
): Promise<Answered> {
  const response = await fetch(accounts.url + path, { method: 'POST', body: new URLSearchParams(form) });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

export function credentials({ clientId, clientSecret }: SimulatedClient): Record<string, string> {
  return { client_id: clientId, client_secret: clientSecret };
}

export function exchange(accounts: ZohoAccountsSimulator, client: SimulatedClient, code: string): Promise<Answered> {
  return ask(accounts, { grant_type: 'authorization_code', ...credentials(client), code });
}

export function refresh(
  accounts: ZohoAccountsSimulator,
  client: SimulatedClient,
  refreshToken: string,
): Promise<Answered> {
  return ask(accounts, { grant_type: 'refresh_token', ...credentials(client), refresh_token: refreshToken });
}

/** Mints a grant token, exchanges it, and returns the two tokens. */
export async function connect(
  accounts: ZohoAccountsSimulator,
  client: SimulatedClient,
): Promise<{ accessToken: string; refreshToken: string }> {
  const { body } = await exchange(accounts, client, accounts.mintGrantToken(client));
  if (typeof body['access_token'] !== 'string' || typeof body['refresh_token'] !== 'string') {
    throw new Error(`The exchange was refused: ${JSON.stringify(body)}`);
  }
  return { accessToken: body['access_token'], refreshToken: body['refresh_token'] };
}
