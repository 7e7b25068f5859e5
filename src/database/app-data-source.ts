import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource, type QueryRunner, type ReplicationMode } from 'typeorm';
import { type Entity, embeddedOptions, type PostgresOptions, serverOptions } from './data-source-options.js';
import { DatabaseWatch } from './database-watch.js';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { guardQueryRunner } from './guard-query-runner.js';

/** Queries that still run when the database is closed get this long to end. */
const LONGEST_DRAIN_MS = 10_000;

const logger = new Logger('Database');

/** Longest time of one query in ms, longer than the limits that the database and the pool keep themselves. */
const LONGEST_QUERY_MS = { server: 2_200, embedded: 60_000 };
const LONGEST_PING_MS = { server: 2_000, embedded: 10_000 };

type Kind = keyof typeof LONGEST_QUERY_MS;

/**
 * A data source whose queries are answered in time, or throw DatabaseUnavailableError, and that ends as it should:
 * first the queries, then the pool, then the embedded backend.
 */
export class AppDataSource extends DataSource {
  readonly watch = new DatabaseWatch(() => this.askTime());

  private constructor(
    options: PostgresOptions,
    private readonly kind: Kind,
    private readonly embedded?: EmbeddedPostgres,
  ) {
    super({
      ...options,
      // An idle client that the server ends is no reason for this process to end: the pool makes another.
      poolErrorHandler: (error: Error) => {
        logger.debug(`A database connection was lost: ${error.message}`);
        this.watch.suspect();
      },
    });
  }

  static onServer(url: string, entities: readonly Entity[]): AppDataSource {
    return new AppDataSource({ ...serverOptions(url), entities: [...entities] }, 'server');
  }

  static onEmbedded(embedded: EmbeddedPostgres, entities: readonly Entity[]): AppDataSource {
    return new AppDataSource({ ...embeddedOptions(embedded), entities: [...entities] }, 'embedded', embedded);
  }

  override createQueryRunner(mode?: ReplicationMode): QueryRunner {
    const { watch, kind } = this;
    return guardQueryRunner(super.createQueryRunner(mode), { watch, longestMs: LONGEST_QUERY_MS[kind] });
  }

  /** For work that nobody waits for and that may take its time, such as a migration. */
  createPatientQueryRunner(): QueryRunner {
    return super.createQueryRunner();
  }

  override async destroy(): Promise<void> {
    this.watch.stop();
    if (this.isInitialized) {
      await this.drain();
      await super.destroy();
    }
    await this.embedded?.close();
  }

  /** By the database's clock, in ms since the epoch; asked for whether or not the database is known to be away. */
  private async askTime(): Promise<number> {
    const watch = { isLost: false, suspect: () => undefined, silent: () => undefined };
    const runner = guardQueryRunner(super.createQueryRunner(), { watch, longestMs: LONGEST_PING_MS[this.kind] });
    try {
      const [row] = (await runner.query('SELECT extract(epoch FROM clock_timestamp())::float8 AS now')) as [
        { now: number },
      ];
      return row.now * 1000;
    } finally {
      await runner.release();
    }
  }

  /** TypeORM takes the connections away from queries that still run; so it is asked only when none does. */
  private async drain(): Promise<void> {
    const { master: pool } = this.driver as unknown as { master: Pool };
    const busy = (): boolean => pool.totalCount > pool.idleCount || pool.waitingCount > 0;
    const signal = AbortSignal.timeout(LONGEST_DRAIN_MS);
    try {
      while (busy()) await delay(10, undefined, { signal });
    } catch {
      logger.warn(`Queries still ran after ${LONGEST_DRAIN_MS} ms; they are cut off`);
    }
  }
}
