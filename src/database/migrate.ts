import { Logger } from '@nestjs/common';
import { MigrationExecutor } from 'typeorm';
import type { AppDataSource } from './app-data-source.js';
import { DatabaseStartError } from './database.errors.js';

/** Any fixed number will do, as long as every version of this server uses the same. */
const MIGRATION_LOCK = 7_371_001;

const logger = new Logger('Migrations');

/**
 * Brings the schema up to date, all or nothing. Of several processes that start at once, one migrates and the others
 * wait, then find nothing left to do: the lock ends with the transaction, whatever ends that.
 *
 * @throws DatabaseStartError when a migration fails; the schema is then as it was before.
 */
export async function migrate(dataSource: AppDataSource): Promise<void> {
  const queryRunner = dataSource.createPatientQueryRunner();
  try {
    await queryRunner.startTransaction();
    // The pool's limits are for calls that somebody waits for.
    await queryRunner.query('SET LOCAL statement_timeout = 0');
    await queryRunner.query('SET LOCAL lock_timeout = 0');
    await queryRunner.query('SELECT pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
    const applied = await new MigrationExecutor(dataSource, queryRunner).executePendingMigrations();
    await queryRunner.commitTransaction();
    // Without the time stamp, which makes a name look like a secret to the log.
    for (const { name } of applied) logger.log(`Applied ${name.replace(/[0-9]+$/, '')}`);
  } catch (error) {
    if (queryRunner.isTransactionActive) await queryRunner.rollbackTransaction().catch(() => undefined);
    throw new DatabaseStartError(
      `The database could not be migrated: ${error instanceof Error ? error.message : 'unknown error'}. Nothing was ` +
        'changed. The user of DATABASE_URL needs the right to create tables in its schema.',
      { cause: error },
    );
  } finally {
    await queryRunner.release();
  }
}
