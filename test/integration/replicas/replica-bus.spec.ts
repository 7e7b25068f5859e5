import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, it, jest } from '@jest/globals';
import type { DatabaseConfig } from '../../../src/config/app-config.js';
import { type ChannelTimes, PostgresChannel } from '../../../src/replicas/postgres-channel.js';
import { ReplicaBus } from '../../../src/replicas/replica-bus.js';
import type { ReplicaMessage } from '../../../src/replicas/replica-message.js';
import { describeOnPostgres, type TestDatabase } from '../../support/database.js';
import { FaultProxy } from '../../support/fault-proxy.js';
import { eventually } from '../../support/eventually.js';

describeOnPostgres('replicas on one database', (database) => {
  const connectionId = randomUUID();
  const changed: ReplicaMessage = { type: 'connections_changed', connectionIds: [connectionId] };
  let own: TestDatabase;
  let buses: ReplicaBus[] = [];

  beforeAll(async () => {
    own = await database.create();
  });
  afterAll(() => own.close());
  afterEach(async () => {
    await Promise.all(buses.map((bus) => bus.close()));
    buses = [];
  });

  async function start(replicaId: string, times: Partial<ChannelTimes> = {}, url = urlOf(own.config)) {
    const bus = new ReplicaBus(
      replicaId,
      new PostgresChannel(url, replicaId, { shortestRetryMs: 10, longestRetryMs: 50, ...times }),
    );
    const heard: [ReplicaMessage, string][] = [];
    const resynced = jest.fn();
    for (const type of ['connections_changed', 'circuit_reset', 'circuits_wanted'] as const) {
      bus.on(type, (message, origin) => void heard.push([message, origin]));
    }
    bus.onResync(resynced);
    await bus.open();
    buses.push(bus);
    return { bus, heard, resynced };
  }

  /** Cuts a replica's connection of the bus, as a restart of PostgreSQL does. */
  const cut = (replicaId: string) =>
    own.dataSource.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
      `sdp-mcp-replica:${replicaId}`,
    ]);

  it('hear once what one of them tells, and it hears itself at once', async () => {
    const [one, two, three] = [await start('one'), await start('two'), await start('three')];

    one.bus.publish(changed);

    expect(one.heard).toEqual([[changed, 'here']]);
    await eventually(() => expect(two.heard).toEqual([[changed, 'elsewhere']]));
    await eventually(() => expect(three.heard).toEqual([[changed, 'elsewhere']]));
    expect(one.heard).toHaveLength(1);
  });

  it('answer a question each, with what their handlers return', async () => {
    const [one, two] = [await start('one'), await start('two')];
    one.bus.on('circuits_wanted', () => ['of one']);
    two.bus.on('circuits_wanted', () => ['of two']);

    expect(await one.bus.ask({ type: 'circuits_wanted' })).toEqual([
      { replica: 'one', outcome: 'done', answer: ['of one'] },
      { replica: 'two', outcome: 'done', answer: ['of two'] },
    ]);
  });

  it('say so when a handler fails, and leave out an answer that is too long', async () => {
    const [one, two, three] = [await start('one'), await start('two'), await start('three')];
    two.bus.on('circuits_wanted', () => {
      throw new Error('broken');
    });
    three.bus.on('circuits_wanted', () => 'x'.repeat(8_000));

    expect(await one.bus.ask({ type: 'circuits_wanted' })).toEqual([
      { replica: 'one', outcome: 'done' },
      { replica: 'three', outcome: 'done' },
      { replica: 'two', outcome: 'failed' },
    ]);
  });

  it('are shown without an answer when they are connected and silent, after a second at most', async () => {
    const one = await start('one');
    const silent = new PostgresChannel(urlOf(own.config), 'silent');
    await silent.open({ received: () => undefined, reconnected: () => undefined });
    const asked = performance.now();

    const answers = await one.bus.ask({ type: 'circuits_wanted' });

    expect(answers).toEqual([
      { replica: 'one', outcome: 'done' },
      { replica: 'silent', outcome: 'no answer' },
    ]);
    expect(performance.now() - asked).toBeGreaterThan(900);
    await silent.close();
  });

  it('are no longer asked once they have stopped', async () => {
    const [one, two] = [await start('one'), await start('two')];
    await two.bus.close();

    await eventually(async () => expect(await one.bus.ask({ type: 'circuits_wanted' })).toHaveLength(1));
  });

  it('send what they were told to before they stop', async () => {
    const [one, two] = [await start('one'), await start('two')];
    for (let count = 0; count < 20; count += 1) one.bus.publish(changed);
    await one.bus.close();

    await eventually(() => expect(two.heard).toHaveLength(20));
  });

  it('come back after the connection was cut, and are told to forget', async () => {
    const [one, two] = [await start('one'), await start('two')];
    expect(two.resynced).not.toHaveBeenCalled();

    await cut('two');
    await eventually(() => expect(two.resynced).toHaveBeenCalledTimes(1));
    one.bus.publish(changed);

    await eventually(() => expect(two.heard).toEqual([[changed, 'elsewhere']]));
    expect(one.resynced).not.toHaveBeenCalled();
  });

  it('take nothing from strangers that is no message of theirs', async () => {
    const one = await start('one');
    const told = { kind: 'told', from: 'stranger' };
    const texts = [
      '',
      'x',
      'null',
      '[]',
      '{"__proto__":1}',
      'echo stranger',
      JSON.stringify({ ...told, message: { type: 'shut_down' } }),
      JSON.stringify({
        ...told,
        message: { type: 'connections_changed', connectionIds: ['1; DROP TABLE oauth_tokens'] },
      }),
      JSON.stringify({ ...told, message: { type: 'circuit_reset', circuit: 'sdp-api:us\nx' } }),
      JSON.stringify({ ...told, from: 'a b', message: changed }),
      JSON.stringify({ ...told, extra: 1, message: changed }),
      JSON.stringify({ kind: 'answered', from: 'stranger', askId: randomUUID(), outcome: 'done' }),
      JSON.stringify({ ...told, message: changed }),
    ];

    for (const text of texts) await own.dataSource.query('SELECT pg_notify($1, $2)', ['sdp_mcp_replicas', text]);

    await eventually(() => expect(one.heard).toEqual([[changed, 'elsewhere']]));
  });

  it('notice by themselves that nothing arrives any more', async () => {
    const two = await start('two', { echoEveryMs: 10, longestEchoMs: 30 });
    await own.dataSource.query('SELECT pg_notify($1, $2)', ['sdp_mcp_replicas', 'echo two']);

    await eventually(() => expect(two.heard).toEqual([]));
    // Stops its listening from the inside, as a pooler does that gives each transaction another connection.
    const { client } = (two.bus as unknown as { channel: { client: { client: { query(sql: string): unknown } } } })
      .channel.client;
    await client.query('UNLISTEN *');

    await eventually(() => expect(two.resynced).toHaveBeenCalled());
  });

  it('notice a database that went silent, and come back when it answers again', async () => {
    const proxy = await FaultProxy.to(urlOf(own.config));
    const times = { connectMs: 100, echoEveryMs: 10, longestEchoMs: 50 };
    const [one, two] = [await start('one'), await start('two', times, proxy.urlOf(urlOf(own.config)))];
    await proxy.set('silent');
    two.bus.publish(changed);
    expect(two.heard).toEqual([[changed, 'here']]);

    // It tries again and again, on connections of which it hears nothing.
    await eventually(() => expect(proxy.connections).toBeGreaterThan(3));
    await proxy.set('pass');
    await eventually(() => expect(two.resynced).toHaveBeenCalled());
    one.bus.publish(changed);

    await eventually(() => expect(two.heard).toContainEqual([changed, 'elsewhere']));
    await two.bus.close();
    await proxy.close();
  });

  it('are told to forget when the first connection came late', async () => {
    const proxy = await FaultProxy.to(urlOf(own.config));
    await proxy.set('refuse');
    const late = await start('late', {}, proxy.urlOf(urlOf(own.config)));
    expect(late.resynced).not.toHaveBeenCalled();

    await proxy.set('pass');

    await eventually(() => expect(late.resynced).toHaveBeenCalled());
    await late.bus.close();
    await proxy.close();
  });

  it('fail nobody without a database: telling is quiet, asking names who answers, and closing ends', async () => {
    const alone = await start('alone', {}, 'postgres://127.0.0.1:1/none');

    alone.bus.publish(changed);

    expect(alone.heard).toEqual([[changed, 'here']]);
    expect(await alone.bus.ask({ type: 'circuits_wanted' })).toEqual([{ replica: 'alone', outcome: 'done' }]);
  });

  it('still name a replica they knew when the way to it is lost', async () => {
    const [one] = [await start('one', { shortestRetryMs: 5_000, longestRetryMs: 5_000 }), await start('two')];
    await one.bus.ask({ type: 'circuits_wanted' });
    await cut('one');

    await eventually(async () =>
      expect(await one.bus.ask({ type: 'circuits_wanted' })).toContainEqual({ replica: 'two', outcome: 'no answer' }),
    );
  });
});

it('a replica without a channel is alone and answers itself', async () => {
  const bus = new ReplicaBus('alone');
  bus.on('circuits_wanted', () => ['mine']);
  await bus.open();

  expect(await bus.ask({ type: 'circuits_wanted' })).toEqual([{ replica: 'alone', outcome: 'done', answer: ['mine'] }]);
  await bus.close();
});

function urlOf(config: DatabaseConfig): string {
  if (config.kind !== 'postgres') throw new Error('PostgreSQL only');
  return config.url;
}
