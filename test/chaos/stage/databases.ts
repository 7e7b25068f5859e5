import { randomBytes } from 'node:crypto';
import pg from 'pg';

const PREFIX = 'sdp_chaos_';
const ADMIN_URL = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';

/** An empty database of a scenario's own. */
export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** @param adminUrl of a database in which another may be created */
export async function createDatabase(adminUrl = ADMIN_URL): Promise<OwnDatabase> {
  const name = `${PREFIX}${process.pid}_${randomBytes(4).toString('hex')}`;
  await ask(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: async () => void (await ask(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)),
  };
}

/** Drops what earlier runs left that were killed: databases of processes that are gone, and that nobody uses. */
export async function dropLeftOvers(): Promise<void> {
  const rows = await ask<{ datname: string }>(
    ADMIN_URL,
    `SELECT datname FROM pg_database d WHERE datname LIKE '${PREFIX.replaceAll('_', '\\_')}%'
       AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datname = d.datname)`,
  );
  for (const { datname } of rows) {
    if (!isAlive(Number(datname.split('_')[2]))) await ask(ADMIN_URL, `DROP DATABASE IF EXISTS ${datname}`);
  }
}

/** One statement over a connection of its own, past every proxy. */
export async function ask<T>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql, values)).rows as T[];
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM';
  }
}
