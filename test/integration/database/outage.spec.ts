import { afterEach, expect, it } from '@jest/globals';
import type { Pool } from 'pg';
import type { AppDataSource } from '../../../src/database/app-data-source.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { describeOnPostgres } from '../../support/database.js';
import { FaultProxy, type ProxyMode } from '../../support/fault-proxy.js';

const FAULTS: readonly ProxyMode[] = ['silent', 'answers-lost', 'refuse'];

describeOnPostgres('a database that goes away', (database) => {
  let cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const undo of cleanUp) await undo();
    cleanUp = [];
  });

  async function open(): Promise<{ dataSource: AppDataSource; proxy: FaultProxy; told: string[] }> {
    const { config, drop } = await database.createEmpty();
    const { url } = config as { url: string };
    const proxy = await FaultProxy.to(url);
    const dataSource = await openDatabase({ kind: 'postgres', url: proxy.urlOf(url) }, { entities: [] });
    cleanUp = [() => proxy.set('pass'), () => dataSource.destroy(), () => proxy.close(), drop];

    const told: string[] = [];
    dataSource.watch.onLost = () => told.push('lost');
    dataSource.watch.onBack = () => told.push('back');
    dataSource.watch.start();
    return { dataSource, proxy, told };
  }

  it.each(FAULTS)(
    '(%s) is not waited for, is known to be away, and is there again a moment after it is back',
    async (fault) => {
      const { dataSource, proxy, told } = await open();
      await Promise.all(Array.from({ length: 10 }, () => dataSource.query('SELECT pg_sleep(0.05)')));
      await proxy.set(fault);

      const started = performance.now();
      const queries = await Promise.allSettled(Array.from({ length: 30 }, () => dataSource.query('SELECT 1')));
      expect(performance.now() - started).toBeLessThan(2_500);
      for (const query of queries) {
        expect(query).toMatchObject({ status: 'rejected', reason: { code: 'DATABASE_UNAVAILABLE', retryable: true } });
      }
      await until(() => dataSource.watch.isLost);

      const known = performance.now();
      await expect(dataSource.query('SELECT 1')).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
      expect(performance.now() - known).toBeLessThan(50);
      await until(() => dataSource.watch.missedInARow >= 3, 10_000);

      const back = performance.now();
      await proxy.set('pass');
      await until(() => !dataSource.watch.isLost);
      const answers = await Promise.all(Array.from({ length: 10 }, () => dataSource.query('SELECT 1 AS one')));
      expect(performance.now() - back).toBeLessThan(5_000);
      expect(answers).toEqual(Array.from({ length: 10 }, () => [{ one: 1 }]));
      expect(told).toEqual(['lost', 'back']);
      expect((dataSource.driver as unknown as { master: Pool }).master.waitingCount).toBe(0);
    },
    30_000,
  );

  it('in the middle of a transaction gives no open transaction back to the pool', async () => {
    const { dataSource, proxy } = await open();
    await dataSource.query('CREATE TABLE marks (value integer)');

    const change = dataSource.transaction(async (tx) => {
      await tx.query('INSERT INTO marks VALUES (1)');
      await proxy.set('silent');
      await tx.query('INSERT INTO marks VALUES (2)');
    });
    await expect(change).rejects.toMatchObject({ code: 'DATABASE_UNAVAILABLE' });
    await proxy.set('pass');
    await until(() => !dataSource.watch.isLost);

    const inside = await Promise.all(
      Array.from({ length: 10 }, () => dataSource.query('SELECT txid_current_if_assigned() AS id, pg_sleep(0.05)')),
    );
    expect(inside.map(([{ id }]) => id)).toEqual(Array(10).fill(null));
    expect(await dataSource.query('SELECT count(*)::int AS count FROM marks')).toEqual([{ count: 0 }]);
  }, 20_000);

  it('for a moment, with every connection ended by the server, is not said to be lost', async () => {
    const { dataSource, told } = await open();
    for (let round = 0; round < 3; round++) {
      await Promise.allSettled(Array.from({ length: 5 }, () => dataSource.query('SELECT pg_sleep(0.01)')));
      await dataSource
        .query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()')
        .catch(() => undefined);
      await dataSource.watch.look();
    }

    expect(told).toEqual([]);
    expect(await dataSource.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
  });
});

async function until(claim: () => boolean, patienceMs = 6_000): Promise<void> {
  const started = performance.now();
  while (!claim()) {
    if (performance.now() - started > patienceMs) throw new Error(`It did not come to pass within ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
