import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { freePort, type ServerProcess, startServerProcess } from '../support/server-process.js';

const ENTRY = join(import.meta.dirname, '../../dist/src/main.js');

/** Runs the server until it ends by itself. */
function runToEnd(env: NodeJS.ProcessEnv): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [ENTRY], { env: { PATH: process.env['PATH'], ...env } }, (_e, out, err) =>
      resolve({ code: child.exitCode, output: `${out}${err}` }),
    );
  });
}

describe('the built server', () => {
  let folder: string;
  let server: ServerProcess | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sdp-start-'));
  });

  afterEach(async () => {
    await server?.stop('SIGKILL');
    server = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('starts with nothing but a data folder, makes a key that only its owner can read, and stops cleanly', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });

    expect(((await stat(join(folder, 'encryption.key'))).mode & 0o777).toString(8)).toBe('600');
    expect(server.output()).toMatch(/back (it )?up/i);
    const health = await (await fetch(`${server.url}/health`)).json();
    expect(health).toMatchObject({ status: 'ok', database: { kind: 'embedded' }, setup: { connections: 0 } });
    expect(await server.stop()).toBe(0);
  });

  it('refuses a folder that another process uses and says which', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });

    const second = await runToEnd({ SDP_DATA_DIR: folder, PORT: String(await freePort()) });

    expect(second.code).toBe(1);
    expect(second.output).toContain(folder);
    expect(second.output).toMatch(/in use|used by/i);
    expect(second.output).not.toMatch(/^\s+at /m);
  });

  it('makes no new key beside a database that was used with the one that is missing', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });
    await server.stop();
    await rm(join(folder, 'encryption.key'));

    const second = await runToEnd({ SDP_DATA_DIR: folder, PORT: String(await freePort()) });

    expect(second.code).toBe(1);
    expect(second.output).toMatch(/encryption\.key is missing, .* used with the key [0-9a-f]{8}\./);
    expect(await readdir(folder)).not.toContain('encryption.key');
  });

  it('says in a sentence that its port is taken', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });
    const { port } = new URL(server.url);

    const second = await runToEnd({ SDP_DATA_DIR: join(folder, 'second'), PORT: port });

    expect(second.code).toBe(1);
    expect(second.output).toContain(`Port ${port} of 127.0.0.1 is in use.`);
    expect(second.output).not.toMatch(/^\s+at /m);
  });

  it('refuses a key of the wrong length by the name of its variable', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });
    await server.stop();

    const other = await runToEnd({ SDP_DATA_DIR: folder, SDP_ENCRYPTION_KEY: 'short', PORT: String(await freePort()) });

    expect(other.code).toBe(1);
    expect(other.output).toContain('SDP_ENCRYPTION_KEY');
    expect(other.output).not.toContain('short,');
  });

  it('lists every bad variable and creates nothing', async () => {
    const { code, output } = await runToEnd({ SDP_DATA_DIR: folder, PORT: 'x', SDP_DATA_CENTER: 'mars' });

    expect(code).toBe(1);
    expect(output).toContain('PORT');
    expect(output).toContain('SDP_DATA_CENTER');
    expect(output).not.toContain('mars');
    expect(await readdir(folder)).toEqual([]);
  });

  it('is not held by an idle stream when it is told to stop', async () => {
    server = await startServerProcess({ SDP_DATA_DIR: folder });
    const stream = await fetch(`${server.url}/sse`, { headers: { accept: 'text/event-stream' } });
    expect(stream.status).toBe(200);

    const started = performance.now();
    expect(await server.stop()).toBe(0);

    // An idle SSE stream must not hold the process.
    expect(performance.now() - started).toBeLessThan(10_000);
    await stream.body?.cancel();
  });
});
