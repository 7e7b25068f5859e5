import { beforeEach, expect, it } from '@jest/globals';
import type { Connection } from '../../../src/token/connection.js';
import type { ClientCredentials } from '../../../src/token/credentials.js';
import { DatabaseUnavailableError } from '../../../src/database/database.errors.js';
import { RefreshLeases } from '../../../src/token/refresh-leases.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';

const THROTTLE = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

describeOnEachDatabase('a refresh that fails', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;
  let client: ClientCredentials;
  let connection: Connection;

  beforeEach(async () => {
    replica = await scene.replica();
    ({ client, connection } = await scene.setUp(replica));
    scene.clock.advance(15 * MINUTE);
  });

  const get = () => replica.tokens.getAccessToken(connection.id);
  const state = () => replica.connections.get(connection.id);

  it.each([
    ['throttled with 400', { kind: 'status', status: 400, body: THROTTLE }, 'ZOHO_THROTTLED'],
    ['throttled with 200', { kind: 'status', status: 200, body: THROTTLE }, 'ZOHO_THROTTLED'],
    ['a 500 with HTML', { kind: 'status', status: 500 }, 'ZOHO_UNAVAILABLE'],
    ['a 503 with a final word', { kind: 'status', status: 503, body: { error: 'invalid_code' } }, 'ZOHO_UNAVAILABLE'],
    ['an HTML page with 200', { kind: 'html' }, 'ZOHO_UNAVAILABLE'],
    ['a reset', { kind: 'reset' }, 'ZOHO_UNAVAILABLE'],
    ['a reset after the fact', { kind: 'reset', after: true }, 'ZOHO_UNAVAILABLE'],
    ['half a body and a reset', { kind: 'resetMidBody' }, 'ZOHO_UNAVAILABLE'],
    ['half of the JSON', { kind: 'truncated' }, 'ZOHO_UNAVAILABLE'],
  ] as const)('by %s never ends the connection, and is over when Zoho is well', async (_what, fault, code) => {
    scene.clock.advance(HOUR);
    for (let count = 0; count < 4; count += 1) {
      scene.zoho.faults.next(1, fault);
      await expect(get()).rejects.toMatchObject({ code, retryable: true });
      scene.clock.advance(11 * MINUTE);
    }
    expect(await state()).toMatchObject({ state: 'ready', consecutiveFailures: 4 });

    scene.zoho.faults.clear();

    expect(scene.zoho.introspect((await get()).value)).toBeDefined();
    expect(await state()).toMatchObject({ consecutiveFailures: 0, firstFailureAt: null, lastFailureCode: null });
  });

  it('does not cost the token when the database is away just as Zoho answers', async () => {
    const leases = replica.part(RefreshLeases);
    const save = leases.saveTokens.bind(leases);
    let away = 2;
    leases.saveTokens = (lease, tokens) =>
      away-- > 0 ? Promise.reject(new DatabaseUnavailableError()) : save(lease, tokens);
    scene.clock.advance(HOUR);

    const { value } = await get();

    expect(scene.zoho.introspect(value)).toBeDefined();
    expect(scene.refreshes).toBe(1);
    expect(await scene.row(connection)).toMatchObject({ tokenVersion: 2, leaseOwner: null });
  });

  it('goes unnoticed while the old token has half a minute to live', async () => {
    const { value } = await get();
    scene.zoho.faults.untilCleared({ kind: 'status', status: 503 });

    await scene.untilExpiry(connection, 30 * SECOND);
    expect((await get()).value).toBe(value);

    await scene.untilExpiry(connection, 30 * SECOND - 1);
    await expect(get()).rejects.toMatchObject({ code: 'ZOHO_UNAVAILABLE' });
  });

  it('is not repeated for every caller, but after a pause', async () => {
    scene.clock.advance(HOUR);
    scene.zoho.faults.untilCleared({ kind: 'status', status: 503 });

    const errors = await Promise.all(Array.from({ length: 10 }, () => get().catch((error: unknown) => error)));
    await expect(get()).rejects.toMatchObject({ code: 'ZOHO_UNAVAILABLE' });

    expect(errors).toHaveLength(10);
    expect(scene.refreshes).toBe(1);
    scene.clock.advance(30 * SECOND);
    await expect(get()).rejects.toMatchObject({ code: 'ZOHO_UNAVAILABLE' });
    expect(scene.refreshes).toBe(2);
  });

  it('by throttling keeps everybody from Zoho until the ten minutes are over', async () => {
    scene.clock.advance(HOUR);
    scene.zoho.faults.next(1, { kind: 'status', status: 400, body: THROTTLE });
    await expect(get()).rejects.toMatchObject({ code: 'ZOHO_THROTTLED', retryAfterSeconds: 600 });
    scene.clock.advance(10 * MINUTE - 1);
    await expect(get()).rejects.toMatchObject({ code: 'ZOHO_THROTTLED', retryAfterSeconds: 1 });
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'ZOHO_THROTTLED' });
    await replica.job.tick();

    expect(scene.refreshes).toBe(1);
    scene.clock.advance(1);
    expect(scene.zoho.introspect((await get()).value)).toBeDefined();
  });

  it('for good needs two verdicts a minute apart; then a person is asked for and Zoho no more', async () => {
    scene.clock.advance(HOUR);
    scene.zoho.revokeRefreshToken(client);

    await expect(get()).rejects.toMatchObject({ code: 'REFRESH_REFUSED', reason: 'invalid_code', retryable: true });
    scene.clock.advance(MINUTE - 1);
    await expect(get()).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });
    expect(scene.refreshes).toBe(1);
    expect(await state()).toMatchObject({ state: 'ready' });

    scene.clock.advance(10 * SECOND);
    await expect(get()).rejects.toMatchObject({
      code: 'REAUTH_REQUIRED',
      reason: 'invalid_code',
      guidance: { status: 'reauth_required', needsSetup: true },
    });
    expect(await state()).toMatchObject({
      state: 'reauth_required',
      reauthReason: 'invalid_code',
      reauthAt: scene.clock.now(),
      nextRefreshAt: null,
    });

    scene.clock.advance(24 * HOUR);
    await expect(get()).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });
    await replica.job.tick();
    expect(scene.refreshes).toBe(2);
    expect((await replica.connections.counts()).reauthRequired).toBe(1);
  });

  it('for good is cleared by a new set-up, and the next call works', async () => {
    scene.clock.advance(HOUR);
    scene.zoho.revokeRefreshToken(client);
    await expect(get()).rejects.toThrow();
    scene.clock.advance(2 * MINUTE);
    await expect(get()).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });
    expect(await replica.connections.authenticate(client)).toMatchObject({ state: 'reauth_required' });

    await scene.setUp(replica, client);

    expect(await replica.connections.authenticate(client)).toMatchObject({
      state: 'ready',
      reauthReason: null,
      reauthAt: null,
      consecutiveFailures: 0,
      firstFailureAt: null,
      lastFailureAt: null,
      lastFailureCode: null,
    });
    expect(scene.zoho.introspect((await get()).value)).toBeDefined();
  });

  it('for good is taken back when a person insists and Zoho has changed its mind', async () => {
    scene.zoho.faults.next(2, { kind: 'status', status: 200, body: { error: 'invalid_code' } });
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });
    scene.clock.advance(MINUTE);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });
    await expect(get()).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });

    await replica.tokens.refreshNow(connection.id);

    expect(await state()).toMatchObject({ state: 'ready', reauthReason: null });
    expect(scene.zoho.introspect((await get()).value)).toBeDefined();
  });

  it.each(['invalid_client', 'invalid_client_secret', 'unauthorized_client', 'invalid_grant'])(
    'with the final word %s says so after the second time',
    async (error) => {
      scene.zoho.faults.untilCleared({ kind: 'status', status: 400, body: { error } });
      await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });
      scene.clock.advance(MINUTE);
      await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ reason: error });

      expect(await state()).toMatchObject({ state: 'reauth_required', reauthReason: error });
    },
  );

  it('because a stored value is damaged is no dead grant, and Zoho is not asked', async () => {
    const { id } = connection;
    const damaged = Buffer.from((await scene.row(connection)).refreshTokenCiphertext);
    damaged[damaged.length - 1]! ^= 1;
    await scene.dataSource.getRepository(OAuthToken).update({ id }, { refreshTokenCiphertext: damaged });
    scene.clock.advance(HOUR);

    for (let count = 0; count < 3; count += 1) {
      await expect(get()).rejects.toMatchObject({ code: 'STORED_TOKENS_UNREADABLE', retryable: false });
      scene.clock.advance(10 * MINUTE);
    }

    expect(await state()).toMatchObject({ state: 'ready', lastFailureCode: 'stored_tokens_unreadable' });
    expect(scene.refreshes).toBe(0);
  });
});
