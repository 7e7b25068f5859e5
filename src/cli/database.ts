import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type LoggerService, Logger } from '@nestjs/common';
import type { AppConfig, DatabaseConfig } from '../config/app-config.js';
import type { AppDataSource } from '../database/app-data-source.js';
import { openDatabase, type OpenDatabaseOptions } from '../database/open-database.js';
import type { Terminal } from './terminal.js';

/** Somebody waits at a terminal: a database that does not answer by then is told to be away. */
const PATIENCE_MS = 5_000;

/**
 * Gives `use` the database of the server's settings, migrated as at its start unless it is wanted `asItIs`, and closes it
 * afterwards.
 *
 * @throws FolderInUseError when the embedded database serves a running server
 * @throws DatabaseStartError when it cannot be opened
 */
export async function withDatabase<T>(
  { config, terminal, ...options }: { config: AppConfig; terminal: Terminal } & Omit<OpenDatabaseOptions, 'patienceMs'>,
  use: (dataSource: AppDataSource) => Promise<T>,
): Promise<T> {
  logTo(terminal);
  const dataSource = await openDatabase(config.database, { ...options, patienceMs: PATIENCE_MS });
  try {
    return await use(dataSource);
  } finally {
    await dataSource.destroy();
  }
}

/** False before the first start with an embedded database. */
export function isMade(database: DatabaseConfig): boolean {
  return database.kind === 'postgres' || existsSync(join(database.dataDir, 'pgdata'));
}

/** What the server's parts log goes beside the output of a command, not into it. */
function logTo(terminal: Terminal): void {
  const note = (message: unknown): void =>
    terminal.note(typeof message === 'string' ? message : JSON.stringify(message));
  // Events are for the log of a server.
  const log = (message: unknown): void => (typeof message === 'string' ? note(message) : undefined);
  const logger: LoggerService = { log, warn: note, error: note, fatal: note, debug: () => undefined };
  Logger.overrideLogger(logger);
}
