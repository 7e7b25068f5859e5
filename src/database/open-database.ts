import type { DatabaseConfig } from '../config/app-config.js';
import { AppDataSource } from './app-data-source.js';
import { connect } from './connect.js';
import type { Entity } from './data-source-options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrate } from './migrate.js';

/** How long a PostgreSQL server may take to come up beside us. */
const PATIENCE_MS = 30_000;

export interface OpenDatabaseOptions {
  readonly entities: readonly Entity[];
  /** Milliseconds; 30,000 unless given. */
  readonly patienceMs?: number;
}

/**
 * The one way to the database: connected and migrated. `destroy()` on it ends everything that was started here.
 *
 * @throws DatabaseStartError
 */
export async function openDatabase(
  config: DatabaseConfig,
  { entities, patienceMs = PATIENCE_MS }: OpenDatabaseOptions,
): Promise<AppDataSource> {
  const dataSource =
    config.kind === 'postgres'
      ? await onServer(config.url, entities, patienceMs)
      : await onEmbedded(config.dataDir, entities);
  try {
    await migrate(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

async function onServer(url: string, entities: readonly Entity[], patienceMs: number): Promise<AppDataSource> {
  const dataSource = AppDataSource.onServer(url, entities);
  await connect(dataSource, patienceMs);
  return dataSource;
}

async function onEmbedded(dataDir: string, entities: readonly Entity[]): Promise<AppDataSource> {
  const dataSource = AppDataSource.onEmbedded(await EmbeddedPostgres.open(dataDir), entities);
  try {
    await dataSource.initialize();
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}
