import pg from 'pg';

const LOCAL = 'postgres://postgres@127.0.0.1:5432/test';

/**
 * Looks once, before all tests, for a PostgreSQL: `TEST_DATABASE_URL`, or one on 127.0.0.1:5432 with trust
 * authentication. When there is none, database tests run on the embedded database alone; with
 * `REQUIRE_POSTGRES=1` (as in CI) that is an error.
 */
export default async function findPostgres() {
  const url = process.env.TEST_DATABASE_URL ?? LOCAL;
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    await client.end();
    process.env.TEST_POSTGRES_URL = url;
  } catch (error) {
    if (process.env.TEST_DATABASE_URL || process.env.REQUIRE_POSTGRES === '1') {
      throw new Error(`No PostgreSQL to test with (${error.message}). Set TEST_DATABASE_URL.`, { cause: error });
    }
    console.warn('No PostgreSQL found: database tests run on the embedded database only. Set TEST_DATABASE_URL.');
  }
}
