import { type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TRACING_PACKAGES } from '../../src/telemetry/tracing/start-tracing.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { execFormOf, finalStage } from '../support/dockerfile.js';
import { canConfine, type Image, makeImage } from '../support/image.js';
import { connectors } from '../support/sdk-clients.js';
import { freePort } from '../support/server-process.js';
import { headersOf } from './clients/stage.js';

const SERVE = execFormOf(finalStage, 'CMD');
const HEALTH = execFormOf(finalStage, 'HEALTHCHECK');

describe('what the Dockerfile installs, run as plain processes', () => {
  let image: Image;
  let simulators: Simulators;
  let server: ChildProcess | undefined;
  let port: string;

  beforeAll(async () => {
    image = await makeImage();
    simulators = await startSimulators();
  }, 180_000);
  afterAll(async () => {
    await simulators?.close();
    await image?.remove();
  });
  afterEach(() => void server?.kill('SIGKILL'));

  const ended = async (child: ChildProcess) => (await once(child, 'exit')) as [number | null, string | null];
  const health = async () => (await ended(image.run(HEALTH, { PORT: port })))[0];

  async function start(): Promise<void> {
    port = String(await freePort());
    let output = '';
    server = image.run(SERVE, { ...simulators.environment(), PORT: port });
    server.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    server.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    while ((await health()) !== 0) {
      if (server.exitCode !== null) throw new Error(`The server ended before it was ready:\n${output}`);
      await delay(200);
    }
  }

  it('serves a technician, is healthy meanwhile, and ends on SIGTERM with 0', async () => {
    await start();
    const technician = simulators.newTechnician();
    const client = await connectors['SDK v1 over Streamable HTTP']!(`http://127.0.0.1:${port}`, headersOf(technician));
    const setup = await client.callTool('complete_setup', { grant_token: technician.grantToken() });
    const tickets = await client.callTool('list_requests', { limit: 1 });
    await client.close();

    expect([setup.isError, tickets.isError]).toEqual([false, false]);
    expect(existsSync(join(image.data, 'encryption.key'))).toBe(true);

    server!.kill('SIGTERM');
    expect(await ended(server!)).toEqual([0, null]);
    expect(await health()).toBe(1);
  }, 120_000);

  it('names the command that installs what SDP_OTEL needs, as the image has it only when asked for', async () => {
    const child = image.run(SERVE, { SDP_OTEL: 'true', PORT: String(await freePort()) });
    let output = '';
    child.stderr!.on('data', (chunk: Buffer) => (output += chunk.toString()));

    expect((await ended(child))[0]).toBe(1);
    expect(output).toContain(`npm install --no-save ${TRACING_PACKAGES.join(' ')}`);
    expect(output).not.toMatch(/^\s+at /m);
  });

  const needsNamespace = canConfine ? it : it.skip;
  needsNamespace('cannot write anywhere but to its data (skipped where no mount namespace can be made)', async () => {
    const tries = ['/', '/tmp/', '', `${image.data}/`].map((folder) => `${folder}sdp-probe`);
    const script = `process.stdout.write(JSON.stringify(process.argv.slice(1).map((file) => {
      try { require('fs').writeFileSync(file, ''); return 'written'; } catch ({ code }) { return code; } })))`;
    const child = image.run(['node', '-e', script, ...tries], {});
    let output = '';
    child.stdout!.on('data', (chunk: Buffer) => (output += chunk.toString()));
    await ended(child);

    expect(JSON.parse(output)).toEqual(['EROFS', 'EROFS', 'EROFS', 'written']);
  });
});
