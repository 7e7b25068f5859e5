import { beforeEach, expect, it } from '@jest/globals';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, MINUTE, type Replica, useTokenScene } from './token-scene.js';

describeOnEachDatabase('the refresh job', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;

  beforeEach(async () => {
    replica = await scene.replica();
  });

  /** Sets up that many people, each with an account of their own at Zoho. */
  const people = (count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) =>
        scene.setUp(replica, scene.zoho.registerClient({ user: `technician-${index}@example.com` })),
      ),
    );

  it('leaves a token alone until it is due, and refreshes it five minutes before expiry', async () => {
    const { connection } = await scene.setUp(replica);

    await scene.untilExpiry(connection, 10 * MINUTE + 1);
    await replica.job.tick();
    expect(scene.refreshes).toBe(0);

    await scene.untilExpiry(connection, 5 * MINUTE);
    await replica.job.tick();
    expect(scene.refreshes).toBe(1);
    expect((await replica.tokens.getAccessToken(connection.id)).version).toBe(2);
    await replica.job.tick();
    expect(scene.refreshes).toBe(1);
  });

  it('keeps a token alive through a day with one refresh token and no caller ever waiting', async () => {
    const { client, connection } = await scene.setUp(replica);
    const { refreshTokens } = scene.zoho.liveTokens(client);
    const end = scene.clock.nowMs() + 24 * HOUR;
    let refreshed = 0;
    while (scene.clock.nowMs() < end) {
      await replica.job.tick();
      const token = await replica.tokens.getAccessToken(connection.id);
      expect(scene.zoho.introspect(token.value)).toBeDefined();
      expect((await scene.row(connection)).refreshCount).toBe(scene.refreshes);

      // The job runs every minute; a new token is not due for 48 of them.
      scene.clock.advance(scene.refreshes > refreshed ? 48 * MINUTE : MINUTE);
      refreshed = scene.refreshes;
    }

    expect(scene.zoho.liveTokens(client).refreshTokens).toEqual(refreshTokens);
    expect(scene.refreshes).toBeGreaterThanOrEqual(24);
    expect(scene.refreshes).toBeLessThanOrEqual(30);
  });

  it('refreshes each row once when it runs on two replicas at the same time', async () => {
    const other = await scene.replica();
    await people(12);
    scene.clock.advance(55 * MINUTE);

    await Promise.all([replica.job.tick(), other.job.tick()]);

    expect(scene.refreshes).toBe(12);
    expect(new Set(scene.zoho.meter.slice(12).map(({ clientId }) => clientId)).size).toBe(12);
  });

  it('does not run twice at once in one process', async () => {
    const { connection } = await scene.setUp(replica);
    await scene.untilExpiry(connection, 5 * MINUTE);
    scene.zoho.faults.next(1, { kind: 'slow', ms: 200 });

    const [first, second] = [replica.job.tick(), replica.job.tick()];

    expect(second).toBe(first);
    await first;
    expect(scene.refreshes).toBe(1);
  });

  it('asks Zoho for five at a time', async () => {
    await people(11);
    scene.clock.advance(55 * MINUTE);
    scene.zoho.faults.untilCleared({ kind: 'slow', ms: 200 });
    const started = performance.now();

    await replica.job.tick();

    expect(scene.refreshes).toBe(11);
    expect(performance.now() - started).toBeGreaterThanOrEqual(590);
  });

  it('goes on with the others when the first one fails', async () => {
    const [dead, ...others] = await people(6);
    scene.zoho.revokeRefreshToken(dead!.client);
    await scene.dataSource
      .getRepository(OAuthToken)
      .update({ id: dead!.connection.id }, { nextRefreshAt: scene.clock.now() });
    scene.clock.advance(55 * MINUTE);

    await replica.job.tick();

    expect(await replica.connections.get(dead!.connection.id)).toMatchObject({
      consecutiveFailures: 1,
      state: 'ready',
    });
    for (const { connection } of others) expect((await scene.row(connection)).tokenVersion).toBe(2);
  });

  it('finds out by itself that a grant is dead, and then leaves it alone', async () => {
    const { client, connection } = await scene.setUp(replica);
    scene.zoho.revokeRefreshToken(client);
    await scene.untilExpiry(connection, 5 * MINUTE);
    for (let minutes = 0; minutes < 60; minutes += 1) {
      await replica.job.tick();
      scene.clock.advance(MINUTE);
    }

    expect(await replica.connections.get(connection.id)).toMatchObject({ state: 'reauth_required' });
    expect(scene.refreshes).toBe(2);
  });

  it('lets a caller go on with the old token while one verdict says that the grant is dead', async () => {
    const { client, connection } = await scene.setUp(replica);
    const { value } = await replica.tokens.getAccessToken(connection.id);
    scene.zoho.faults.next(1, { kind: 'status', status: 200, body: { error: 'invalid_code' } });
    await scene.untilExpiry(connection, 5 * MINUTE);
    await replica.job.tick();

    expect((await replica.tokens.getAccessToken(connection.id)).value).toBe(value);
    expect(await replica.connections.authenticate(client)).toMatchObject({ state: 'ready' });
    scene.clock.advance(2 * MINUTE);
    await replica.job.tick();
    expect((await replica.tokens.getAccessToken(connection.id)).version).toBe(2);
  });

  it('finishes what it began when the server stops, and begins nothing more', async () => {
    const set = await people(7);
    scene.clock.advance(HOUR);
    scene.zoho.faults.untilCleared({ kind: 'slow', ms: 300 });

    const ticking = replica.job.tick();
    await new Promise((resolve) => setTimeout(resolve, 150));
    await replica.job.beforeApplicationShutdown();

    const rows = await Promise.all(set.map(({ connection }) => scene.row(connection)));
    expect(rows.filter(({ tokenVersion }) => tokenVersion === 2)).toHaveLength(5);
    expect(rows.filter(({ leaseOwner }) => leaseOwner !== null)).toHaveLength(0);
    expect(scene.refreshes).toBe(5);
    await ticking;
  });
});
