import { setTimeout as delay } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { DatabaseStartError } from './database.errors.js';

const BETWEEN_TRIES_MS = 1_000;
const OLDEST_MAJOR = 14;

const logger = new Logger('Database');

/** What passes by itself: a server that is starting, a name not yet known, a moment without a free connection. */
const passing = new Set(['ECONNREFUSED', 'ECONNRESET', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN', '57P03', '53300']);

/**
 * Connects to a PostgreSQL server, which may still be starting: asks again for up to `patienceMs`.
 *
 * @throws DatabaseStartError in words without the address, which can hold a password.
 */
export async function connect(dataSource: DataSource, patienceMs: number): Promise<void> {
  for (let left = patienceMs; ; left -= BETWEEN_TRIES_MS) {
    try {
      await dataSource.initialize();
      break;
    } catch (error) {
      if (!isPassing(error) || left <= 0) throw toConnectError(error);
      logger.warn(`PostgreSQL does not answer yet (${codeOf(error) ?? 'timeout'})`);
      await delay(BETWEEN_TRIES_MS);
    }
  }
  await checkVersion(dataSource);
}

async function checkVersion(dataSource: DataSource): Promise<void> {
  const version = String(dataSource.driver.version);
  if (Number.parseInt(version, 10) >= OLDEST_MAJOR) return;
  await dataSource.destroy();
  throw new DatabaseStartError(
    `The server of DATABASE_URL is PostgreSQL ${version}; ${OLDEST_MAJOR} is the oldest that works. Upgrade it, or use another.`,
  );
}

function codeOf(error: unknown): string | undefined {
  return (error as { code?: string }).code;
}

function isPassing(error: unknown): boolean {
  const code = codeOf(error);
  return code === undefined ? (error as Error).message.includes('timeout') : passing.has(code);
}

function toConnectError(error: unknown): DatabaseStartError {
  const say = (message: string): DatabaseStartError => new DatabaseStartError(message, { cause: error });
  switch (codeOf(error)) {
    case '28P01':
    case '28000':
      return say('PostgreSQL refuses the user or the password of DATABASE_URL. Correct them there.');
    case '3D000':
      return say('The database that DATABASE_URL names does not exist. Create it, or correct the name.');
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return say('The host that DATABASE_URL names is not known. Correct it, or look at the name service.');
    case undefined:
    default:
      return say(
        `The PostgreSQL of DATABASE_URL does not answer (${codeOf(error) ?? (error as Error).message}). Start it, or correct host and port there.`,
      );
  }
}
