import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pollUntil } from './poll.js';
import { stablePort } from './stable-port.js';

const run = promisify(execFile);
const DEBIAN = '/usr/lib/postgresql';

/** A PostgreSQL of a scenario's own, which it may stop and kill. */
export interface PostgresCluster {
  readonly adminUrl: string;
  start(): Promise<void>;
  /** Fast: open transactions are rolled back, connections closed. */
  stop(): Promise<void>;
  /** SIGKILL to the postmaster. */
  kill(): Promise<void>;
  remove(): Promise<void>;
}

/** Makes and starts one in a folder under the temporary one. PostgreSQL refuses root: there it runs as `postgres`. */
export async function startCluster(): Promise<PostgresCluster> {
  const bin = await binaries();
  const user = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : {};
  const folder = await mkdtemp(join(tmpdir(), 'sdp-chaos-pg-'));
  if (user.uid !== undefined) await chown(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const port = await stablePort();
  const settings = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off`;
  const tool = (name: string, ...args: string[]) => run(join(bin, name), args, { ...user, cwd: folder });
  const control = (...args: string[]) => tool('pg_ctl', '-D', data, '-w', '-t', '60', ...args);
  const pid = async () => Number((await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')[0]);

  const cluster: PostgresCluster = {
    adminUrl: `postgres://postgres@127.0.0.1:${port}/postgres`,
    // The log is a file: a daemon that kept our pipe would keep `run` waiting.
    start: async () => void (await control('-l', join(folder, 'log'), '-o', settings, 'start')),
    stop: async () => void (await control('-m', 'fast', 'stop')),
    async kill() {
      const postmaster = await pid();
      process.kill(postmaster, 'SIGKILL');
      await pollUntil('the postmaster is gone', () => !existsSync(`/proc/${postmaster}`), 10_000);
    },
    async remove() {
      await control('-m', 'immediate', 'stop').catch(() => undefined);
      await rm(folder, { recursive: true, force: true });
    },
  };
  try {
    await tool('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
    await cluster.start();
    return cluster;
  } catch (error) {
    await cluster.remove();
    throw error;
  }
}

async function binaries(): Promise<string> {
  const versions = existsSync(DEBIAN) ? await readdir(DEBIAN) : [];
  const folders = [
    ...versions
      .sort()
      .reverse()
      .map((version) => join(DEBIAN, version, 'bin')),
    ...paths(),
  ];
  const found = folders.find((folder) => existsSync(join(folder, 'initdb')));
  if (!found) throw new Error('initdb was not found: PostgreSQL has to be installed for this scenario');
  return found;
}

function paths(): string[] {
  return (process.env['PATH'] ?? '').split(':');
}

function idOf(which: '-u' | '-g'): number {
  return Number(execFileSync('id', [which, 'postgres'], { encoding: 'utf8' }));
}
