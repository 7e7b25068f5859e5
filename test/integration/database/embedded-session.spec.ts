import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { embeddedOptions } from '../../../src/database/data-source-options.js';
import { EmbeddedPostgres } from '../../../src/database/embedded/embedded-postgres.js';
import type { SingleClientPool } from '../../../src/database/embedded/single-client-pool.js';
import { memoryTemplate } from '../../support/cluster-templates.js';

const WAIT_MS = 300;

describe('the one client of the embedded database', () => {
  let embedded: EmbeddedPostgres;
  let pool: SingleClientPool;
  let lost: Error[];
  beforeEach(async () => {
    embedded = await EmbeddedPostgres.open(`memory://${await memoryTemplate()}`);
    const { driver, extra, poolSize } = embeddedOptions(embedded);
    pool = new driver.Pool({ ...extra, max: poolSize, connectionTimeoutMillis: WAIT_MS });
    lost = [];
    pool.on('error', (error) => lost.push(error));
    await pool.query('CREATE TABLE marks (value integer)');
  });
  afterEach(async () => {
    if (!pool.ended) await pool.end();
    await embedded.close();
  });

  const marks = async (): Promise<number[]> =>
    (await pool.query<{ value: number }>('SELECT value FROM marks ORDER BY value')).rows.map(({ value }) => value);

  it('is refused, and told why, when it is wanted a second time inside a transaction', async () => {
    const client = await pool.connect();
    await client.query('BEGIN');

    await expect(pool.query('SELECT 1')).rejects.toThrow(/one connection of the embedded database.*entity manager/);

    await client.query('ROLLBACK');
    client.release();
    expect(await marks()).toEqual([]);
  });

  it('leaves nothing to its successor: no transaction, statement, setting or lock', async () => {
    const client = await pool.connect();
    await client.query({ name: 'twice', text: 'SELECT 1' });
    await client.query("SET TIME ZONE 'Asia/Tokyo'");
    await client.query('SELECT pg_advisory_lock(7)');
    await client.query('CREATE TEMPORARY TABLE notes (text text)');
    await client.query('BEGIN');
    await client.query('INSERT INTO marks VALUES (1)');
    client.release(new Error('given up'));

    await pool.query({ name: 'twice', text: 'SELECT 2' });

    const { rows } = await pool.query(
      `SELECT current_setting('TimeZone') AS zone, to_regclass('notes') AS notes,
              (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory') AS locks`,
    );
    expect(rows).toEqual([{ zone: expect.not.stringContaining('Tokyo'), notes: null, locks: 0 }]);
    expect(await marks()).toEqual([]);
  });

  it('goes on after an error in the middle of an extended query', async () => {
    await expect(pool.query('SELECT 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' });
    await expect(pool.query('SELECT nothing WHERE $1', [true])).rejects.toMatchObject({ code: '42703' });

    await pool.query('INSERT INTO marks VALUES ($1)', [3]);
    expect(await marks()).toEqual([3]);
  });

  it('gets an error, not silence, when the backend is closed under it', async () => {
    await embedded.close();

    await expect(pool.query('SELECT 1')).rejects.toThrow(/embedded database is closed/);
  });

  it('ends without an error when it is closed in order', async () => {
    await pool.end();
    await embedded.close();
    await setImmediate();

    expect(lost).toEqual([]);
  });
});
