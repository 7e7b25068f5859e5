import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from '@jest/globals';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import type { Connection } from '../../../src/token/connection.js';
import type { ClientCredentials } from '../../../src/token/credentials.js';
import { HOUR, MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';

describeOnEachDatabase('an access token', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;
  let client: ClientCredentials;
  let connection: Connection;

  beforeEach(async () => {
    replica = await scene.replica();
    ({ client, connection } = await scene.setUp(replica));
  });

  const get = (from = replica) => from.tokens.getAccessToken(connection.id);
  const isLive = (token: { value: string }) => scene.zoho.introspect(token.value) !== undefined;

  it('is used as long as it has a minute to live, without asking Zoho', async () => {
    const first = await get();

    await scene.untilExpiry(connection, MINUTE);

    expect(await get()).toMatchObject({ value: first.value, version: first.version });
    expect(scene.refreshes).toBe(0);
  });

  it('is read from the database once a minute', async () => {
    await get();
    await scene.dataSource.query('DELETE FROM oauth_tokens');

    expect(isLive(await get())).toBe(true);
    scene.clock.advance(MINUTE + 1);
    await expect(get()).rejects.toMatchObject({ code: 'SETUP_REQUIRED' });
  });

  it('is replaced when less than a minute is left', async () => {
    const first = await get();
    await scene.untilExpiry(connection, MINUTE - 1);

    const second = await get();

    expect(second.version).toBe(first.version + 1);
    expect(second.value).not.toBe(first.value);
    expect(isLive(second)).toBe(true);
    expect(await replica.connections.get(connection.id)).toMatchObject({
      refreshCount: 1,
      lastRefreshedAt: scene.clock.now(),
    });
  });

  it('is fetched once for any number of callers on two replicas', async () => {
    const other = await scene.replica();
    scene.clock.advance(2 * HOUR);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 300 });

    const tokens = await Promise.all(Array.from({ length: 60 }, (_, index) => get(index % 2 ? replica : other)));

    expect(scene.refreshes).toBe(1);
    expect(new Set(tokens.map(({ value }) => value)).size).toBe(1);
    expect(tokens.every(isLive)).toBe(true);
  });

  it('is renewed for years with the one refresh token, which no answer repeats', async () => {
    const { refreshTokens } = scene.zoho.liveTokens(client);
    for (let count = 0; count < 5; count += 1) {
      scene.clock.advance(HOUR);
      expect(isLive(await get())).toBe(true);
    }

    expect(scene.zoho.liveTokens(client).refreshTokens).toEqual(refreshTokens);
  });

  it('takes the place of the refresh token when an answer brings a new one', async () => {
    const body = { access_token: '1000.new-access', refresh_token: '1000.new-refresh', expires_in: 3600 };
    scene.zoho.faults.next(1, { kind: 'status', status: 200, body });
    await replica.tokens.refreshNow(connection.id);
    scene.clock.advance(HOUR);

    await expect(get()).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });

    expect(scene.zoho.meter.at(-1)).toMatchObject({ refreshTokenTail: '-refresh' });
  });

  it('brings the granted scopes, which an older answer may not have told', async () => {
    scene.zoho.settings.includeScope = false;
    const person = scene.zoho.registerClient();
    const { connection: untold } = await scene.setUp(replica, person);
    expect(untold.scopes).toEqual([]);
    scene.zoho.settings.includeScope = true;

    await replica.tokens.refreshNow(untold.id);

    expect((await replica.connections.get(untold.id)).scopes).toContain('SDPOnDemand.requests.ALL');
  });

  it('waits for another replica that is refreshing, and uses what it stored', async () => {
    const rows = scene.dataSource.getRepository(OAuthToken);
    const { accessTokenExpiresAt } = await scene.row(connection);
    scene.clock.advance(2 * HOUR);
    const leaseUntil = new Date(scene.clock.nowMs() + 30 * SECOND);
    await rows.update({ id: connection.id }, { leaseOwner: randomUUID(), leaseUntil });

    const waiting = get();
    await new Promise((resolve) => setTimeout(resolve, 300));
    // The other replica is done: it moved the expiry, the version, and gave the lease back.
    await rows.update(
      { id: connection.id },
      {
        accessTokenExpiresAt: new Date(accessTokenExpiresAt!.getTime() + 2 * HOUR),
        tokenVersion: 2,
        leaseOwner: null,
        leaseUntil: null,
      },
    );

    expect((await waiting).version).toBe(2);
    expect(scene.refreshes).toBe(0);
  });

  it('is fetched although a replica died in the middle, when its lease has run out', async () => {
    scene.clock.advance(2 * HOUR);
    const leaseUntil = new Date(scene.clock.nowMs() + 30 * SECOND);
    await scene.dataSource
      .getRepository(OAuthToken)
      .update({ id: connection.id }, { leaseOwner: randomUUID(), leaseUntil });
    scene.clock.advance(30 * SECOND);

    expect(isLive(await get())).toBe(true);
  });

  it('of a set-up that ran meanwhile is not overwritten by a slower refresh', async () => {
    scene.clock.advance(2 * HOUR);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 600, after: true }, ({ grantType }) => grantType === 'refresh_token');
    const slow = get();
    await new Promise((resolve) => setTimeout(resolve, 200));

    await scene.setUp(replica, client);

    const [fromRefresh, now] = [await slow, await get()];
    expect(fromRefresh.value).toBe(now.value);
    expect((await scene.row(connection)).tokenVersion).toBe(2);
  });

  it('of a set-up that ran meanwhile is not taken for dead by a slower verdict about the old grant', async () => {
    scene.clock.advance(2 * HOUR);
    scene.zoho.revokeRefreshToken(client);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 600 }, ({ grantType }) => grantType === 'refresh_token');
    const slow = get();
    await new Promise((resolve) => setTimeout(resolve, 200));

    await scene.setUp(replica, client);

    expect(isLive(await slow)).toBe(true);
    expect(await replica.connections.get(connection.id)).toMatchObject({ state: 'ready', consecutiveFailures: 0 });
  });

  it('is asked for three times in ten minutes at most, set-up and all replicas counted', async () => {
    const other = await scene.replica();
    await replica.tokens.refreshNow(connection.id);
    scene.clock.advance(4 * MINUTE);
    await other.tokens.refreshNow(connection.id);

    const fourth = replica.tokens.refreshNow(connection.id);

    await expect(fourth).rejects.toMatchObject({ code: 'ZOHO_THROTTLED', retryAfterSeconds: 6 * 60 });
    expect(scene.refreshes).toBe(2);
    expect(isLive(await get())).toBe(true);
    expect((await replica.connections.get(connection.id)).consecutiveFailures).toBe(0);
    scene.clock.advance(6 * MINUTE);
    await replica.tokens.refreshNow(connection.id);
    expect(scene.refreshes).toBe(3);
  });

  it('is refused by its own meter at nobody else’s cost', async () => {
    await replica.tokens.refreshNow(connection.id);
    await replica.tokens.refreshNow(connection.id);
    const permits = () => scene.dataSource.query(`SELECT permits FROM refresh_pace WHERE data_center = 'us'`);
    const before = await permits();

    for (let times = 5; times > 0; times -= 1) {
      await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'ZOHO_THROTTLED' });
    }
    expect(await permits()).toEqual(before);
  });

  it('that SDP refused is renewed although a clock that was ahead has stored it', async () => {
    const ahead = new Date(scene.clock.nowMs() + HOUR);
    await scene.dataSource
      .getRepository(OAuthToken)
      .update(
        { id: connection.id },
        { lastRefreshedAt: ahead, accessTokenExpiresAt: new Date(ahead.getTime() + HOUR) },
      );
    const rejected = await get();

    expect((await replica.tokens.renewAccessToken(connection.id, rejected)).version).toBe(rejected.version + 1);
    expect((await scene.row(connection)).lastRefreshedAt).toEqual(scene.clock.now());
  });

  it('that SDP refused is renewed once for many callers, and not again within a minute', async () => {
    scene.clock.advance(5 * MINUTE);
    const rejected = await get();

    const renewed = await Promise.all(
      Array.from({ length: 20 }, () => replica.tokens.renewAccessToken(connection.id, rejected)),
    );
    const again = await replica.tokens.renewAccessToken(connection.id, renewed[0]!);

    expect(scene.refreshes).toBe(1);
    expect(new Set(renewed.map(({ version }) => version))).toEqual(new Set([rejected.version + 1]));
    expect(again.version).toBe(rejected.version + 1);
    scene.clock.advance(MINUTE);
    expect((await replica.tokens.renewAccessToken(connection.id, again)).version).toBe(rejected.version + 2);
  });

  it('that SDP refused is not renewed when a newer one is there', async () => {
    const rejected = await get();
    await replica.tokens.refreshNow(connection.id);
    scene.clock.advance(5 * MINUTE);

    expect((await replica.tokens.renewAccessToken(connection.id, rejected)).version).toBe(2);
    expect(scene.refreshes).toBe(1);
  });

  it('ends with its connection, which is revoked at Zoho', async () => {
    const other = await scene.replica();
    await get();

    expect(await replica.connections.disconnect(connection.id)).toEqual({ revoked: true });

    expect(scene.zoho.liveTokens(client)).toEqual({ refreshTokens: [], accessTokens: [] });
    for (const { tokens } of [replica, other]) {
      await expect(tokens.getAccessToken(connection.id)).rejects.toMatchObject({ code: 'SETUP_REQUIRED' });
    }
    expect(await replica.connections.authenticate(client)).toBeUndefined();
  });

  it('ends with its connection also when Zoho cannot be told', async () => {
    scene.zoho.faults.next(1, { kind: 'reset' });

    expect(await replica.connections.disconnect(connection.id)).toEqual({ revoked: false });
    await expect(get()).rejects.toMatchObject({ code: 'SETUP_REQUIRED' });
  });

  it('leaves a note of its use, once a minute', async () => {
    replica.tokens.recordApiSuccess(connection.id);
    const firstUse = scene.clock.now();
    scene.clock.advance(30 * SECOND);
    replica.tokens.recordApiSuccess(connection.id);
    await replica.job.beforeApplicationShutdown();

    expect(await scene.row(connection)).toMatchObject({ lastApiSuccessAt: firstUse, lastUsedAt: firstUse });
    scene.clock.advance(30 * SECOND);
    replica.tokens.recordApiSuccess(connection.id);
    await replica.job.beforeApplicationShutdown();
    expect((await scene.row(connection)).lastUsedAt).toEqual(scene.clock.now());
  });
});
