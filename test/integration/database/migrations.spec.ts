import { afterEach, expect, it } from '@jest/globals';
import type { DataSource } from 'typeorm';
import { migrations } from '../../../migrations/index.js';
import { openDatabase } from '../../../src/database/open-database.js';
import { describeOnEachDatabase, describeOnPostgres, type TestDatabase } from '../../support/database.js';
import { entities } from '../../support/entities.js';

async function tables(dataSource: DataSource): Promise<string[]> {
  const rows: { name: string }[] = await dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** Everything that a migration can make: columns, constraints and indexes, as the database describes them. */
async function schema(dataSource: DataSource): Promise<unknown[]> {
  return dataSource.query(`
    SELECT table_name AS place, column_name AS name, concat_ws(' ', data_type, is_nullable, column_default) AS what
      FROM information_schema.columns WHERE table_schema = 'public'
    UNION ALL
    SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid)
      FROM pg_constraint WHERE connamespace = 'public'::regnamespace AND contype <> 'n'
    UNION ALL
    SELECT tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
    ORDER BY 1, 2, 3`);
}

async function undoAll(dataSource: DataSource): Promise<void> {
  for (let left = migrations.length; left > 0; left--) await dataSource.undoLastMigration();
}

describeOnEachDatabase('migrations', (database) => {
  let opened: TestDatabase;
  afterEach(() => opened.close());

  it('go forward, back to an empty schema, and forward to the same schema again', async () => {
    opened = await database.create();
    const { dataSource } = opened;
    const before = await schema(dataSource);

    await undoAll(dataSource);
    expect(await tables(dataSource)).toEqual(['migrations']);
    await dataSource.runMigrations();

    expect(await schema(dataSource)).toEqual(before);
  });

  it('say the same as the entities', async () => {
    opened = await database.create();

    const { upQueries } = await opened.dataSource.driver.createSchemaBuilder().log();

    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('make what the entities would make, down to conditions and defaults', async () => {
    opened = await database.create();
    const { config, drop } = await database.createEmpty();
    const fromEntities = await openDatabase(config, { entities });
    await undoAll(fromEntities);

    await fromEntities.synchronize();

    expect(await schema(opened.dataSource)).toEqual(await schema(fromEntities));
    await fromEntities.destroy();
    await drop();
  });

  it('make no table that has no entity', async () => {
    opened = await database.create();

    const known = entities.map((entity) => opened.dataSource.getMetadata(entity).tableName);

    expect(await tables(opened.dataSource)).toEqual([...known, 'migrations'].sort());
  });

  it('leave nothing pending after a start', async () => {
    opened = await database.create();

    expect(await opened.dataSource.showMigrations()).toBe(false);
  });
});

describeOnPostgres('migrations of servers that start at the same time', (database) => {
  it('run once', async () => {
    const { config, drop } = await database.createEmpty();

    const opened = await Promise.all(Array.from({ length: 6 }, () => openDatabase(config, { entities })));

    const applied: { name: string }[] = await opened[0]!.query('SELECT name FROM migrations ORDER BY id');
    expect(applied.map(({ name }) => name)).toEqual(migrations.map(({ name }) => name));
    await Promise.all(opened.map((dataSource) => dataSource.destroy()));
    await drop();
  });

  it('change nothing when one of them fails', async () => {
    const { config, drop } = await database.createEmpty();
    const first = await openDatabase(config, { entities });
    await undoAll(first);
    // In the way of a later migration.
    await first.query('CREATE TABLE oauth_states (id integer)');

    await expect(openDatabase(config, { entities })).rejects.toThrow(/could not be migrated/);

    expect(await tables(first)).toEqual(['migrations', 'oauth_states']);
    await first.destroy();
    await drop();
  });
});
