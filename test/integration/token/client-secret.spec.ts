import { beforeEach, expect, it } from '@jest/globals';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { RefreshLeases } from '../../../src/token/refresh-leases.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { KEY_A, KEY_B, MINUTE, type Replica, useTokenScene } from './token-scene.js';

describeOnEachDatabase('the credentials of a caller', (database) => {
  const scene = useTokenScene(database);
  let replica: Replica;

  beforeEach(async () => {
    replica = await scene.replica();
  });

  /** Zoho's console makes a new secret: the stored one is dead, the returned one is good. */
  const rotateAtZoho = (client: { clientId: string }) => scene.zoho.rotateSecret(client);

  it('open nothing when nothing is stored for the client id, and Zoho is not asked', async () => {
    const stranger = scene.zoho.registerClient();

    expect(await replica.connections.authenticate(stranger)).toBeUndefined();
    expect(scene.zoho.meter).toHaveLength(0);
  });

  it('open the own connection of each of two people and never the other', async () => {
    const [ada, bob] = [await scene.setUp(replica), await scene.setUp(replica)];

    expect(await replica.connections.authenticate(ada.client)).toMatchObject({ id: ada.connection.id });
    expect(await replica.connections.authenticate(bob.client)).toMatchObject({ id: bob.connection.id });
    const mixed = { clientId: ada.client.clientId, clientSecret: bob.client.clientSecret };
    await expect(replica.connections.authenticate(mixed)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });
  });

  it('are looked up once a minute', async () => {
    const { client, connection } = await scene.setUp(replica);
    const portal = async () => (await replica.connections.authenticate(client))?.portal;
    expect(await portal()).toBeNull();

    await scene.dataSource.query(`UPDATE oauth_tokens SET portal = 'hr' WHERE id = $1`, [connection.id]);

    expect(await portal()).toBeNull();
    scene.clock.advance(MINUTE + 1);
    expect(await portal()).toBe('hr');
  });

  it('are looked up once for all calls that come at once', async () => {
    const { client, connection } = await scene.setUp(replica);
    const elsewhere = await scene.replica();
    const counter = { reads: 0, listenTo: () => OAuthToken, afterLoad: () => void (counter.reads += 1) };
    scene.dataSource.subscribers.push(counter);

    const opened = await Promise.all(Array.from({ length: 50 }, () => elsewhere.connections.authenticate(client)));
    scene.dataSource.subscribers.splice(scene.dataSource.subscribers.indexOf(counter), 1);

    expect(opened.every((each) => each?.id === connection.id)).toBe(true);
    expect(counter.reads).toBe(1);
  });

  it('of a connection that needs a person are looked up each time', async () => {
    const { client, connection } = await scene.setUp(replica);
    scene.zoho.revokeRefreshToken(client);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toThrow();
    scene.clock.advance(MINUTE);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toThrow();
    const elsewhere = await scene.replica();
    expect(await elsewhere.connections.authenticate(client)).toMatchObject({ state: 'reauth_required' });

    await scene.setUp(replica, client);

    expect(await elsewhere.connections.authenticate(client)).toMatchObject({ state: 'ready' });
  });

  it('with a wrong secret never work, among any number of right ones at the same time', async () => {
    const { client, connection } = await scene.setUp(replica);
    const wrong = { ...client, clientSecret: `${client.clientSecret.slice(0, -1)}!` };
    const before = await scene.row(connection);

    const results = await Promise.allSettled(
      Array.from({ length: 100 }, (_, index) => replica.connections.authenticate(index % 2 ? wrong : client)),
    );

    for (const [index, result] of results.entries()) {
      if (index % 2) expect(result).toMatchObject({ status: 'rejected', reason: { code: 'CLIENT_REJECTED' } });
      else expect(result).toMatchObject({ status: 'fulfilled', value: { id: connection.id } });
    }
    expect(scene.refreshes).toBe(1);
    expect(await scene.row(connection)).toEqual({ ...before, updatedAt: expect.any(Date) });
  });

  it('with a wrong secret are not taken to Zoho again for ten minutes', async () => {
    const { client } = await scene.setUp(replica);
    const wrong = { ...client, clientSecret: 'wrong' };
    const attempt = () =>
      expect(replica.connections.authenticate(wrong)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });
    for (let count = 0; count < 20; count += 1) await attempt();

    expect(scene.refreshes).toBe(1);
    scene.clock.advance(10 * MINUTE + 1);
    await attempt();
    expect(scene.refreshes).toBe(2);
  });

  it('are limited to five wrong secrets a minute, which do not lock out the right one', async () => {
    const { client, connection } = await scene.setUp(replica);
    const guess = (secret: number) => replica.connections.authenticate({ ...client, clientSecret: `guess-${secret}` });
    for (let count = 0; count < 5; count += 1)
      await expect(guess(count)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });

    await expect(guess(5)).rejects.toMatchObject({ code: 'TOO_MANY_ATTEMPTS', retryAfterSeconds: 60 });

    expect(scene.refreshes).toBe(5);
    expect(await replica.connections.authenticate(client)).toMatchObject({ id: connection.id });
    await replica.tokens.refreshNow(connection.id);
    scene.clock.advance(MINUTE);
    await expect(guess(6)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });
  });

  it('with a secret renewed at Zoho are taken once Zoho has confirmed it, and the old one is no longer', async () => {
    const { client, connection } = await scene.setUp(replica);
    await replica.connections.authenticate(client);
    const renewed = rotateAtZoho(client);

    const opened = await Promise.all(Array.from({ length: 10 }, () => replica.connections.authenticate(renewed)));

    expect(opened.map((found) => found?.id)).toEqual(Array(10).fill(connection.id));
    expect(scene.refreshes).toBe(1);
    expect((await scene.row(connection)).credentialGeneration).toBe(2);
    await expect(replica.connections.authenticate(client)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });
    await replica.tokens.refreshNow(connection.id);
    expect((await replica.connections.get(connection.id)).state).toBe('ready');
  });

  it('heal a connection that died of the old secret', async () => {
    const { client, connection } = await scene.setUp(replica);
    const renewed = rotateAtZoho(client);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'REFRESH_REFUSED' });
    scene.clock.advance(MINUTE);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'REAUTH_REQUIRED' });

    expect(await replica.connections.authenticate(renewed)).toMatchObject({ state: 'ready', consecutiveFailures: 0 });
  });

  it('with another secret cannot be proved once the refresh token is dead, and Zoho is not asked', async () => {
    const { client, connection } = await scene.setUp(replica);
    scene.zoho.revokeRefreshToken(client);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toThrow();
    scene.clock.advance(MINUTE);
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toThrow();
    const asked = scene.refreshes;

    const attempt = replica.connections.authenticate(rotateAtZoho(client));

    await expect(attempt).rejects.toMatchObject({
      code: 'CLIENT_REJECTED',
      resolution: expect.stringContaining('new grant token'),
    });
    expect(scene.refreshes).toBe(asked);
    expect(await replica.connections.authenticate(client)).toMatchObject({ state: 'reauth_required' });
  });

  it.each([
    ['is down', { kind: 'status', status: 503 }, 'ZOHO_UNAVAILABLE'],
    ['shows a page', { kind: 'html' }, 'ZOHO_UNAVAILABLE'],
    ['resets the connection', { kind: 'reset' }, 'ZOHO_UNAVAILABLE'],
    ['throttles', { kind: 'status', status: 400, body: { error: 'Access Denied' } }, 'ZOHO_THROTTLED'],
  ] as const)('with a new secret are neither taken nor refused while Zoho %s', async (_what, fault, code) => {
    const { client, connection } = await scene.setUp(replica);
    const renewed = rotateAtZoho(client);
    scene.zoho.faults.next(1, fault);

    await expect(replica.connections.authenticate(renewed)).rejects.toMatchObject({ code, retryable: true });

    expect(await scene.row(connection)).toMatchObject({ needsReauth: false, consecutiveFailures: 0 });
    expect(await replica.connections.authenticate(renewed)).toMatchObject({ id: connection.id });
  });

  it('with a new secret are not taken to a Zoho that throttles this connection', async () => {
    const { client, connection } = await scene.setUp(replica);
    scene.zoho.faults.next(1, { kind: 'status', status: 400, body: { error: 'Access Denied' } });
    await expect(replica.tokens.refreshNow(connection.id)).rejects.toMatchObject({ code: 'ZOHO_THROTTLED' });

    const attempt = replica.connections.authenticate(rotateAtZoho(client));

    await expect(attempt).rejects.toMatchObject({ code: 'ZOHO_THROTTLED', retryAfterSeconds: 600 });
    expect(scene.refreshes).toBe(1);
  });

  it('that set-up proves while they wait for a lease are taken without asking Zoho again', async () => {
    const { client, connection } = await scene.setUp(replica);
    const renewed = rotateAtZoho(client);
    await replica.part(RefreshLeases).take(connection.id);
    const waiting = replica.connections.authenticate(renewed);
    await new Promise((resolve) => setTimeout(resolve, 100));

    await scene.setUp(replica, renewed);

    expect(await waiting).toMatchObject({ id: connection.id });
    expect(scene.refreshes).toBe(0);
  });

  it('that set-up has proved are taken at once, even if they were refused before', async () => {
    const { client } = await scene.setUp(replica);
    const other = { ...client, clientSecret: 'made-up-before-it-was-made' };
    await expect(replica.connections.authenticate(other)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });

    scene.zoho.registerClient(other);
    await scene.setUp(replica, other);

    expect(await replica.connections.authenticate(other)).toMatchObject({ state: 'ready' });
  });

  it('that another replica has replaced stop working here within a minute', async () => {
    const elsewhere = await scene.replica();
    const { client } = await scene.setUp(replica);
    await replica.connections.authenticate(client);
    await elsewhere.connections.authenticate(rotateAtZoho(client));

    scene.clock.advance(MINUTE + 1);

    await expect(replica.connections.authenticate(client)).rejects.toMatchObject({ code: 'CLIENT_REJECTED' });
  });

  it('work across a rotation of the encryption key', async () => {
    const { client, connection } = await scene.setUp(replica);

    const rotated = await scene.replica(`${KEY_B},${KEY_A}`);

    expect(await rotated.connections.authenticate(client)).toMatchObject({ id: connection.id });
    await rotated.tokens.refreshNow(connection.id);
    await scene.setUp(rotated, client);
    expect((await scene.row(connection)).credentialGeneration).toBe(2);
    const finished = await scene.replica(KEY_B);
    expect(await finished.connections.authenticate(client)).toMatchObject({ id: connection.id });
  });

  it('do not count as unknown under a wrong encryption key: the server does not start', async () => {
    await scene.setUp(replica);

    await expect(scene.replica(KEY_B)).rejects.toThrow(/The encryption key is not the one/);
  });
});
