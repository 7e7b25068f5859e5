import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { openDatabase } from '../../src/database/open-database.js';
import { ZohoAccountsSimulator } from '../../test/simulators/zoho-accounts/zoho-accounts.simulator.js';
import { entities } from '../../test/support/entities.js';
import { type ServerProcess, startServerProcess } from '../../test/support/server-process.js';
import { cpuMicros } from '../process-meter.js';
import { type Row, table } from '../report.js';
import { bareAsksPerSecond } from './bare-asks.js';
import { seedConnections } from './seed.js';

const SERVERS = 2;
const LATENCY_MS = 50;
/** The promise is 100,000 in 60 s on a quiet machine with two cores; fewer are measured against their share of it. */
const FLOOR_PER_SECOND = 100_000 / 60;
/** On a slower or busy one: so many times what the same asks take without server and database. */
const MOST_TO_BARE = 4;
const BARE_ASKS = 4_000;
const IN_FLIGHT = 256;

/**
 * `npm run bench:refresh -- [count]`: so many tokens that are due at once (100,000 unless given), refreshed by two built
 * servers on one PostgreSQL against Zoho's simulator with 50 ms of latency. Ends with exit code 1 when one is lost or
 * asked for twice, or when it takes longer than the floor.
 */
async function main(count: number): Promise<void> {
  const adminUrl = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/test';
  const name = `sdp_bench_${randomBytes(6).toString('hex')}`;
  await sql(adminUrl, `CREATE DATABASE ${name}`);
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  const zoho = await ZohoAccountsSimulator.start();
  const servers: ServerProcess[] = [];
  try {
    const bytes = randomBytes(32);
    const dataSource = await openDatabase({ kind: 'postgres', url: url.href }, { entities });
    await seedConnections(dataSource, zoho, { count, key: { label: 'bench', bytes } });
    zoho.faults.untilCleared({ kind: 'slow', ms: LATENCY_MS });

    const env = {
      DATABASE_URL: url.href,
      SDP_ENCRYPTION_KEYS: `bench:${bytes.toString('base64')}`,
      SDP_ACCOUNTS_URL: zoho.url,
      SDP_REFRESHES_PER_SECOND: '10000',
      LOG_LEVEL: 'error',
    };
    servers.push(...(await Promise.all(Array.from({ length: SERVERS }, () => startServerProcess(env)))));
    const cpuBefore = servers.map(({ child }) => cpuMicros(child.pid!));
    while (zoho.meter.length < count) await wait(100);
    const seconds = (zoho.meter[count - 1]!.at.getTime() - zoho.meter[0]!.at.getTime()) / 1_000;
    const cpu = servers.map(({ child }, index) => cpuMicros(child.pid!) - cpuBefore[index]!);
    await Promise.all(servers.map((server) => server.stop()));

    const [{ lost } = { lost: Number.NaN }] = await dataSource.query<{ lost: number }[]>(
      'SELECT count(*)::int AS lost FROM oauth_tokens WHERE token_version <> 2 OR lease_owner IS NOT NULL',
    );
    await dataSource.destroy();
    const asked = new Set(zoho.meter.map(({ clientId }) => clientId));
    const twice = zoho.meter.length - asked.size;
    const barePerSecond = await bareAsksPerSecond({ count: BARE_ASKS, inFlight: IN_FLIGHT, latencyMs: LATENCY_MS });
    const floor = Math.max(count / FLOOR_PER_SECOND, (count / barePerSecond) * MOST_TO_BARE);
    const rows: Row[] = [
      row(`${count} tokens, ${SERVERS} servers`, `${seconds.toFixed(1)} s`, `${floor.toFixed(1)} s`, seconds <= floor),
      row('refreshes per second', (count / seconds).toFixed(0)),
      row('bare asks per second, same run', barePerSecond.toFixed(0)),
      row('asked for twice', String(twice), '0', twice === 0),
      row('lost', String(lost), '0', lost === 0),
      row('CPU per refresh of the servers', `${(cpu.reduce((sum, one) => sum + one, 0) / count).toFixed(0)} µs`),
    ];
    process.stdout.write(`\n${table(rows)}\n`);
    if (rows.some(({ holds }) => !holds)) throw new Error('A floor is missed.');
  } finally {
    await Promise.all(servers.map((server) => server.stop('SIGKILL')));
    await zoho.close();
    await sql(adminUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  }
}

async function sql(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}

function row(what: string, measured: string, floor = '', holds = true): Row {
  return { what, measured, floor, holds };
}

main(Number(process.argv[2] ?? 100_000)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(1);
});
