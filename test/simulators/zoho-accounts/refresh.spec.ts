import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { type Answered, connect, exchange, refresh } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const THROTTLED = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

let clock: FakeClock;
let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  clock = new FakeClock();
  accounts = await ZohoAccountsSimulator.start({ clock });
  client = accounts.registerClient();
});

afterEach(() => accounts.close());

async function refreshTimes(times: number, refreshToken: string, everyMs = 0): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (let count = 0; count < times; count += 1) {
    answers.push(await refresh(accounts, client, refreshToken));
    clock.advance(everyMs);
  }
  return answers;
}

const accessTokenOf = ({ body }: Answered) => String(body['access_token']);

describe('a refresh', () => {
  it('gives a new access token and no refresh token', async () => {
    const { refreshToken, accessToken } = await connect(accounts, client);

    const { status, body } = await refresh(accounts, client, refreshToken);

    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['access_token', 'scope', 'api_domain', 'token_type', 'expires_in']);
    expect(body['access_token']).not.toBe(accessToken);
  });

  it('keeps the scopes of the grant', async () => {
    const code = accounts.mintGrantToken(client, { scopes: ['SDPOnDemand.requests.READ'] });
    const { body } = await exchange(accounts, client, code);

    const refreshed = await refresh(accounts, client, String(body['refresh_token']));

    expect(refreshed.body['scope']).toBe('SDPOnDemand.requests.READ');
    expect(accounts.introspect(accessTokenOf(refreshed))?.scopes).toEqual(['SDPOnDemand.requests.READ']);
  });

  it('works with the same refresh token a year later', async () => {
    const { refreshToken } = await connect(accounts, client);

    clock.advance(365 * 24 * HOUR);
    const { body } = await refresh(accounts, client, refreshToken);

    expect(body).toHaveProperty('access_token');
  });

  it('leaves the older access token alive', async () => {
    const { refreshToken, accessToken } = await connect(accounts, client);

    await refresh(accounts, client, refreshToken);

    expect(accounts.introspect(accessToken)).toBeDefined();
  });

  it.each([
    ['a revoked refresh token', async (token: string) => (accounts.revokeRefreshToken(token), token)],
    ['a grant code in its place', async () => accounts.mintGrantToken(client)],
    [
      'the refresh token of another client',
      async () => (await connect(accounts, accounts.registerClient())).refreshToken,
    ],
    ['a made-up refresh token', async () => '1000.00000000000000000000000000000000.00000000000000000000000000000000'],
  ])('calls %s an invalid code', async (_what, arrange) => {
    const { refreshToken } = await connect(accounts, client);

    const answer = await refresh(accounts, client, await arrange(refreshToken));

    expect(answer).toEqual({ status: 200, body: { error: 'invalid_code' } });
  });
});

describe('an access token', () => {
  it('lives one hour', async () => {
    const { accessToken } = await connect(accounts, client);

    clock.advance(HOUR - 1);
    const before = accounts.introspect(accessToken);
    clock.advance(1);
    const after = accounts.introspect(accessToken);

    expect(before).toBeDefined();
    expect(after).toBeUndefined();
  });

  it('can be ended before its time', async () => {
    const { accessToken } = await connect(accounts, client);
    const other = await connect(accounts, accounts.registerClient());

    accounts.expireAccessTokens(client);

    expect(accounts.introspect(accessToken)).toBeUndefined();
    expect(accounts.introspect(other.accessToken)).toBeDefined();
  });

  it('is pushed out, oldest first, when its refresh token has more than ten alive', async () => {
    const { refreshToken, accessToken: first } = await connect(accounts, client);
    const refreshed = await refreshTimes(9, refreshToken, 2 * MINUTE);
    const aliveAtTen = accounts.introspect(first) !== undefined;

    const eleventh = await refresh(accounts, client, refreshToken);

    expect(aliveAtTen).toBe(true);
    expect(accounts.introspect(first)).toBeUndefined();
    const rest = [...refreshed, eleventh].map((answer) => accounts.introspect(accessTokenOf(answer)));
    expect(rest).not.toContain(undefined);
  });

  it('is pushed out later where the server is of an older age', async () => {
    accounts.settings.liveAccessTokens = 15;
    const { refreshToken, accessToken: first } = await connect(accounts, client);

    await refreshTimes(14, refreshToken, 2 * MINUTE);
    const aliveAtFifteen = accounts.introspect(first) !== undefined;
    await refresh(accounts, client, refreshToken);

    expect(aliveAtFifteen).toBe(true);
    expect(accounts.introspect(first)).toBeUndefined();
  });
});

describe('the throttle', () => {
  it('refuses the eleventh refresh within ten minutes, word for word', async () => {
    const { refreshToken } = await connect(accounts, client);
    const ten = await refreshTimes(10, refreshToken);

    const response = await refresh(accounts, client, refreshToken);

    expect(ten.every(({ body }) => 'access_token' in body)).toBe(true);
    expect(response.status).toBe(400);
    expect(JSON.stringify(response.body)).toBe(JSON.stringify(THROTTLED));
  });

  it('can come with status 200', async () => {
    accounts.settings.throttleStatus = 200;
    const { refreshToken } = await connect(accounts, client);
    await refreshTimes(10, refreshToken);

    const response = await refresh(accounts, client, refreshToken);

    expect(response).toEqual({ status: 200, body: THROTTLED });
  });

  it('lasts for the rest of the window and not longer, however often one asks', async () => {
    const { refreshToken } = await connect(accounts, client);
    await refreshTimes(10, refreshToken);

    const refused = await refreshTimes(9, refreshToken, MINUTE);
    clock.advance(MINUTE - 1);
    const lastRefused = await refresh(accounts, client, refreshToken);
    clock.advance(1);
    const granted = await refreshTimes(10, refreshToken);

    expect([...refused, lastRefused].map(({ body }) => body)).toEqual(Array.from({ length: 10 }, () => THROTTLED));
    expect(granted.every(({ body }) => 'access_token' in body)).toBe(true);
  });

  it('counts over a rolling window', async () => {
    const { refreshToken } = await connect(accounts, client);
    await refreshTimes(5, refreshToken);
    clock.advance(6 * MINUTE);
    await refreshTimes(5, refreshToken);

    clock.advance(4 * MINUTE);
    const later = await refreshTimes(6, refreshToken);

    expect(later.map(({ body }) => 'access_token' in body)).toEqual([true, true, true, true, true, false]);
  });

  it('holds back one refresh token and no other', async () => {
    const [throttled, other] = [await connect(accounts, client), await connect(accounts, client)];
    await refreshTimes(11, throttled.refreshToken);

    const { body } = await refresh(accounts, client, other.refreshToken);

    expect(body).toHaveProperty('access_token');
  });
});

describe('refresh tokens of one user', () => {
  async function connectTimes(times: number): Promise<{ accessToken: string; refreshToken: string }[]> {
    const made: { accessToken: string; refreshToken: string }[] = [];
    for (let count = 0; count < times; count += 1) {
      clock.advance(MINUTE);
      made.push(await connect(accounts, client));
    }
    return made;
  }

  it('are twenty at most: the next one ends the first created and its access tokens', async () => {
    const [first, second] = await connectTimes(20);
    const firstWasAlive = accounts.introspect(first!.accessToken) !== undefined;

    await connectTimes(1);

    expect(firstWasAlive).toBe(true);
    expect((await refresh(accounts, client, first!.refreshToken)).body).toEqual({ error: 'invalid_code' });
    expect(accounts.introspect(first!.accessToken)).toBeUndefined();
    expect((await refresh(accounts, client, second!.refreshToken)).body).toHaveProperty('access_token');
    expect(accounts.liveTokens(client).refreshTokens).toHaveLength(20);
  });

  it('do not push out those of another user', async () => {
    const colleague = accounts.registerClient({ user: 'colleague@example.com' });
    const { refreshToken } = await connect(accounts, colleague);

    await connectTimes(21);

    expect((await refresh(accounts, colleague, refreshToken)).body).toHaveProperty('access_token');
  });

  it('can be refused with the throttle body instead', async () => {
    accounts.settings.refreshTokenLimit = 'refuse';
    const [first] = await connectTimes(20);
    clock.advance(MINUTE);

    const refused = await exchange(accounts, client, accounts.mintGrantToken(client));

    expect(refused).toEqual({ status: 400, body: THROTTLED });
    expect((await refresh(accounts, client, first!.refreshToken)).body).toHaveProperty('access_token');
  });
});
