import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../../simulators/simulators.js';
import { CLI, runCli } from '../../support/cli-process.js';
import { dataFolder } from '../../support/cluster-templates.js';
import { describeOnPostgres } from '../../support/database.js';
import { freePort, type ServerProcess, startServerProcess } from '../../support/server-process.js';
import { headersOf } from '../clients/stage.js';

const ADMIN_TOKEN = 'the token of the administrator';

let simulators: Simulators;
let folder: Awaited<ReturnType<typeof dataFolder>>;
let env: Record<string, string>;
let server: ServerProcess | undefined;
let people: SimulatedTechnician[];

const start = async () => (server = await startServerProcess(env));
const stop = async () => {
  await server?.stop();
  server = undefined;
};
async function setUp(url: string, person: SimulatedTechnician): Promise<void> {
  const headers = { ...headersOf(person), 'Content-Type': 'application/json' };
  const body = JSON.stringify({ code: person.grantToken() });
  const answer = await fetch(`${url}/oauth/setup`, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(await answer.text());
}

beforeAll(async () => {
  simulators = await startSimulators();
  folder = await dataFolder();
  await chmod(folder.path, 0o700);
  const PORT = String(await freePort());
  env = {
    ...simulators.environment(),
    SDP_DATA_DIR: folder.path,
    SDP_ADMIN_TOKEN: ADMIN_TOKEN,
    PORT,
    LOG_LEVEL: 'warn',
  };
  people = [simulators.newTechnician(), simulators.newTechnician()];
  const { url } = await start();
  for (const person of people) await setUp(url, person);
});
afterAll(async () => {
  await stop();
  await simulators.close();
  await folder.remove();
});

function expectNoSecret(text: string): void {
  for (const { clientId, clientSecret } of people) {
    expect(text).not.toContain(clientId);
    expect(text).not.toContain(clientSecret);
  }
  expect(text).not.toContain(ADMIN_TOKEN);
  expect(text).not.toMatch(/1000\.[0-9a-f]{20}/);
}

describe('status', () => {
  it('asks the running server, whose database it cannot open', async () => {
    const run = await runCli(['status', '--json'], env);

    expect(run.code).toBe(0);
    const { source, clients } = JSON.parse(run.stdout);
    expect(source).toBe('server');
    expect(clients).toHaveLength(2);
    expect(clients[0]).toMatchObject({ state: 'ready', dataCenter: 'us', consecutiveFailures: 0 });
    expect(Date.parse(clients[0].accessTokenExpiresAt)).toBeGreaterThan(Date.now());
    expectNoSecret(run.stdout + run.stderr);
  });

  it.each([
    ['without its token', '', /in use by the running server.*SDP_ADMIN_TOKEN/],
    ['with another token', 'some other token of 16', /does not accept SDP_ADMIN_TOKEN \(HTTP 401\)/],
  ])('says what to do %s', async (_how, SDP_ADMIN_TOKEN, words) => {
    const run = await runCli(['status'], { ...env, SDP_ADMIN_TOKEN });

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(words);
  });

  it('reads the database of a stopped server', async () => {
    await stop();
    const run = await runCli(['status'], env);

    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(/^2 clients: 2 ready\n/);
    expect(run.stdout).toMatch(/access token {2}expires in \d+ minutes\n/);
    expectNoSecret(run.stdout);
  });

  it('of a folder without a database says so, and makes none', async () => {
    const SDP_DATA_DIR = join(folder.path, 'none');

    expect(await runCli(['status'], { ...env, SDP_DATA_DIR })).toMatchObject({
      code: 0,
      stdout: 'No client is stored: nobody has set up yet.\n',
    });
    expect(existsSync(SDP_DATA_DIR)).toBe(false);
  });

  it('lists every bad variable as the server does', async () => {
    const run = await runCli(['status'], { PORT: 'x', SDP_DATA_CENTER: 'mars' });

    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/PORT: .*\n.*SDP_DATA_CENTER: /);
  });
});

it('a command whose reader has gone ends as it would have', async () => {
  const script = '{ "$0" "$1" status; echo "code $?" >&2; } | true';
  const child = spawn('sh', ['-c', script, process.execPath, CLI], { env: { PATH: process.env['PATH'], ...env } });
  let told = '';
  child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
  await once(child, 'close');

  expect(told).toBe('code 0\n');
});

interface Told {
  level: string;
  check: string;
  message: string;
  todo?: string;
}

async function examine(
  changes: Record<string, string> = {},
): Promise<{ code: number | null; checks: Told[]; all: string }> {
  const run = await runCli(['doctor', '--json'], { ...env, ...changes });
  expectNoSecret(run.stdout + run.stderr);
  return { code: run.code, checks: JSON.parse(run.stdout).checks, all: run.stderr };
}
const but = (checks: Told[], ...levels: string[]) => checks.filter(({ level }) => !levels.includes(level));
const about = (check: string, level: string, message: RegExp) =>
  expect.objectContaining({ check, level, message: expect.stringMatching(message) });

describe('doctor, of a server that does not run', () => {
  it('finds everything in order', async () => {
    await stop();
    const { code, checks } = await examine();

    expect(but(checks, 'ok', 'skip')).toEqual([]);
    expect(code).toBe(0);
    expect(checks).toContainEqual(about('database', 'ok', /opens what is stored \(2 clients\)/));
    expect(checks).toContainEqual(about('Zoho', 'ok', /the clock of this machine agrees with Zoho Accounts/));
    expect(checks).toContainEqual(about('port', 'ok', /is free/));
  });

  it('prints for people what to do below what is wrong, without colours into a pipe', async () => {
    const nobody = `http://127.0.0.1:${await freePort()}`;
    const run = await runCli(['doctor'], { ...env, SDP_ACCOUNTS_URL: nobody, SDP_INSTANCE_NAM: 'x' });

    expect(run.code).toBe(1);
    expect(run.stdout).toMatch(/^warn {2}configuration .*\n +Did you mean SDP_INSTANCE_NAME\?$/m);
    expect(run.stdout).toMatch(
      /^fail {2}Zoho +Zoho Accounts is not reached\. Nothing answers at http:\/\/127\.0\.0\.1:\d+ \(ECONNREFUSED\)/m,
    );
    expect(run.stdout).toMatch(/\n\n\d+ ok, 1 to look at, 1 failed/);
    expect(run.stdout).not.toContain('\u001b');
  });

  it('finds a bad variable and looks no further', async () => {
    const { code, checks } = await examine({ PORT: '99999' });

    expect(code).toBe(1);
    expect(checks).toEqual([about('configuration', 'fail', /^PORT: /)]);
  });

  it('finds another encryption key, without changing anything', async () => {
    const { code, checks } = await examine({ SDP_ENCRYPTION_KEY: 'another key of 32 bytes, for test'.slice(0, 32) });

    expect(code).toBe(1);
    expect(but(checks, 'ok', 'skip')).toEqual([about('database', 'fail', /not the one this database was used with/)]);
  });

  it('finds a key file that others can read, and one that is missing, and makes none', async () => {
    const file = join(folder.path, 'encryption.key');
    const saved = join(folder.path, 'saved.key');
    await copyFile(file, saved);
    await chmod(file, 0o644);
    const readable = await examine();
    await rm(file);
    const missing = await examine();
    const made = existsSync(file);
    await copyFile(saved, file);
    await chmod(file, 0o600);
    await rm(saved);

    expect(but(readable.checks, 'ok', 'skip')).toEqual([about('encryption key', 'fail', /can be read by others/)]);
    expect(but(missing.checks, 'ok', 'skip')).toEqual([about('encryption key', 'fail', /is missing/)]);
    expect([readable.code, missing.code, made]).toEqual([1, 1, false]);
  });

  it('finds a clock that is wrong, and a name that people cannot use', async () => {
    const past = createServer((_request, response) => {
      response.setHeader('Date', new Date(Date.now() - 600_000).toUTCString()).end('{}');
    });
    const SDP_BASE_URL = await listening(past);
    const { code, checks } = await examine({ SDP_BASE_URL, HOST: '0.0.0.0', SDP_PUBLIC_URL: '' });
    past.close();

    expect(code).toBe(0);
    expect(but(checks, 'ok', 'skip')).toEqual([
      about('Zoho', 'warn', /clock of this machine is (599|600|601) s ahead of ServiceDesk Plus/),
      about('public address', 'warn', /everybody else gets 403/),
      about('public address', 'warn', /may try Client IDs/),
    ]);
  });

  it('finds a port that another program uses', async () => {
    const other = createServer((_request, response) => response.end('hello'));
    const { port } = new URL(await listening(other));
    const { code, checks } = await examine({ PORT: port });
    other.close();

    expect(code).toBe(1);
    expect(but(checks, 'ok', 'skip')).toEqual([about('port', 'fail', /used by another program/)]);
  });
});

describe('doctor, of a server that runs', () => {
  it('knows it again, on its port and under its public address', async () => {
    await start();
    const { code, checks } = await examine();
    await stop();

    expect(but(checks, 'ok', 'skip')).toEqual([]);
    expect(code).toBe(0);
    expect(checks).toContainEqual(about('port', 'ok', /answered by this server/));
    expect(checks).toContainEqual(about('database', 'ok', /in use by the running server/));
    expect(checks).toContainEqual(about('public address', 'ok', /leads to the server/));
  });
});

describeOnPostgres('with a PostgreSQL', (database) => {
  it('doctor finds migrations that are pending, and status who has to authorize again', async () => {
    const own = await database.createEmpty();
    const onServer = {
      ...env,
      DATABASE_URL: (own.config as { url: string }).url,
      SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only',
      PORT: String(await freePort()),
    };
    const empty = await examine(onServer);
    const early = await runCli(['status'], onServer);
    const running = await startServerProcess(onServer);
    await setUp(running.url, people[0]!);
    const later = await runCli(['status', '--json'], onServer);
    const client = new pg.Client({ connectionString: onServer.DATABASE_URL });
    await client.connect();
    await client.query(
      `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = now()`,
    );
    await client.end();
    const dead = await runCli(['status'], onServer);
    await running.stop();
    const away = await examine({ ...onServer, DATABASE_URL: 'postgres://127.0.0.1:9/none' });
    await own.drop();

    expect(empty.checks).toContainEqual(about('database', 'warn', /migrations are not applied yet/));
    expect(empty.code).toBe(0);
    expect(early.code).toBe(1);
    expect(early.stderr).toMatch(/older than this program/);
    expect(dead.code).toBe(1);
    expect(dead.stdout).toMatch(/^1 client: 1 needs a new grant token\n/);
    expect(dead.stdout).toContain('(invalid_code)');
    expect(JSON.parse(later.stdout)).toMatchObject({ source: 'database', clients: [{ state: 'ready' }] });
    expect(away.checks).toContainEqual(about('database', 'fail', /PostgreSQL of DATABASE_URL does not answer/));
  });
});

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
