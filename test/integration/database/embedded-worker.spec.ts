import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import type * as databaseModule from '../../../src/database/open-database.js';
import { dataFolder } from '../../support/cluster-templates.js';
import { builtPath, importBuilt } from '../../support/built.js';

/** About a second of work for the backend, and no single row to send. */
const HEAVY = 'SELECT count(*) FROM generate_series(1, 3000000)';

describe('the embedded database on a folder', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let opened: DataSource;
  let open: () => Promise<DataSource>;

  beforeAll(async () => {
    data = await dataFolder();
    const { openDatabase } = await importBuilt<typeof databaseModule>('database/open-database.js');
    open = async () => (opened = await openDatabase({ kind: 'embedded', dataDir: data.path }, { entities: [] }));
    await open();
    await opened.query('CREATE TABLE marks (value integer)');
    await opened.destroy();
  });
  afterEach(() => (opened.isInitialized ? opened.destroy() : undefined));
  afterAll(() => data.remove());

  const marks = async (): Promise<number[]> =>
    (await opened.query<{ value: number }[]>('SELECT value FROM marks ORDER BY value')).map(({ value }) => value);

  it('keeps what was written, over a restart', async () => {
    await open();
    await opened.query('INSERT INTO marks VALUES (1)');
    await opened.destroy();

    await open();

    expect(await marks()).toEqual([1]);
  });

  it('syncs the disk for each commit', async () => {
    const program = join(import.meta.dirname, 'programs/count-syncs.mjs');
    const module = builtPath('database/embedded/inline-backend.js');

    const { stdout } = await promisify(execFile)(process.execPath, [program, module, join(data.path, 'pgdata')]);

    expect(Number(stdout)).toBeGreaterThanOrEqual(20);
  });

  it('does not hold up the event loop while a query runs', async () => {
    await open();
    const delay = monitorEventLoopDelay({ resolution: 10 });
    const started = performance.now();
    delay.enable();

    await opened.query(HEAVY);

    delay.disable();
    const tookMs = performance.now() - started;
    expect(tookMs).toBeGreaterThan(200);
    expect(delay.max / 1e6).toBeLessThan(tookMs / 2);
  });

  it.each([
    ['PL/pgSQL', 'LANGUAGE plpgsql AS $$ BEGIN RETURN deeper(n + 1); END $$'],
    ['SQL', 'LANGUAGE sql AS $$ SELECT deeper(n + 1) $$'],
  ])('refuses recursion without end in %s, which would overflow a stack', async (_language, body) => {
    await open();
    await opened.query('CREATE OR REPLACE FUNCTION deeper(n integer) RETURNS integer LANGUAGE sql AS $$ SELECT n $$');
    await opened.query(`CREATE OR REPLACE FUNCTION deeper(n integer) RETURNS integer ${body}`);

    await expect(opened.query('SELECT deeper(1)')).rejects.toMatchObject({ driverError: { code: '54001' } });

    expect(await marks()).toEqual([1]);
  });

  it('says so when it crashes during a query, and is there again for the next one', async () => {
    await open();
    await opened.query('INSERT INTO marks VALUES (2)');
    const running = opened.query(HEAVY);
    const { embedded } = opened as unknown as { embedded: { backend: Promise<{ worker: { terminate(): void } }> } };
    (await embedded.backend).worker.terminate();

    await expect(running).rejects.toThrow(/embedded database stopped/);

    expect(await marks()).toEqual([1, 2]);
  });

  it('lets running queries end before it closes', async () => {
    await open();
    const running = [opened.query(HEAVY), opened.query('INSERT INTO marks VALUES (3)')];

    await opened.destroy();

    await expect(Promise.all(running)).resolves.toHaveLength(2);
    await open();
    expect(await marks()).toEqual([1, 2, 3]);
  });
});
