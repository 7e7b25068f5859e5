import { request } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SseStream } from '../integration/mcp/sse-stream.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { dataFolder } from '../support/cluster-templates.js';
import { connectors } from '../support/sdk-clients.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

/** A rejection that nobody handles, on demand. */
const FAILS_ON_SIGNAL = `--import=data:text/javascript,${encodeURIComponent(
  "process.on('SIGUSR2', () => void Promise.reject(new Error('planned')))",
)}`;

describe('the built server, told to stop', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  let simulators: Simulators;
  let server: ServerProcess;

  beforeEach(async () => {
    data = await dataFolder();
    simulators = await startSimulators();
  });

  afterEach(async () => {
    await server?.stop('SIGKILL');
    await simulators.close();
    await data.remove();
  });

  async function start(env: NodeJS.ProcessEnv = {}): Promise<void> {
    server = await startServerProcess({ ...simulators.environment(), SDP_DATA_DIR: data.path, ...env });
  }

  /** On a connection of its own, as a load balancer's probe is. */
  function get(path: string): Promise<{ status: number; connection: string | undefined }> {
    return new Promise((resolve, reject) => {
      const sent = request(server.url + path, { agent: false, headers: { connection: 'keep-alive' } }, (answer) => {
        answer.resume();
        resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection });
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it('is unready at once, answers new connections for the delay, ends streams with a time to come back, exits 0', async () => {
    await start({ SDP_DRAIN_DELAY_SECONDS: '2' });
    const stream = await SseStream.open(`${server.url}/sse`);
    const told = performance.now();
    const ended = server.stop('SIGTERM');

    await until(async () => (await get('/health/ready')).status === 503, 1_000);
    await delay(1_000);
    expect(await get('/health/live')).toEqual({ status: 200, connection: 'close' });
    expect(stream.closed).toBe(false);

    expect(await ended).toBe(0);
    const tookMs = performance.now() - told;
    expect(tookMs).toBeGreaterThan(2_000);
    expect(tookMs).toBeLessThan(10_000);
    expect(stream.received).toMatch(/retry: [1-5]\d{3}\n\n$/);
  });

  it('lets the call that is under way finish', async () => {
    await start();
    const technician = simulators.newTechnician();
    const { clientId, clientSecret } = technician;
    const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
    const client = await connectors['SDK v1 over Streamable HTTP']!(server.url, headers);
    expect(await client.callTool('complete_setup', { grant_token: technician.grantToken() })).toMatchObject({
      isError: false,
    });
    simulators.sdp().faults.next(1, { kind: 'slow', ms: 3_000 });

    const call = client.callTool('list_requests');
    await until(async () => simulators.sdp().journal.length > 0, 2_000).catch(() => undefined);
    const ended = server.stop('SIGTERM');

    expect(await call).toMatchObject({ isError: false });
    expect(await ended).toBe(0);
  });

  it('by Ctrl-C does not wait, and takes the same wish twice in a moment for one', async () => {
    await start({ SDP_DRAIN_DELAY_SECONDS: '10' });
    const told = performance.now();
    const ended = server.stop('SIGINT');
    server.child.kill('SIGINT');

    expect(await ended).toBe(0);
    expect(performance.now() - told).toBeLessThan(8_000);
  });

  it('a second time ends now', async () => {
    await start({ SDP_DRAIN_DELAY_SECONDS: '10' });
    const ended = server.stop('SIGTERM');
    await delay(1_000);
    const told = performance.now();
    server.child.kill('SIGTERM');

    expect(await ended).toBe(1);
    expect(performance.now() - told).toBeLessThan(2_000);
  });

  it('by a failure that nobody caught says so, goes unready, finishes, and exits 1', async () => {
    await start({ SDP_DRAIN_DELAY_SECONDS: '1', NODE_OPTIONS: FAILS_ON_SIGNAL });
    server.child.kill('SIGUSR2');
    const ended = new Promise((resolve) => server.child.once('exit', resolve));

    await until(async () => (await get('/health/ready')).status === 503, 1_000);

    expect(await ended).toBe(1);
    expect(server.output()).toContain('unhandled_rejection');
  });

  it('fails the probe of life after its event loop was blocked for more than two seconds, for a while', async () => {
    await start();
    expect(await get('/health/live')).toMatchObject({ status: 200 });

    server.child.kill('SIGSTOP');
    await delay(2_600);
    server.child.kill('SIGCONT');

    expect(await get('/health/live')).toMatchObject({ status: 503 });
    await until(async () => (await get('/health/live')).status === 200, 8_000);
  });
});

async function until(claim: () => Promise<boolean>, patienceMs: number): Promise<void> {
  const started = performance.now();
  while (!(await claim())) {
    if (performance.now() - started > patienceMs) throw new Error(`It did not come to pass within ${patienceMs} ms`);
    await delay(20);
  }
}
