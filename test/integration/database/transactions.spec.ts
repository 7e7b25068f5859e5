import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { describeOnEachDatabase, describeOnPostgres, type TestDatabase } from '../../support/database.js';

const INSERT = 'INSERT INTO marks (value) VALUES (0)';

async function withMarks(opened: TestDatabase): Promise<DataSource> {
  await opened.dataSource.query('CREATE TABLE marks (id integer GENERATED ALWAYS AS IDENTITY, value integer NOT NULL)');
  return opened.dataSource;
}

async function count(dataSource: DataSource): Promise<number> {
  const [row] = await dataSource.query<{ rows: number }[]>('SELECT count(*)::int AS rows FROM marks');
  return row!.rows;
}

describeOnEachDatabase('transactions', (database) => {
  let opened: TestDatabase;
  let dataSource: DataSource;
  beforeEach(async () => {
    opened = await database.create();
    dataSource = await withMarks(opened);
  });
  afterEach(() => opened.close());

  it('roll back alone, beside writes that stay', async () => {
    const lost = dataSource.transaction(async (tx) => {
      await tx.query(INSERT);
      throw new Error('changed my mind');
    });
    const kept = dataSource.query(INSERT);

    await expect(lost).rejects.toThrow('changed my mind');
    await kept;
    expect(await count(dataSource)).toBe(1);
  });

  it('are seen by others in full or not at all', async () => {
    const seen: Promise<number>[] = [];

    await dataSource.transaction(async (tx) => {
      await tx.query(INSERT);
      seen.push(count(dataSource));
      await tx.query(INSERT);
    });

    seen.push(count(dataSource));
    const [during, after] = await Promise.all(seen);
    expect([0, 2]).toContain(during);
    expect(after).toBe(2);
  });

  it('go on after a savepoint was rolled back', async () => {
    await dataSource.transaction(async (tx) => {
      await tx.query(INSERT);
      await expect(tx.transaction((inner) => inner.query('SELECT 1 / 0'))).rejects.toThrow(/division by zero/);
      await tx.query(INSERT);
    });

    expect(await count(dataSource)).toBe(2);
  });

  it('leave the connection clean after an error', async () => {
    await expect(dataSource.transaction((tx) => tx.query('SELECT broken'))).rejects.toThrow(/broken/);

    await dataSource.query(INSERT);
    expect(await count(dataSource)).toBe(1);
  });

  it('wait for a row that another one holds, and then see what it wrote', async () => {
    await dataSource.query(INSERT);

    await Promise.all(
      Array.from({ length: 40 }, () =>
        dataSource.transaction(async (tx) => {
          const [row] = await tx.query<{ value: number }[]>('SELECT value FROM marks FOR UPDATE');
          await tx.query('UPDATE marks SET value = $1', [row!.value + 1]);
        }),
      ),
    );

    expect(await dataSource.query('SELECT value FROM marks')).toEqual([{ value: 40 }]);
  });

  it('that still run when the database is closed are carried out first', async () => {
    const queued = Array.from({ length: 30 }, () => dataSource.query(INSERT));
    const long = dataSource.transaction(async (tx) => {
      await tx.query(INSERT);
      await tx.query('SELECT count(*) FROM generate_series(1, 300000)');
      await tx.query(INSERT);
    });

    const closed = dataSource.destroy();

    await expect(Promise.all([...queued, long])).resolves.toHaveLength(31);
    await closed;
  });
});

describeOnPostgres('rows claimed with SKIP LOCKED', (database) => {
  let opened: TestDatabase;
  afterEach(() => opened.close());

  it('go to one claimer each, and nobody waits', async () => {
    opened = await database.create();
    const dataSource = await withMarks(opened);
    await dataSource.query('INSERT INTO marks (value) SELECT n FROM generate_series(1, 30) AS n');
    const claimed: number[] = [];
    let holding = 0;
    let most = 0;

    await Promise.all(
      Array.from({ length: 6 }, () =>
        dataSource.transaction(async (tx) => {
          const rows = await tx.query<{ value: number }[]>('SELECT value FROM marks LIMIT 5 FOR UPDATE SKIP LOCKED');
          claimed.push(...rows.map(({ value }) => value));
          most = Math.max(most, ++holding);
          await tx.query('SELECT pg_sleep(0.2)');
          holding--;
        }),
      ),
    );

    expect(claimed.sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, index) => index + 1));
    expect(most).toBeGreaterThan(1);
  });
});
