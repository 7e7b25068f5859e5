import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { ask, credentials, exchange } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

const TOKEN = /^1000\.[0-9a-f]{32}\.[0-9a-f]{32}$/;
const MINUTE = 60_000;

let clock: FakeClock;
let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  clock = new FakeClock();
  accounts = await ZohoAccountsSimulator.start({ clock });
  client = accounts.registerClient({ user: 'ana@example.com' });
});

afterEach(() => accounts.close());

describe('the exchange of a grant code', () => {
  it('gives both tokens, the scopes by spaces, the api domain and an hour', async () => {
    const code = accounts.mintGrantToken(client, {
      scopes: ['SDPOnDemand.requests.ALL', 'SDPOnDemand.setup.READ'],
    });

    const { status, body } = await exchange(accounts, client, code);

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual([
      'access_token',
      'refresh_token',
      'scope',
      'api_domain',
      'token_type',
      'expires_in',
    ]);
    expect(body).toMatchObject({
      access_token: expect.stringMatching(TOKEN),
      refresh_token: expect.stringMatching(TOKEN),
      scope: 'SDPOnDemand.requests.ALL SDPOnDemand.setup.READ',
      api_domain: 'https://www.zohoapis.com',
      token_type: 'Bearer',
      expires_in: 3600,
    });
  });

  it('makes a token that speaks for the owner of the client, with the scopes of the code', async () => {
    const code = accounts.mintGrantToken(client, { scopes: ['SDPOnDemand.requests.READ'] });

    const { body } = await exchange(accounts, client, code);

    expect(accounts.introspect(String(body['access_token']))).toEqual({
      user: 'ana@example.com',
      scopes: ['SDPOnDemand.requests.READ'],
      clientId: client.clientId,
    });
  });

  it('takes the parameters from the query as well', async () => {
    const code = accounts.mintGrantToken(client);
    const query = new URLSearchParams({ grant_type: 'authorization_code', ...credentials(client), code });

    const response = await fetch(`${accounts.url}/oauth/v2/token?${query.toString()}`, { method: 'POST' });

    expect(await response.json()).toHaveProperty('refresh_token');
  });

  it('lets a Self Client send a redirect address along', async () => {
    const form = { grant_type: 'authorization_code', redirect_uri: 'https://example.com/cb', ...credentials(client) };

    const { body } = await ask(accounts, { ...form, code: accounts.mintGrantToken(client) });

    expect(body).toHaveProperty('access_token');
  });

  it('works once for each code', async () => {
    const code = accounts.mintGrantToken(client);
    await exchange(accounts, client, code);

    const second = await exchange(accounts, client, code);

    expect(second).toEqual({ status: 200, body: { error: 'invalid_code' } });
  });

  it('works until three minutes have passed', async () => {
    const [inTime, late] = [accounts.mintGrantToken(client), accounts.mintGrantToken(client)];

    clock.advance(3 * MINUTE - 1);
    const before = await exchange(accounts, client, inTime);
    clock.advance(1);
    const after = await exchange(accounts, client, late);

    expect(before.body).toHaveProperty('access_token');
    expect(after.body).toEqual({ error: 'invalid_code' });
  });

  it('works for as long as the person chose in the console', async () => {
    const code = accounts.mintGrantToken(client, { minutes: 10 });

    clock.advance(10 * MINUTE - 1);

    expect((await exchange(accounts, client, code)).body).toHaveProperty('access_token');
  });

  it('refuses the code of another client and leaves it usable for its own', async () => {
    const other = accounts.registerClient();
    const code = accounts.mintGrantToken(other);

    const stolen = await exchange(accounts, client, code);
    const own = await exchange(accounts, other, code);

    expect(stolen.body).toEqual({ error: 'invalid_code' });
    expect(own.body).toHaveProperty('access_token');
  });

  it('leaves a code usable when the secret was wrong', async () => {
    const code = accounts.mintGrantToken(client);
    await exchange(accounts, { ...client, clientSecret: 'wrong' }, code);

    const { body } = await exchange(accounts, client, code);

    expect(body).toHaveProperty('access_token');
  });
});

describe('data centers', () => {
  let europe: ZohoAccountsSimulator;

  beforeEach(async () => {
    europe = await ZohoAccountsSimulator.start({ clock, dataCenter: 'eu' });
  });

  afterEach(() => europe.close());

  it('do not know the clients of each other', async () => {
    const { status, body } = await exchange(europe, client, accounts.mintGrantToken(client));

    expect({ status, body }).toEqual({ status: 200, body: { error: 'invalid_client' } });
  });

  it('do not know the codes of each other, even of a client that is registered in both', async () => {
    europe.registerClient(client);

    const abroad = await exchange(europe, client, accounts.mintGrantToken(client));
    const home = await exchange(europe, client, europe.mintGrantToken(client));

    expect(abroad.body).toEqual({ error: 'invalid_code' });
    expect(home.body).toMatchObject({ api_domain: 'https://www.zohoapis.eu' });
  });
});

describe('answers by the age of the server', () => {
  it('leave the scopes out', async () => {
    accounts.settings.includeScope = false;

    const { body } = await exchange(accounts, client, accounts.mintGrantToken(client));

    expect(body).not.toHaveProperty('scope');
  });

  it('say the lifetime in milliseconds beside one in seconds', async () => {
    accounts.settings.legacyExpiry = true;

    const { body } = await exchange(accounts, client, accounts.mintGrantToken(client));

    expect(body).toMatchObject({ expires_in_sec: 3600, expires_in: 3_600_000 });
  });
});
