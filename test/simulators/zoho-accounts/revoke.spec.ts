import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { ask, connect, refresh } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

const OLDER = '/oauth/v2/token/revoke';
const NEWER = '/oauth/v2/revoke/token';

let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  accounts = await ZohoAccountsSimulator.start({ clock: new FakeClock() });
  client = accounts.registerClient();
});

afterEach(() => accounts.close());

function revokeAs({ clientId, clientSecret }: SimulatedClient, form: Record<string, string>) {
  return revokeWith(`${clientId}:${clientSecret}`, form);
}

async function revokeWith(userInfo: string, form: Record<string, string>) {
  const authorization = `Basic ${Buffer.from(userInfo).toString('base64')}`;
  const response = await fetch(accounts.url + NEWER, {
    method: 'POST',
    headers: { authorization },
    body: new URLSearchParams(form),
  });
  return { status: response.status, body: await response.json() };
}

describe('revoking', () => {
  it('a refresh token ends its access tokens too', async () => {
    const { refreshToken, accessToken } = await connect(accounts, client);

    const answer = await ask(accounts, { token: refreshToken }, OLDER);

    expect(answer).toEqual({ status: 200, body: { status: 'success' } });
    expect(accounts.introspect(accessToken)).toBeUndefined();
    expect((await refresh(accounts, client, refreshToken)).body).toEqual({ error: 'invalid_code' });
  });

  it('an access token leaves its refresh token usable', async () => {
    const { refreshToken, accessToken } = await connect(accounts, client);

    const answer = await ask(accounts, { token: accessToken }, OLDER);

    expect(answer.status).toBe(200);
    expect(accounts.introspect(accessToken)).toBeUndefined();
    expect((await refresh(accounts, client, refreshToken)).body).toHaveProperty('access_token');
  });

  it('takes the token from the query', async () => {
    const { refreshToken } = await connect(accounts, client);

    const response = await fetch(`${accounts.url}${OLDER}?token=${refreshToken}`, { method: 'POST' });

    expect(response.status).toBe(200);
    expect(accounts.liveTokens(client).refreshTokens).toEqual([]);
  });

  it('answers a bad token with status 400', async () => {
    const answer = await ask(accounts, { token: '1000.a.b' }, OLDER);

    expect(answer.status).toBe(400);
  });

  it('leaves nothing alive of a client whose only refresh token it was', async () => {
    const { refreshToken } = await connect(accounts, client);
    await ask(accounts, { token: refreshToken }, OLDER);

    expect(accounts.liveTokens(client)).toEqual({ refreshTokens: [], accessTokens: [] });
  });
});

describe('the newer spelling', () => {
  it('revokes with the client by HTTP Basic and a token type', async () => {
    const { refreshToken, accessToken } = await connect(accounts, client);

    const answer = await revokeAs(client, { token: refreshToken, token_type: 'refresh_token' });

    expect(answer).toEqual({ status: 200, body: { status: 'success' } });
    expect(accounts.introspect(accessToken)).toBeUndefined();
  });

  it.each<[string, number, (token: string) => ReturnType<typeof revokeAs>]>([
    ['without token type', 400, (token) => revokeAs(client, { token })],
    ['with a wrong secret', 401, (token) => revokeAs({ ...client, clientSecret: 'x' }, { token, token_type: 'x' })],
    ['for a name without secret', 401, (token) => revokeWith('x', { token, token_type: 'x' })],
    [
      'for an unknown client',
      401,
      (token) => revokeAs({ clientId: 'x', clientSecret: '' }, { token, token_type: 'x' }),
    ],
    ['by another client', 400, (token) => revokeAs(accounts.registerClient(), { token, token_type: 'x' })],
  ])('refuses %s and keeps the token', async (_what, status, attempt) => {
    const { refreshToken } = await connect(accounts, client);

    const answer = await attempt(refreshToken);

    expect(answer.status).toBe(status);
    expect((await refresh(accounts, client, refreshToken)).body).toHaveProperty('access_token');
  });
});
