import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { FakeClock } from '../../support/fake-clock.js';
import { ask, connect, credentials, exchange, refresh } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

let clock: FakeClock;
let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  clock = new FakeClock();
  accounts = await ZohoAccountsSimulator.start({ clock });
  client = accounts.registerClient({ user: 'ana@example.com' });
});

afterEach(() => accounts.close());

describe('Generate Code', () => {
  it("knows clients in the vendor's form", () => {
    expect(client.clientId).toMatch(/^1000\.[A-Z0-9]{30}$/);
    expect(client.clientSecret).toMatch(/^[0-9a-f]{42}$/);
  });

  it('asks for the scopes of the server unless told otherwise', async () => {
    const { body } = await exchange(accounts, client, accounts.mintGrantToken(client));

    expect(body['scope']).toBe(DEFAULT_SCOPES.join(' '));
  });

  it('refuses a list with an unknown scope', () => {
    const scopes = ['SDPOnDemand.requests.ALL', 'SDPOnDemand.tasks.ALL'];

    expect(() => accounts.mintGrantToken(client, { scopes })).toThrow('invalid_scope');
  });

  it('refuses a scope that this console does not offer', () => {
    accounts.settings.refusedScopes = ['SDPOnDemand.setup.READ'];

    expect(() => accounts.mintGrantToken(client, { scopes: ['SDPOnDemand.setup.READ'] })).toThrow('invalid_scope');
  });

  it.each([0, 11, 1.5])('refuses a lifetime of %d minutes', (minutes) => {
    expect(() => accounts.mintGrantToken(client, { minutes })).toThrow('1 to 10 minutes');
  });

  it('refuses the eleventh code of a client within ten minutes', () => {
    for (let count = 0; count < 10; count += 1) accounts.mintGrantToken(client);

    expect(() => accounts.mintGrantToken(client)).toThrow('access_denied');
    expect(accounts.mintGrantToken(accounts.registerClient())).toMatch(/^1000\./);
    clock.advance(10 * 60_000);
    expect(accounts.mintGrantToken(client)).toMatch(/^1000\./);
  });

  it('is for Self Clients only', () => {
    const server = accounts.registerClient({ kind: 'server', redirectUris: ['https://example.com/cb'] });

    expect(() => accounts.mintGrantToken(server)).toThrow('Self Client');
  });
});

describe('the console route', () => {
  it('makes a code that can be exchanged', async () => {
    const form = { ...credentials(client), scope: 'SDPOnDemand.requests.ALL', minutes: '10' };

    const { status, body } = await ask(accounts, form, '/console/grant-token');

    expect({ status, body }).toEqual({ status: 200, body: { code: expect.any(String), expires_in: 600 } });
    expect((await exchange(accounts, client, String(body['code']))).body['scope']).toBe('SDPOnDemand.requests.ALL');
  });

  it.each([
    [403, { client_secret: 'wrong' }],
    [400, { scope: 'SDPOnDemand.tasks.ALL' }],
    [400, { minutes: 'many' }],
  ])('refuses with status %i: %j', async (expected, wrong) => {
    const { status, body } = await ask(accounts, { ...credentials(client), ...wrong }, '/console/grant-token');

    expect(status).toBe(expected);
    expect(body).toEqual({ error: expect.any(String) });
  });

  it('is spared by faults', async () => {
    accounts.faults.untilCleared({ kind: 'reset' });

    const { body } = await ask(accounts, credentials(client), '/console/grant-token');

    expect(body).toHaveProperty('code');
  });
});

describe('what the console changes', () => {
  const change = (name: string, as = client) =>
    fetch(`${accounts.url}/console/${name}`, {
      method: 'POST',
      body: new URLSearchParams(credentials(as)),
      redirect: 'manual',
    });

  it('leads back to the console, and refuses whoever does not have the secret', async () => {
    const done = await change('renew-secret');

    expect([done.status, done.headers.get('location')]).toEqual([303, '/console']);
    expect((await change('renew-secret')).status).toBe(403);
  });

  it('renews a secret: the old one stops at once, and the tokens go on', async () => {
    const { refreshToken } = await connect(accounts, client);
    await change('renew-secret');

    expect((await refresh(accounts, client, refreshToken)).body).toEqual({ error: 'invalid_client_secret' });
    expect(accounts.liveTokens(client).refreshTokens).toEqual([refreshToken]);
  });

  it.each([
    ['remove-access', 'invalid_code'],
    ['delete-client', 'invalid_client'],
  ])('ends refreshes by %s', async (name, error) => {
    const { refreshToken } = await connect(accounts, client);
    await change(name);

    expect((await refresh(accounts, client, refreshToken)).body).toMatchObject({ error });
  });
});

describe('the console page', () => {
  it('shows a form for each Self Client and nothing as markup that is not', async () => {
    accounts.registerClient({ user: '<script>alert(1)</script>' });

    const page = await (await fetch(accounts.consoleUrl)).text();

    expect(page).toContain(client.clientId);
    expect(page).toContain(`value="${DEFAULT_SCOPES.join(',')}"`);
    expect(page).not.toContain('<script>alert(1)');
  });
});
