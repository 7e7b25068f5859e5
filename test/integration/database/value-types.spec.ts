import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { describeOnEachDatabase, type TestDatabase } from '../../support/database.js';

describeOnEachDatabase('values', (database) => {
  let opened: TestDatabase;
  beforeAll(async () => void (opened = await database.create()));
  afterAll(() => opened.close());

  it('come back as the same JavaScript types', async () => {
    const rows: Record<string, unknown>[] = await opened.dataSource.query(
      `SELECT 7::int AS int, 9007199254740993::bigint AS bigint, 1.50::numeric AS numeric, true AS bool,
              'päß'::text AS text, ARRAY['a', 'b'] AS array, NULL::text AS nothing,
              '2026-11-23T09:00:00.123Z'::timestamptz AS at, $1::bytea AS bytes, $2::jsonb AS json,
              '0702e112-8ebb-4e1e-871b-472decc12f31'::uuid AS uuid`,
      [Buffer.from([0, 255]), { a: [1] }],
    );

    expect(rows).toEqual([
      {
        int: 7,
        bigint: '9007199254740993',
        numeric: '1.50',
        bool: true,
        text: 'päß',
        array: ['a', 'b'],
        nothing: null,
        at: new Date('2026-11-23T09:00:00.123Z'),
        bytes: Buffer.from([0, 255]),
        json: { a: [1] },
        uuid: '0702e112-8ebb-4e1e-871b-472decc12f31',
      },
    ]);
  });

  it('of many megabytes go in and out whole', async () => {
    const bytes = Buffer.alloc(8 * 1024 * 1024, 'x');

    const rows: { bytes: Buffer }[] = await opened.dataSource.query('SELECT $1::bytea AS bytes', [bytes]);

    expect(rows[0]!.bytes.equals(bytes)).toBe(true);
  });

  it('of errors carry the code of PostgreSQL', async () => {
    await expect(opened.dataSource.query('SELECT 1 / 0')).rejects.toMatchObject({ driverError: { code: '22012' } });
    await expect(opened.dataSource.query('SELEC')).rejects.toMatchObject({ driverError: { code: '42601' } });
  });
});
