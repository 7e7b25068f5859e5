import { randomBytes } from 'node:crypto';
import { describe } from '@jest/globals';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import type { DatabaseConfig } from '../../src/config/app-config.js';
import { openDatabase } from '../../src/database/open-database.js';
import { entities } from './entities.js';
import { memoryTemplate } from './cluster-templates.js';

// Tests read what the database does, not its log.
Logger.overrideLogger(['fatal']);

/** A migrated database that nobody else uses. */
export interface TestDatabase {
  readonly dataSource: DataSource;
  /**
   * For a second data source, or a whole server, on the same database. An embedded one in memory cannot be shared:
   * there the settings stand for a new, empty database of the same kind.
   */
  readonly config: DatabaseConfig;
  /** Closes it and leaves nothing behind. */
  readonly close: () => Promise<void>;
}

/** One of the two databases that the server runs on. */
export interface DatabaseUnderTest {
  readonly kind: DatabaseConfig['kind'];
  readonly create: () => Promise<TestDatabase>;
  /** Settings of an empty database, not yet migrated, for a test that starts servers on it; `drop` ends its life. */
  readonly createEmpty: () => Promise<{ readonly config: DatabaseConfig; readonly drop: () => Promise<void> }>;
}

/** An embedded database in memory, which starts in a fraction of a second. */
export const embeddedDatabase: DatabaseUnderTest = {
  kind: 'embedded',
  create: () => create(embeddedDatabase),
  async createEmpty() {
    return { config: { kind: 'embedded', dataDir: `memory://${await memoryTemplate()}` }, drop: async () => undefined };
  },
};

/** The PostgreSQL at `TEST_POSTGRES_URL`, or undefined when the tests found none. */
export const postgresDatabase: DatabaseUnderTest | undefined = process.env['TEST_POSTGRES_URL']
  ? onServer(process.env['TEST_POSTGRES_URL'])
  : undefined;

/** Runs the same claims on the embedded database and, where there is one, on PostgreSQL. */
export function describeOnEachDatabase(title: string, claims: (database: DatabaseUnderTest) => void): void {
  describe(`${title}, on the embedded database`, () => claims(embeddedDatabase));
  describeOnPostgres(title, claims);
}

/** For what only several connections, or only a server, can show; without a PostgreSQL the claims are skipped. */
export function describeOnPostgres(title: string, claims: (database: DatabaseUnderTest) => void): void {
  const run = postgresDatabase ? describe : describe.skip;
  run(`${title}, on PostgreSQL`, () => claims(postgresDatabase ?? embeddedDatabase));
}

async function create(database: DatabaseUnderTest): Promise<TestDatabase> {
  const { config, drop } = await database.createEmpty();
  const dataSource = await openDatabase(config, { entities });
  return {
    dataSource,
    config,
    async close() {
      if (dataSource.isInitialized) await dataSource.destroy();
      await drop();
    },
  };
}

function onServer(adminUrl: string): DatabaseUnderTest {
  const database: DatabaseUnderTest = {
    kind: 'postgres',
    create: () => create(database),
    async createEmpty() {
      const name = `sdp_test_${randomBytes(6).toString('hex')}`;
      await asAdmin(adminUrl, `CREATE DATABASE ${name}`);
      const url = new URL(adminUrl);
      url.pathname = `/${name}`;
      return {
        config: { kind: 'postgres', url: url.href },
        drop: () => asAdmin(adminUrl, `DROP DATABASE ${name} WITH (FORCE)`),
      };
    },
  };
  return database;
}

async function asAdmin(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
