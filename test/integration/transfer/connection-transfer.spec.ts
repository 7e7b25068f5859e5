import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { AppConfig } from '../../../src/config/app-config.js';
import { OAuthToken } from '../../../src/token/oauth-token.entity.js';
import { PortableConnections, type PortableConnection } from '../../../src/transfer/portable-connection.js';
import { type TransferTools, withTransferTools } from '../../../src/transfer/transfer-tools.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { idOf, NEW, OLD } from '../keys/keys-scene.js';
import { HOUR, useTokenScene } from '../token/token-scene.js';

const PLAIN = { replace: false, dryRun: false };

describeOnEachDatabase('connections that move to another database or key', (database) => {
  const scene = useTokenScene(database);

  const tools = <T>(
    keys: string,
    use: (tools: TransferTools) => Promise<T>,
    dataSource: DataSource = scene.dataSource,
  ) => {
    const config = AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: keys });
    if (config.encryption.kind !== 'keys') throw new Error('These are no keys');
    const { encryption, refreshesPerSecond } = config;
    const us = { accountsUrl: scene.zoho.url, consoleUrl: scene.zoho.url, sdpUrl: scene.zoho.url };
    const settings = { dataCenters: { us }, refreshesPerSecond };
    return withTransferTools({ dataSource, config: settings, keys: encryption.keys, clock: scene.clock }, use);
  };
  /** As through a file. */
  const exported = async (keys = OLD): Promise<PortableConnection[]> => {
    const { connections } = await tools(keys, ({ transfer }) => transfer.export());
    return PortableConnections.parse(JSON.parse(JSON.stringify({ connections }))).connections;
  };
  const bringIn = (keys: string, connections: PortableConnection[], options = PLAIN) =>
    tools(keys, async ({ transfer }) => {
      const outcomes = [];
      for (const connection of connections) outcomes.push(await transfer.import(connection, options));
      return outcomes;
    });
  const empty = () => scene.dataSource.query('TRUNCATE oauth_tokens, encryption_keys CASCADE');

  it('work there under the same id, and the second import changes nothing', async () => {
    const { client, connection } = await scene.setUp(await scene.replica(OLD));
    const connections = await exported();
    await empty();

    expect(await bringIn(NEW, connections)).toEqual(['added']);
    const row = await scene.row(connection);
    expect(await bringIn(NEW, connections)).toEqual(['unchanged']);
    expect(await scene.row(connection)).toEqual(row);

    const there = await scene.replica(NEW);
    expect(await there.connections.authenticate(client)).toMatchObject({
      id: connection.id,
      scopes: connection.scopes,
    });
    await there.tokens.getAccessToken(connection.id);
    expect(scene.refreshes).toBe(1);
    await expect(scene.replica(OLD)).rejects.toThrow(new RegExp(idOf(NEW)));
  });

  it('never go over one that is not older, unless they are told to', async () => {
    const replica = await scene.replica(OLD);
    const { client, connection } = await scene.setUp(replica);
    const connections = await exported();
    scene.clock.advance(HOUR);
    await scene.setUp(replica, client);
    const row = await scene.row(connection);

    expect(await bringIn(OLD, connections)).toEqual(['kept']);
    expect(await bringIn(OLD, connections, { replace: true, dryRun: true })).toEqual(['replaced']);
    expect(await scene.row(connection)).toEqual(row);
    expect(await bringIn(OLD, connections, { replace: true, dryRun: false })).toEqual(['replaced']);
    expect((await exported())[0]!.refreshToken).toBe(connections[0]!.refreshToken);
  });

  it('go over one that is older', async () => {
    const replica = await scene.replica(OLD);
    const { client } = await scene.setUp(replica);
    const [old] = await exported();
    scene.clock.advance(HOUR);
    await scene.setUp(replica, client);
    const later = await exported();
    await empty();
    await bringIn(NEW, [old!]);

    expect(await bringIn(NEW, later)).toEqual(['replaced']);
    expect((await exported(NEW))[0]!.refreshToken).toBe(later[0]!.refreshToken);
  });

  it('say what they would do, and do not, in a dry run', async () => {
    await scene.setUp(await scene.replica(OLD));
    const connections = await exported();
    await empty();

    expect(await bringIn(NEW, connections, { replace: false, dryRun: true })).toEqual(['added']);
    expect(await scene.dataSource.getRepository(OAuthToken).count()).toBe(0);
  });

  it('that needed a person need one there, and are not tried', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const reauth = { needsReauth: true, needsReauthReason: 'invalid_code', needsReauthAt: scene.clock.now() };
    await scene.dataSource.getRepository(OAuthToken).update({ id: connection.id }, reauth);
    const connections = await exported();
    await empty();
    await bringIn(NEW, connections);

    expect(await scene.row(connection)).toMatchObject({ ...reauth, nextRefreshAt: null });
  });

  it('take another id when theirs is taken', async () => {
    const { connection } = await scene.setUp(await scene.replica(OLD));
    const [one] = await exported();

    expect(await bringIn(OLD, [{ ...one!, clientId: '1000.ANOTHER' }])).toEqual(['added']);
    expect((await exported()).map(({ id }) => id)).toHaveLength(2);
    expect((await scene.row(connection)).id).toBe(connection.id);
  });

  it('that do not open are named and left behind', async () => {
    const replica = await scene.replica(OLD);
    const { id } = (await scene.setUp(replica)).connection;
    const other = await scene.setUp(replica);
    await scene.dataSource.getRepository(OAuthToken).update({ id }, { refreshTokenCiphertext: Buffer.alloc(60) });

    expect(await tools(OLD, ({ transfer }) => transfer.export())).toMatchObject({
      connections: [{ id: other.connection.id }],
      unreadable: [id],
    });
  });

  const predecessor = async () => {
    const client = scene.zoho.registerClient();
    await scene.setUp(await scene.replica(OLD), client);
    const [{ refreshToken }] = (await exported()) as [PortableConnection];
    await empty();
    return { ...client, refreshToken, dataCenter: 'us', portal: 'itdesk' } as const;
  };

  it('of the predecessor are stored after one real refresh, which counts in the meter', async () => {
    const old = await predecessor();

    expect(await tools(NEW, ({ adoption }) => adoption.adopt(old, { dryRun: false }))).toEqual({ kind: 'added' });
    expect(await tools(NEW, ({ adoption }) => adoption.adopt(old, { dryRun: false }))).toEqual({ kind: 'present' });
    expect(scene.refreshes).toBe(1);
    expect(await scene.dataSource.query('SELECT outcome FROM token_grants')).toEqual([{ outcome: 'granted' }]);
    const there = await scene.replica(NEW);
    const connection = (await there.connections.authenticate(old))!;
    expect(connection).toMatchObject({ state: 'ready', portal: 'itdesk' });
    await there.tokens.getAccessToken(connection.id);
    expect(scene.refreshes).toBe(1);
  });

  it('of the predecessor are not stored when Zoho refuses them, and not tried in a dry run', async () => {
    const old = { ...(await predecessor()), refreshToken: `1000.${randomUUID()}` };

    expect(await tools(NEW, ({ adoption }) => adoption.adopt(old, { dryRun: true }))).toEqual({
      kind: 'would_be_added',
    });
    expect(scene.refreshes).toBe(0);
    expect(await tools(NEW, ({ adoption }) => adoption.adopt(old, { dryRun: false }))).toMatchObject({
      kind: 'refused',
      verdict: { kind: 'permanent', code: 'invalid_code' },
    });
    expect(await scene.dataSource.getRepository(OAuthToken).count()).toBe(0);
  });
});
