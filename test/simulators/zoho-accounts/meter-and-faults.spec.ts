import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { connect, credentials, exchange, refresh } from './ask-accounts.js';
import type { SimulatedClient } from './client-registry.js';
import { ZohoAccountsSimulator } from './zoho-accounts.simulator.js';

let clock: FakeClock;
let accounts: ZohoAccountsSimulator;
let client: SimulatedClient;

beforeEach(async () => {
  clock = new FakeClock('2026-11-23T09:00:00Z');
  accounts = await ZohoAccountsSimulator.start({ clock });
  client = accounts.registerClient();
});

afterEach(() => accounts.close());

describe('the meter', () => {
  it('notes every grant in order: when, what, by whom, for which refresh token, and how it ended', async () => {
    const { refreshToken } = await connect(accounts, client);
    clock.advance(60_000);
    await refresh(accounts, client, refreshToken);
    await refresh(accounts, { ...client, clientSecret: 'wrong' }, refreshToken);

    const by = { clientId: client.clientId, refreshTokenTail: refreshToken.slice(-8), secretInUrl: false };
    const later = new Date('2026-11-23T09:01:00Z');
    expect(accounts.meter).toEqual([
      { ...by, at: new Date('2026-11-23T09:00:00Z'), grantType: 'authorization_code', outcome: 'issued' },
      { ...by, at: later, grantType: 'refresh_token', outcome: 'issued' },
      { ...by, at: later, grantType: 'refresh_token', outcome: 'invalid_client_secret' },
    ]);
    expect(accounts.grantsPer(refreshToken)).toHaveLength(3);
  });

  it('notes a secret that travelled in the address', async () => {
    const query = new URLSearchParams({ grant_type: 'refresh_token', ...credentials(client) });

    await fetch(`${accounts.url}/oauth/v2/token?${query.toString()}`, { method: 'POST' });

    expect(accounts.meter).toMatchObject([{ secretInUrl: true }]);
  });

  it('remembers every secret that was made', async () => {
    const code = accounts.mintGrantToken(client);
    const { body } = await exchange(accounts, client, code);

    expect(accounts.secrets).toEqual([client.clientSecret, code, body['refresh_token'], body['access_token']]);
  });
});

describe('a fault at the token endpoint', () => {
  it('keeps a grant from happening, and the meter says so', async () => {
    const { refreshToken } = await connect(accounts, client);
    accounts.faults.next(1, { kind: 'status', status: 502 });

    const failed = await refresh(accounts, client, refreshToken).catch(() => 'unreadable');

    expect(failed).toBe('unreadable');
    expect(accounts.meter.at(-1)).toMatchObject({ outcome: 'unanswered', fault: 'status' });
    expect((await refresh(accounts, client, refreshToken)).body).toHaveProperty('access_token');
  });

  it('can lose the answer of a grant that was given', async () => {
    const code = accounts.mintGrantToken(client);
    accounts.faults.next(1, { kind: 'reset', after: true });

    await expect(exchange(accounts, client, code)).rejects.toThrow();

    expect(accounts.meter).toMatchObject([{ outcome: 'issued', fault: 'reset' }]);
    expect((await exchange(accounts, client, code)).body).toEqual({ error: 'invalid_code' });
  });

  it('can hit one grant type, client or path only', async () => {
    const { refreshToken } = await connect(accounts, client);
    accounts.faults.untilCleared({ kind: 'reset' }, ({ grantType }) => grantType === 'refresh_token');

    await expect(refresh(accounts, client, refreshToken)).rejects.toThrow();
    const exchanged = await exchange(accounts, client, accounts.mintGrantToken(client));

    expect(exchanged.body).toHaveProperty('access_token');
  });

  it('can say any body under status 200, such as a verdict that is wrong', async () => {
    const { refreshToken } = await connect(accounts, client);
    accounts.faults.next(1, { kind: 'status', status: 200, body: { error: 'invalid_code' } });

    const verdict = await refresh(accounts, client, refreshToken);

    expect(verdict).toEqual({ status: 200, body: { error: 'invalid_code' } });
    expect((await refresh(accounts, client, refreshToken)).body).toHaveProperty('access_token');
  });

  it('ends with the simulator, also when it hangs', async () => {
    accounts.faults.next(1, { kind: 'hang' });
    const hanging = exchange(accounts, client, 'any').catch(() => 'closed');

    while (accounts.meter.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await accounts.close();

    expect(await hanging).toBe('closed');
  });
});
