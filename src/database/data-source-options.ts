import type { DataSourceOptions, EntityTarget, ObjectLiteral } from 'typeorm';
import { migrations } from '../../migrations/index.js';
import { SingleClientPool } from './embedded/single-client-pool.js';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';

/** Options of TypeORM's PostgreSQL driver, which serves both databases. */
export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }>;

/** An entity class. The database knows none of them: modules name their own. */
export type Entity = Extract<EntityTarget<ObjectLiteral>, new () => unknown>;

/** What does not depend on how the backend is reached. */
export const commonOptions = {
  type: 'postgres',
  applicationName: 'servicedesk-plus-mcp',
  migrations: [...migrations],
  synchronize: false,
  migrationsRun: false,
  // Silent: what goes wrong is thrown, and standard output carries JSON lines only.
  logger: 'debug',
  // gen_random_uuid() is built in since PostgreSQL 13: no extension has to be there, or be installed.
  uuidExtension: 'pgcrypto',
  installExtensions: false,
} as const satisfies PostgresOptions;

/**
 * How a PostgreSQL server is reached. A slow or absent one must not hold calls for long: they answer "try again" within
 * two and a half seconds, the wait for a connection included (see AppDataSource).
 */
export function serverOptions(url: string): PostgresOptions {
  return {
    ...commonOptions,
    url,
    poolSize: 10,
    connectTimeoutMS: 2_000,
    extra: { statement_timeout: 2_000, lock_timeout: 1_000, keepAlive: true, keepAliveInitialDelayMillis: 10_000 },
  };
}

/** How the embedded backend is reached: one client, which waits for its turn, through memory. */
export function embeddedOptions(embedded: EmbeddedPostgres) {
  return {
    ...commonOptions,
    driver: { Pool: SingleClientPool },
    poolSize: 1,
    connectTimeoutMS: 10_000,
    // Named in full, or `pg` takes them from PGUSER, PGDATABASE and PGSSLMODE.
    extra: { stream: embedded.stream, user: 'postgres', database: 'postgres', ssl: false, idleTimeoutMillis: 0 },
  } satisfies PostgresOptions;
}
