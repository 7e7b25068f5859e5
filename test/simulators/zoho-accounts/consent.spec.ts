import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { ask, credentials } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

const REDIRECT_URI = 'https://mcp.example.com/oauth/callback';

let clock: FakeClock;
let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  clock = new FakeClock();
  accounts = await ZohoAccountsSimulator.start({ clock });
  client = accounts.registerClient({ kind: 'server', redirectUris: [REDIRECT_URI], user: 'ana@example.com' });
});

afterEach(() => accounts.close());

function visit(parameters: Record<string, string> = {}, at = accounts): Promise<Response> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: client.clientId,
    scope: 'SDPOnDemand.requests.ALL',
    redirect_uri: REDIRECT_URI,
    access_type: 'offline',
    state: 'state-1',
    ...parameters,
  });
  return fetch(`${at.url}/oauth/v2/auth?${query.toString()}`, { redirect: 'manual' });
}

/** What the redirect address is told. */
async function told(parameters: Record<string, string> = {}): Promise<Record<string, string>> {
  const response = await visit(parameters);
  const location = new URL(response.headers.get('location') ?? '');
  expect(response.status).toBe(302);
  expect(location.origin + location.pathname).toBe(REDIRECT_URI);
  return Object.fromEntries(location.searchParams);
}

async function exchanged(
  code: string | undefined,
  parameters: Record<string, string> = { redirect_uri: REDIRECT_URI },
) {
  const form = { grant_type: 'authorization_code', ...credentials(client), code: code ?? '', ...parameters };
  return (await ask(accounts, form)).body;
}

describe('consent', () => {
  it('sends the person back with a code, the data center, its accounts server and the state', async () => {
    const parameters = await told();

    expect(parameters).toEqual({
      code: expect.stringMatching(/^1000\./),
      location: 'us',
      'accounts-server': accounts.url,
      state: 'state-1',
    });
    expect(await exchanged(parameters['code'])).toMatchObject({ scope: 'SDPOnDemand.requests.ALL' });
  });

  it('speaks for the person who gave it', async () => {
    accounts.settings.consentUser = 'ben@example.com';

    const body = await exchanged((await told())['code']);

    expect(accounts.introspect(String(body['access_token']))?.user).toBe('ben@example.com');
  });

  it('can be denied', async () => {
    accounts.settings.consent = 'denied';

    expect(await told()).toEqual({ error: 'access_denied', state: 'state-1' });
  });

  it('is refused for a scope the console does not know', async () => {
    expect(await told({ scope: 'SDPOnDemand.tasks.ALL' })).toEqual({ error: 'invalid_scope', state: 'state-1' });
  });

  it('gives a code for one minute', async () => {
    const { code } = await told();

    clock.advance(60_000);

    expect(await exchanged(code)).toEqual({ error: 'invalid_code' });
  });

  it.each([[{}], [{ redirect_uri: `${REDIRECT_URI}/` }]])(
    'gives a code that needs its own redirect address, not %j',
    async (parameters) => {
      expect(await exchanged((await told())['code'], parameters)).toEqual({ error: 'invalid_redirect_uri' });
    },
  );

  it.each<[string, Record<string, string>]>([
    ['an unknown client', { client_id: '1000.UNKNOWN' }],
    ['an address that is not registered', { redirect_uri: 'https://evil.example.com/cb' }],
    ['another response type', { response_type: 'token' }],
  ])('shows a page and redirects nowhere for %s', async (_what, parameters) => {
    const response = await visit(parameters);

    expect(response.status).toBe(400);
    expect(response.headers.get('location')).toBeNull();
  });

  it('is not for Self Clients', async () => {
    const { clientId } = accounts.registerClient({ kind: 'self', redirectUris: [REDIRECT_URI] });

    const response = await visit({ client_id: clientId });

    expect(response.status).toBe(400);
  });
});

describe('offline access', () => {
  it('gives a refresh token the first time only', async () => {
    const [first, second] = [await exchanged((await told())['code']), await exchanged((await told())['code'])];

    expect(first).toHaveProperty('refresh_token');
    expect(second).toHaveProperty('access_token');
    expect(second).not.toHaveProperty('refresh_token');
  });

  it('gives a refresh token again after prompt=consent', async () => {
    await told();

    expect(await exchanged((await told({ prompt: 'consent' }))['code'])).toHaveProperty('refresh_token');
  });

  it('gives a refresh token again after the person removed the application', async () => {
    await exchanged((await told())['code']);
    accounts.revokeRefreshToken(client);

    expect(await exchanged((await told())['code'])).toHaveProperty('refresh_token');
  });

  it('is not given by access_type=online', async () => {
    const body = await exchanged((await told({ access_type: 'online' }))['code']);

    expect(body).toHaveProperty('access_token');
    expect(body).not.toHaveProperty('refresh_token');
  });
});

describe('a person whose account is elsewhere', () => {
  let europe: ZohoAccountsSimulator;

  beforeEach(async () => {
    europe = await ZohoAccountsSimulator.start({ clock, dataCenter: 'eu' });
  });

  afterEach(() => europe.close());

  it('is sent on to their own data center, which names itself', async () => {
    europe.registerClient({ ...client, kind: 'server', redirectUris: [REDIRECT_URI] });
    accounts.settings.consentHome = europe;

    const onward = await visit();
    const back = await fetch(onward.headers.get('location') ?? '', { redirect: 'manual' });

    const parameters = new URL(back.headers.get('location') ?? '').searchParams;
    expect(Object.fromEntries(parameters)).toMatchObject({ location: 'eu', 'accounts-server': europe.url });
    expect(await exchanged(parameters.get('code') ?? '')).toEqual({ error: 'invalid_code' });
  });

  it('is not sent to China', async () => {
    accounts.settings.consentHome = { dataCenter: 'cn', url: 'http://127.0.0.1:9' };

    expect((await visit()).status).toBe(400);
  });
});

it('tells the accounts server of every data center', async () => {
  accounts.announce({ us: accounts.url, eu: 'http://127.0.0.1:9' });

  const response = await fetch(`${accounts.url}/oauth/serverinfo`);

  expect(await response.json()).toEqual({
    result: 'success',
    locations: { us: accounts.url, eu: 'http://127.0.0.1:9' },
  });
});
