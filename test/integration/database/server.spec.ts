import { createServer, type Server } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { DatabaseStartError } from '../../../src/database/database.errors.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { describeOnPostgres } from '../../support/database.js';

const SECRET = 'pass-word-of-the-test';

describeOnPostgres('a database server', (database) => {
  let cleanUp: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const undo of cleanUp) await undo();
    cleanUp = [];
  });

  async function create(): Promise<DataSource> {
    const { dataSource, close } = await database.create();
    cleanUp = [close];
    return dataSource;
  }

  it('may end our connections, idle or not, and the next call works', async () => {
    const dataSource = await create();
    const endOthers =
      'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> $1';
    await Promise.all(Array.from({ length: 5 }, () => dataSource.query('SELECT pg_sleep(0.05)')));
    const busy = dataSource.query('SELECT pg_sleep(10)').catch((error: Error) => error.message);

    await dataSource.transaction(async (tx) => {
      const [{ pid }] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
      await tx.query(endOthers, [pid]);
    });

    expect(await busy).toMatch(/does not answer/);
    await eventually(async () => {
      const answers = await Promise.all(Array.from({ length: 10 }, () => dataSource.query('SELECT 1 AS one')));
      expect(answers).toEqual(Array.from({ length: 10 }, () => [{ one: 1 }]));
    });
  });

  it('that is slow is not waited for: statements end after 2 s, locks after 1 s', async () => {
    const dataSource = await create();
    await dataSource.query('CREATE TABLE marks (value integer)');

    const slow = dataSource.query('SELECT pg_sleep(30)');
    const locked = dataSource.transaction(async (tx) => {
      await tx.query('LOCK TABLE marks');
      await expect(dataSource.query('SELECT * FROM marks')).rejects.toMatchObject({
        code: 'DATABASE_UNAVAILABLE',
        cause: { driverError: { code: '55P03' } },
      });
    });

    await expect(slow).rejects.toMatchObject({
      code: 'DATABASE_UNAVAILABLE',
      cause: { driverError: { code: '57014' } },
    });
    await locked;
  }, 20_000);

  it('migrates for longer than a call may take', async () => {
    const { config, drop } = await database.createEmpty();
    cleanUp = [drop];
    const first = await openDatabase(config, { entities: [] });
    const holder = first.createPatientQueryRunner();
    await holder.startTransaction();
    await holder.query('SET LOCAL statement_timeout = 0');
    await holder.query('SELECT pg_advisory_xact_lock(7371001)');

    const second = openDatabase(config, { entities: [] });
    await holder.query('SELECT pg_sleep(3.5)');
    await holder.commitTransaction();
    await holder.release();

    await (await second).destroy();
    await first.destroy();
  }, 20_000);

  it('without the database that DATABASE_URL names is refused in a sentence, without the password', async () => {
    const { config, drop } = await database.createEmpty();
    await drop();
    const url = new URL((config as { url: string }).url);
    url.password = SECRET;

    const refusal = openDatabase({ kind: 'postgres', url: url.href }, { entities: [] });

    await expect(refusal).rejects.toThrow(DatabaseStartError);
    await expect(refusal).rejects.toThrow('The database that DATABASE_URL names does not exist.');
    await expect(refusal).rejects.not.toThrow(SECRET);
  });
});

describe('a database server that is not there', () => {
  let server: Server | undefined;
  afterEach(() => void server?.close());

  const urlOf = (port: number): string => `postgres://user:${SECRET}@127.0.0.1:${port}/nothing`;

  it('is asked again for a while and then refused in a sentence, without the password', async () => {
    const port = await freePort();
    const started = performance.now();

    const refusal = openDatabase({ kind: 'postgres', url: urlOf(port) }, { entities: [], patienceMs: 1_500 });

    await expect(refusal).rejects.toThrow(
      'The PostgreSQL of DATABASE_URL does not answer (ECONNREFUSED). Start it, or correct host and port there.',
    );
    expect(performance.now() - started).toBeGreaterThan(1_000);
  });

  it('or accepts and says nothing is given up on', async () => {
    server = createServer(() => undefined);
    const port = await new Promise<number>((resolve) => {
      server!.listen(0, '127.0.0.1', () => resolve((server!.address() as { port: number }).port));
    });

    const refusal = openDatabase({ kind: 'postgres', url: urlOf(port) }, { entities: [], patienceMs: 0 });

    await expect(refusal).rejects.toThrow(/does not answer/);
  });
});

/** A connection that the server has ended is noticed an instant later; until then a query can still meet it. */
async function eventually(claim: () => Promise<void>): Promise<void> {
  for (let tries = 20; ; tries--) {
    try {
      return await claim();
    } catch (error) {
      if (tries === 0) throw error;
      await delay(50);
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await new Promise<number>((resolve) => {
    probe.listen(0, '127.0.0.1', () => resolve((probe.address() as { port: number }).port));
  });
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
