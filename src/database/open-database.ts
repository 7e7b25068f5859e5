import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseConfig } from '../config/app-config.js';
import { AppDataSource } from './app-data-source.js';
import { connect } from './connect.js';
import { DatabaseStartError } from './database.errors.js';
import type { Entity } from './data-source-options.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';
import { migrate } from './migrate.js';

/** How long a PostgreSQL server may take to come up beside us. */
const PATIENCE_MS = 30_000;

export interface OpenDatabaseOptions {
  readonly entities: readonly Entity[];
  /** Milliseconds; 30,000 unless given. */
  readonly patienceMs?: number;
  /** Leaves the schema as it is, and makes no database where there is none: for looking at a backup. */
  readonly asItIs?: boolean;
}

/**
 * The one way to the database: connected and migrated. `destroy()` on it ends everything that was started here.
 *
 * @throws DatabaseStartError
 */
export async function openDatabase(
  config: DatabaseConfig,
  { entities, patienceMs = PATIENCE_MS, asItIs = false }: OpenDatabaseOptions,
): Promise<AppDataSource> {
  if (asItIs && config.kind === 'embedded') mustHoldDatabase(config.dataDir);
  const dataSource =
    config.kind === 'postgres'
      ? await onServer(config.url, entities, patienceMs)
      : await onEmbedded(config.dataDir, entities);
  try {
    if (!asItIs) await migrate(dataSource);
  } catch (error) {
    await dataSource.destroy();
    throw error;
  }
  return dataSource;
}

function mustHoldDatabase(dataDir: string): void {
  if (dataDir.startsWith('memory://') || existsSync(join(dataDir, 'pgdata'))) return;
  throw new DatabaseStartError(
    `The folder ${dataDir} holds no database of this server. Set SDP_DATA_DIR to the folder that does, or DATABASE_URL.`,
  );
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
