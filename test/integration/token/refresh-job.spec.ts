import { beforeEach, expect, it } from '@jest/globals';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { HOUR, KEY_A, MINUTE, type Replica, SECOND, useTokenScene } from './token-scene.js';
import { RefreshPaceRow } from '../../../src/token/refresh-pace.entity.js';
import { RefreshLeases } from '../../../src/token/refresh-leases.js';
import { RefreshService } from '../../../src/token/refresh.service.js';
import { ZohoAccountsClient } from '../../../src/token/zoho-accounts.client.js';
import { RefreshPace } from '../../../src/token/refresh-pace.js';

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
    await until(() => scene.refreshes === 7);
    const late = await scene.setUp(replica, scene.zoho.registerClient({ user: 'late@example.com' }));
    await scene.dataSource
      .getRepository(OAuthToken)
      .update({ id: late.connection.id }, { nextRefreshAt: scene.clock.now() });
    await replica.job.beforeApplicationShutdown();
    await replica.job.tick();

    const rows = await Promise.all(set.map(({ connection }) => scene.row(connection)));
    expect(rows.filter(({ tokenVersion }) => tokenVersion === 2)).toHaveLength(7);
    expect(rows.filter(({ leaseOwner }) => leaseOwner !== null)).toHaveLength(0);
    expect(scene.refreshes).toBe(7);
    await ticking;
  });

  it('asks no faster than the fleet may, over all replicas', async () => {
    const slow = { SDP_REFRESHES_PER_SECOND: '2' };
    const replicas = [await scene.replica(KEY_A, slow), await scene.replica(KEY_A, slow)];
    await people(9);
    scene.clock.advance(HOUR);

    const ticking = Promise.all(replicas.map(({ job }) => job.tick()));
    await until(() => scene.refreshes === 2);
    for (const expected of [4, 6, 8, 9]) {
      expect(scene.refreshes).toBe(expected - (expected === 9 ? 1 : 2));
      scene.clock.advance(SECOND);
      await until(() => scene.refreshes === expected);
    }
    scene.clock.advance(SECOND);
    await ticking;
  });

  it('keeps its pace after a replica whose clock was an hour ahead', async () => {
    const pace = replica.part(RefreshPace);
    const ahead = (ms: number) =>
      scene.dataSource.query('UPDATE refresh_pace SET permits = 0, counted_at = $1, slowed_at = $1', [
        new Date(scene.clock.nowMs() + ms),
      ]);
    await ahead(HOUR);
    await pace.slowDown('us', { everyone: true });
    expect(await share()).toBe(0.5);
    expect((await pace.take('us', 5)).granted).toBe(0);
    scene.clock.advance(SECOND);
    expect((await pace.take('us', 5)).granted).toBe(5);

    await ahead(3 * SECOND);
    await pace.take('us', 5);
    scene.clock.advance(2 * SECOND);
    expect((await pace.take('us', 5)).granted).toBe(0);
  });

  it('ends when all that it began has ended, also when it can claim nothing more', async () => {
    const slow = await scene.replica(KEY_A, { SDP_REFRESHES_PER_SECOND: '1' });
    const [one, two] = await people(2);
    scene.clock.advance(HOUR);
    scene.zoho.faults.untilCleared({ kind: 'slow', ms: 300 });
    const pace = slow.part(RefreshPace);
    const take = pace.take.bind(pace);
    let takes = 0;
    pace.take = (dataCenter, most) => ((takes += 1) > 1 ? Promise.reject(new Error('lost')) : take(dataCenter, most));

    await slow.job.tick();

    const versions = [one!, two!].map(async ({ connection }) => (await scene.row(connection)).tokenVersion);
    expect((await Promise.all(versions)).sort()).toEqual([1, 2]);
  });

  it('waits for every data center, also when one of them fails', async () => {
    const [one, other] = await people(2);
    scene.clock.advance(HOUR);
    await scene.dataSource.getRepository(OAuthToken).update({ id: other!.connection.id }, { dataCenter: 'eu' });
    scene.zoho.faults.untilCleared({ kind: 'slow', ms: 300 });
    const leases = replica.part(RefreshLeases);
    const claimDue = leases.claimDue.bind(leases);
    leases.claimDue = (dataCenter, most) =>
      dataCenter === 'eu' ? Promise.reject(new Error('lost')) : claimDue(dataCenter, most);

    await replica.job.tick();

    expect((await scene.row(one!.connection)).tokenVersion).toBe(2);
  });

  it('claims nothing while another call finds out whether Zoho is well again, and one row when it has to itself', async () => {
    await people(3);
    scene.clock.advance(HOUR);
    const accounts = replica.part(ZohoAccountsClient);
    accounts.admits = () => 'none';
    await replica.job.tick();
    expect(scene.refreshes).toBe(0);

    const leases = replica.part(RefreshLeases);
    const claimDue = leases.claimDue.bind(leases);
    const doneBefore: number[] = [];
    leases.claimDue = (dataCenter, most) => {
      doneBefore.push(scene.refreshes);
      return claimDue(dataCenter, most);
    };
    accounts.admits = () => 'one';
    await replica.job.tick();
    expect(doneBefore).toEqual([0, 1, 2, 3]);
  });

  it('does not ask under a lease that ran out while the process stood still', async () => {
    const { connection } = await scene.setUp(replica);
    const lease = (await replica.part(RefreshLeases).take(connection.id))!;
    scene.clock.advance(30 * SECOND);

    const renewal = replica.part(RefreshService).renew(lease, { trigger: 'caller' });

    await expect(renewal).rejects.toMatchObject({ reason: 'refresh_overtaken' });
    expect(scene.refreshes).toBe(0);
  });

  it('tells each of two holders of one row whether its own token was saved', async () => {
    const leases = replica.part(RefreshLeases);
    const [one, other] = await people(2);
    const first = (await leases.take(other!.connection.id))!;
    const stale = (await leases.take(one!.connection.id))!;
    scene.clock.advance(31 * SECOND);
    const present = (await leases.take(one!.connection.id))!;

    // The first save is under way while the others come together.
    const saved = await Promise.all([first, stale, present].map((lease) => leases.saveTokens(lease, lease.row)));

    expect(saved).toEqual([true, false, true]);
  });

  it('leaves no row in its hands when it could not write down what it is about to ask', async () => {
    await people(3);
    scene.clock.advance(HOUR);
    const { manager } = scene.dataSource;
    await manager.query('ALTER TABLE token_grants RENAME TO token_grants_away');
    await replica.job.tick();
    await manager.query('ALTER TABLE token_grants_away RENAME TO token_grants');

    expect(scene.refreshes).toBe(0);
    // Less than a lease lasts.
    scene.clock.advance(5 * SECOND);
    await replica.job.tick();
    expect(scene.refreshes).toBe(3);
  });

  it('slows down to half when Zoho throttles the whole server, and comes back within ten minutes', async () => {
    await people(4);
    scene.clock.advance(HOUR);
    scene.zoho.faults.next(4, { kind: 'status', status: 429 });

    await replica.job.tick();

    expect(await share()).toBe(0.5);
    scene.clock.advance(11 * MINUTE);
    await replica.job.tick();
    expect(await share()).toBe(1);
    expect(scene.refreshes).toBe(8);
  });

  it('does not slow down for the others when one person is throttled', async () => {
    const [one] = await people(4);
    scene.clock.advance(HOUR);
    scene.zoho.faults.untilCleared(
      { kind: 'status', status: 400, body: { error: 'Access Denied' } },
      ({ clientId }) => clientId === one!.client.clientId,
    );

    await replica.job.tick();

    expect(await share()).toBe(1);
    expect(replica.told.filter(({ type }) => type === 'token_refreshed')).toHaveLength(3);
  });

  it('stops asking once Zoho is known to be sick, so that nobody’s next try is put off for it', async () => {
    const set = await people(40);
    // One that has not seen the good answers of set-up.
    const { job } = await scene.replica();
    scene.clock.advance(HOUR);
    scene.zoho.faults.untilCleared({ kind: 'status', status: 503 });

    await job.tick();
    // Each row's own back-off is over by then; the circuit goes by real time and is open still.
    scene.clock.advance(6 * MINUTE);
    await job.tick();

    expect(scene.refreshes).toBe(40);
    const rows = await Promise.all(set.map(({ connection }) => scene.row(connection)));
    expect(rows.map((row) => row.lastFailureCode)).not.toContain('circuit_open');
  });

  it('leaves a token alone that nobody has used for thirty days, until its next use', async () => {
    const { connection } = await scene.setUp(replica);
    const rows = scene.dataSource.getRepository(OAuthToken);
    await rows.update({ id: connection.id }, { lastUsedAt: new Date(scene.clock.nowMs() - 30 * 24 * HOUR) });
    scene.clock.advance(HOUR);

    await replica.job.tick();
    expect(scene.refreshes).toBe(0);
    expect((await scene.row(connection)).nextRefreshAt).toBeNull();

    expect((await replica.tokens.getAccessToken(connection.id)).version).toBe(2);
    replica.tokens.recordApiSuccess(connection.id);
    await scene.untilExpiry(connection, 5 * MINUTE);
    await until(async () => (await scene.row(connection)).lastUsedAt!.getTime() > scene.clock.nowMs() - HOUR);
    await replica.job.tick();
    expect((await scene.row(connection)).tokenVersion).toBe(3);
  });

  it('keeps unused tokens alive where the setting says so', async () => {
    const keeper = await scene.replica(KEY_A, { SDP_REFRESH_IDLE_DAYS: '0' });
    const { connection } = await scene.setUp(keeper);
    const rows = scene.dataSource.getRepository(OAuthToken);
    await rows.update({ id: connection.id }, { lastUsedAt: new Date(scene.clock.nowMs() - 400 * 24 * HOUR) });
    scene.clock.advance(HOUR);

    await keeper.job.tick();

    expect(scene.refreshes).toBe(1);
  });

  const share = async (): Promise<number> => {
    // A look at the pace is also what lets it grow.
    await replica.part(RefreshPace).take('us', 0);
    return (await scene.dataSource.getRepository(RefreshPaceRow).findOneByOrFail({ dataCenter: 'us' })).share;
  };
});

/** Real time, because sockets and other processes are waited for. */
async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await happened()) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('It did not happen within ten seconds.');
}
