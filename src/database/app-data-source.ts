import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { type Entity, embeddedOptions, type PostgresOptions, serverOptions } from './data-source-options.js';
import type { EmbeddedPostgres } from './embedded/embedded-postgres.js';

/** Queries that still run when the database is closed get this long to end. */
const LONGEST_DRAIN_MS = 10_000;

const logger = new Logger('Database');

/** A data source that ends as it should: first the queries, then the pool, then the embedded backend. */
export class AppDataSource extends DataSource {
  private constructor(
    options: PostgresOptions,
    private readonly embedded?: EmbeddedPostgres,
  ) {
    super({
      ...options,
      // An idle client that the server ends is no reason for this process to end: the pool makes another.
      poolErrorHandler: (error: Error) => logger.warn(`A database connection was lost: ${error.message}`),
    });
  }

  static onServer(url: string, entities: readonly Entity[]): AppDataSource {
    return new AppDataSource({ ...serverOptions(url), entities: [...entities] });
  }

  static onEmbedded(embedded: EmbeddedPostgres, entities: readonly Entity[]): AppDataSource {
    return new AppDataSource({ ...embeddedOptions(embedded), entities: [...entities] }, embedded);
  }

  override async destroy(): Promise<void> {
    if (this.isInitialized) {
      await this.drain();
      await super.destroy();
    }
    await this.embedded?.close();
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
