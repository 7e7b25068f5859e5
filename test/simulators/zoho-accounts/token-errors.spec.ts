import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { ask, connect, credentials, refresh } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  accounts = await ZohoAccountsSimulator.start({ clock: new FakeClock() });
  client = accounts.registerClient();
});

afterEach(() => accounts.close());

describe('the token endpoint', () => {
  it.each<[string, (good: Record<string, string>) => Record<string, string>, string]>([
    ['a call without grant type', ({ grant_type: _dropped, ...rest }) => rest, 'general_error'],
    ['an unknown grant type', (good) => ({ ...good, grant_type: 'password' }), 'unsupported_grant_type'],
    ['a name that objects have by nature', (good) => ({ ...good, grant_type: 'toString' }), 'unsupported_grant_type'],
    ['a call without client', ({ client_id: _dropped, ...rest }) => rest, 'general_error'],
    ['an unknown client', (good) => ({ ...good, client_id: '1000.UNKNOWN' }), 'invalid_client'],
    ['a wrong secret', (good) => ({ ...good, client_secret: 'wrong' }), 'invalid_client_secret'],
    ['an empty refresh token', (good) => ({ ...good, refresh_token: '' }), 'general_error'],
    ['an unknown refresh token', (good) => ({ ...good, refresh_token: '1000.a.b' }), 'invalid_code'],
  ])('answers %s with HTTP 200 and an error', async (_what, spoil, error) => {
    const { refreshToken } = await connect(accounts, client);
    const good = { grant_type: 'refresh_token', ...credentials(client), refresh_token: refreshToken };

    const answer = await ask(accounts, spoil(good));

    expect(answer).toEqual({ status: 200, body: { error } });
  });

  it.each([
    ['the grant type before the client', { grant_type: 'password', client_id: 'x' }, 'unsupported_grant_type'],
    ['the client before the code', { client_id: 'x', code: 'x' }, 'invalid_client'],
    ['the secret before the code', { client_secret: 'x', code: 'x' }, 'invalid_client_secret'],
  ])('looks at %s', async (_what, wrong, error) => {
    const answer = await ask(accounts, { grant_type: 'authorization_code', ...credentials(client), ...wrong });

    expect(answer.body).toEqual({ error });
  });

  it('can call a wrong secret an invalid client, as other servers do', async () => {
    accounts.settings.wrongSecretBody = 'invalid_client';

    const answer = await refresh(accounts, { ...client, clientSecret: 'wrong' }, '1000.a.b');

    expect(answer).toEqual({ status: 200, body: { error: 'invalid_client' } });
  });

  it('refuses the old secret once it was rotated and takes the new one', async () => {
    const { refreshToken } = await connect(accounts, client);
    const rotated = accounts.rotateSecret(client);

    const [before, after] = [
      await refresh(accounts, client, refreshToken),
      await refresh(accounts, rotated, refreshToken),
    ];

    expect(before.body).toEqual({ error: 'invalid_client_secret' });
    expect(after.body).toHaveProperty('access_token');
  });

  it('does not know a client that was deleted in the console', async () => {
    const { refreshToken } = await connect(accounts, client);
    accounts.deleteClient(client);

    const answer = await refresh(accounts, client, refreshToken);

    expect(answer.body).toEqual({ error: 'invalid_client' });
  });

  it('does not read a JSON body', async () => {
    const response = await fetch(`${accounts.url}/oauth/v2/token`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ grant_type: 'refresh_token', ...credentials(client) }),
    });

    expect(await response.json()).toEqual({ error: 'general_error' });
  });

  it.each([
    ['GET', '/oauth/v2/token', 405],
    ['GET', '/oauth/v2/token/revoke', 405],
    ['POST', '/oauth/v3/token', 404],
  ])('answers %s %s with a page and status %i', async (method, path, status) => {
    const response = await fetch(accounts.url + path, { method });

    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toContain('text/html');
  });
});
