import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type SimulatedTechnician, startSimulators, type Simulators } from '../test/simulators/simulators.js';
import { type ServerProcess, startServerProcess } from '../test/support/server-process.js';
import { callTool } from '../test/support/tool-calls.js';
import type { Target } from './callers/caller.js';

/** One call of SDP for each call of the tool, and an answer of about two kilobytes. */
const TOOL = { tool: 'list_requests', args: { limit: 3 } } as const;

/** Everything a run needs: the built server with one technician set up, the simulators, and the echo beside it. */
export interface Stage {
  readonly server: ServerProcess;
  readonly simulators: Simulators;
  readonly echo: { readonly url: string; readonly pid: number; readonly startMs: number };
  readonly target: Target;
  /** Start-ups on the existing data folder, in milliseconds. */
  readonly readyMs: readonly number[];
  /** The GET that the measured tool makes, sent straight to the simulator. */
  readonly direct: { readonly url: string; readonly headers: Record<string, string> };
  /** A new process of the server at the same address, whose heap has no room left over from earlier work. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function setStage(): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'sdp-bench-'));
  const simulators = await startSimulators();
  const env = {
    ...simulators.environment(),
    SDP_DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    NODE_OPTIONS: process.env['PROF'] ?? '',
  };
  const technician = simulators.newTechnician();
  const headers = { 'x-sdp-client-id': technician.clientId, 'x-sdp-client-secret': technician.clientSecret };

  let server = await startServerProcess(env);
  const setup = await fetch(`${server.url}/oauth/setup`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ code: technician.grantToken() }),
  });
  if (!setup.ok) throw new Error(`Set-up answered ${setup.status}: ${await setup.text()}`);

  const readyMs: number[] = [];
  for (let round = 0; round < 3; round++) {
    await server.stop();
    server = await startServerProcess(env);
    readyMs.push(server.readyMs);
  }

  const echo = await startEcho();
  const { journal } = simulators.sdp();
  await callTool(server, technician, TOOL.tool, TOOL.args);
  const [asked, ...more] = journal;
  if (asked === undefined || more.length > 0) throw new Error('The measured tool should make one call of SDP');
  const query = new URLSearchParams({ input_data: JSON.stringify(asked.input) });
  const token = await accessToken(simulators, technician);
  return {
    get server() {
      return server;
    },
    simulators,
    echo,
    readyMs,
    target: { url: server.url, headers, ...TOOL },
    direct: {
      url: `${simulators.sdp().url}/app/${simulators.sdp().portal}/api/v3${asked.path}?${query.toString()}`,
      headers: { authorization: `Zoho-oauthtoken ${token}`, accept: 'application/vnd.manageengine.sdp.v3+json' },
    },
    async restart() {
      await server.stop();
      server = await startServerProcess({ ...env, PORT: new URL(server.url).port });
    },
    async close() {
      await server.stop();
      echo.stop();
      await simulators.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** An access token of the technician's own, for the direct call. */
async function accessToken(simulators: Simulators, technician: SimulatedTechnician): Promise<string> {
  const answer = await fetch(`${simulators.accounts().url}/oauth/v2/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: technician.clientId,
      client_secret: technician.clientSecret,
      code: technician.grantToken(),
    }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

async function startEcho(): Promise<{ url: string; pid: number; startMs: number; stop(): void }> {
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'echo-server.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString().trim()));
    child.once('exit', () => reject(new Error('The echo server did not start')));
  });
  return { url, pid: child.pid!, startMs: performance.now() - started, stop: () => void child.kill() };
}
