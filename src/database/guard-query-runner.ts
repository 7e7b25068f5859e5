import type { Duplex } from 'node:stream';
import type { PoolClient } from 'pg';
import type { QueryRunner } from 'typeorm';
import { DatabaseUnavailableError } from './database.errors.js';
import type { DatabaseWatch } from './database-watch.js';
import { isOutage } from './outage.js';

export interface QueryGuard {
  readonly watch: Pick<DatabaseWatch, 'isLost' | 'suspect' | 'silent'>;
  /** Longest time of one query, with the wait for a connection, which has to be the shorter one; ms. */
  readonly longestMs: number;
}

/**
 * Makes a query runner answer in time, whatever became of the database: a query that is not answered by then is given
 * up together with its connection, since packets that are dropped end none, and while the database is known to be away
 * no connection is asked for. What an outage causes is thrown as DatabaseUnavailableError.
 */
export function guardQueryRunner(runner: QueryRunner, { watch, longestMs }: QueryGuard): QueryRunner {
  const query = runner.query.bind(runner) as (...args: unknown[]) => Promise<unknown>;
  let connected = false;

  runner.query = (async (...args: unknown[]): Promise<unknown> => {
    // Inside a transaction its end must be tried, or an open one would go back to the pool.
    if (watch.isLost && !connected) throw new DatabaseUnavailableError();
    const endsAtMs = performance.now() + longestMs;
    try {
      // The pool gives up sooner than we do.
      const client = (await runner.connect()) as PoolClient;
      connected = true;
      return await answerBefore(endsAtMs, query(...args), () => {
        cut(client);
        watch.silent();
      });
    } catch (error) {
      if (!isOutage(error)) throw error;
      watch.suspect();
      throw new DatabaseUnavailableError({ cause: error });
    }
  }) as QueryRunner['query'];
  return runner;
}

async function answerBefore<T>(endsAtMs: number, answer: Promise<T>, giveUp: () => void): Promise<T> {
  const timer = setTimeout(giveUp, endsAtMs - performance.now());
  try {
    return await answer;
  } finally {
    clearTimeout(timer);
  }
}

/** The query fails with its connection, which the pool then takes out. */
function cut(client: PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  stream.destroy(Object.assign(new Error('The database did not answer in time'), { code: 'ETIMEDOUT' }));
}
