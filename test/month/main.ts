import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Logger } from '@nestjs/common';
import pg from 'pg';
import { type MonthOptions, playMonth } from './month.js';
import { promisesOf, reportOf } from './report.js';

const REPORT = join(import.meta.dirname, '../../docs/MONTH.md');

/**
 * `npm run month`: thirty days of a thousand people, with what happens in such a time, and what the server promised.
 * Rewrites docs/MONTH.md. `-- --short` plays three days of forty people and writes nothing. Exit code 1 when a promise
 * is broken. Needs a PostgreSQL: `TEST_DATABASE_URL`, or postgres@127.0.0.1:5432/test.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { short: { type: 'boolean' }, seed: { type: 'string', default: '1' } } });
  Logger.overrideLogger(false);
  const adminUrl = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
  const name = `sdp_month_${randomBytes(6).toString('hex')}`;
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const options: MonthOptions = {
    databaseUrl: url.href,
    seed: Number(values.seed),
    replicas: 3,
    ...(values.short ? { days: 3, people: 40, callsADay: 20 } : { days: 30, people: 1_000, callsADay: 4 }),
    progress: (day) => process.stderr.write(`day ${day + 1}\n`),
  };
  await sql(adminUrl, `CREATE DATABASE ${name}`);
  try {
    const result = await playMonth(options);
    const report = reportOf(result, options);
    process.stdout.write(`${report}\n`);
    if (!values.short) writeFileSync(REPORT, report);
    if (promisesOf(result).some(({ holds }) => !holds)) throw new Error('A promise is broken.');
  } finally {
    await sql(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
