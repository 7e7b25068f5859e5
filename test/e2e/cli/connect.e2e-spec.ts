import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { StdioClientTransport as V2Stdio } from '@modelcontextprotocol/client/stdio';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as V1Stdio } from '@modelcontextprotocol/sdk/client/stdio.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { stdioClients } from '../../support/bridged.js';
import { CLI, runCli } from '../../support/cli-process.js';
import { dataFolder } from '../../support/cluster-templates.js';
import { type CallOutcome, outcomeOf } from '../../support/sdk-clients.js';
import { freePort, type ServerProcess, startServerProcess } from '../../support/server-process.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../../simulators/simulators.js';
import { playDialogue } from '../clients/dialogue.js';

const ACCESS_KEY = 'a key of this server';

let simulators: Simulators;
let folder: Awaited<ReturnType<typeof dataFolder>>;
let server: ServerProcess;
let port: string;
const start = async () => {
  server = await startServerProcess({
    ...simulators.environment(),
    SDP_DATA_DIR: folder.path,
    SDP_ACCESS_KEYS: ACCESS_KEY,
    PORT: port,
    LOG_LEVEL: 'warn',
  });
};
beforeAll(async () => {
  simulators = await startSimulators();
  folder = await dataFolder();
  port = String(await freePort());
  await start();
});
afterAll(async () => {
  await server.stop();
  await simulators.close();
  await folder.remove();
});

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** What a client's configuration holds for a server that it starts. */
function started({ clientId, clientSecret }: SimulatedTechnician, env: Record<string, string> = {}) {
  return {
    command: process.execPath,
    args: [CLI, 'connect', server.url],
    env: {
      PATH: process.env['PATH'] ?? '',
      SDP_CLIENT_ID: clientId,
      SDP_CLIENT_SECRET: clientSecret,
      SDP_ACCESS_KEY: ACCESS_KEY,
      ...env,
    },
    stderr: 'pipe' as const,
  };
}

/** A client of the 2025 era whose person agrees to whatever is asked. */
async function agreeingClient(person: SimulatedTechnician) {
  const shown: string[] = [];
  const client = new V1Client({ name: 'desktop', version: '1' }, { capabilities: { elicitation: {} } });
  client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
    shown.push(params.message);
    return { action: 'accept', content: { confirm: true } };
  });
  await client.connect(new V1Stdio(started(person)));
  closing.push(() => client.close());
  const call = async (name: string, args: object = {}): Promise<CallOutcome> =>
    outcomeOf(await client.callTool({ name, arguments: { ...args } }));
  return { client, call, shown };
}

describe('a client that starts the bridge as a command', () => {
  it('sets up in the conversation and works a ticket to its end (SDK v1)', async () => {
    const person = simulators.newTechnician();
    const client = new V1Client({ name: 'desktop', version: '1' });
    await client.connect(new V1Stdio(started(person)));
    closing.push(() => client.close());

    expect((await client.listTools()).tools.length).toBeGreaterThan(10);
    await playDialogue(
      async (name, args = {}) => outcomeOf(await client.callTool({ name, arguments: args })),
      person,
      simulators,
    );
  });

  it.each(Object.entries(stdioClients))('does the same with SDK v2, %s', async (_which, newClient) => {
    const person = simulators.newTechnician();
    const client = newClient();
    await client.connect(new V2Stdio(started(person)));
    closing.push(() => client.close());

    expect((await client.listTools()).tools.length).toBeGreaterThan(10);
    await playDialogue(
      async (name, args = {}) => outcomeOf(await client.callTool({ name, arguments: args })),
      person,
      simulators,
    );
  });

  it('asks its person before it deletes, also after the server was restarted in between', async () => {
    const person = simulators.newTechnician();
    const { call, shown } = await agreeingClient(person);
    await call('complete_setup', { grant_token: person.grantToken() });
    const ids: string[] = [];
    for (const subject of ['First', 'Second']) {
      ids.push(`#${String((await call('create_request', { subject })).structured['number'])}`);
    }

    expect(await call('delete_request', { request_id: ids[0] })).toMatchObject({ isError: false });
    await server.stop();
    await start();
    expect(await call('delete_request', { request_id: ids[1] })).toMatchObject({ isError: false });

    expect(shown).toEqual([expect.stringContaining('First'), expect.stringContaining('Second')]);
    const left = simulators.sdp().store.liveRequests();
    expect(left.filter(({ subject }) => ['First', 'Second'].includes(subject))).toEqual([]);
  });

  it('waits for a server that is being restarted, and is told when it stays away', async () => {
    const person = simulators.newTechnician();
    const client = stdioClients['of the 2025 era']!();
    await client.connect(new V2Stdio(started(person)));
    closing.push(() => client.close());
    await server.stop('SIGKILL');

    const during = client.callTool({ name: 'check_auth_status', arguments: {} });
    await start();
    expect(outcomeOf(await during).structured).toMatchObject({ status: 'setup_required' });

    await server.stop('SIGKILL');
    await expect(client.callTool({ name: 'check_auth_status', arguments: {} })).rejects.toThrow(
      /Nothing answers at .* Look whether it runs/,
    );
    await start();
    expect(outcomeOf(await client.callTool({ name: 'check_auth_status', arguments: {} })).isError).toBe(false);
  });

  it.each([
    ['wrong', 'not the key', /does not accept the access key in SDP_ACCESS_KEY/],
    ['missing', '', /asks for an access key of its own/],
  ])('says that the access key is %s', async (_what, key, words) => {
    const client = stdioClients['of the 2025 era']!({ capabilities: { elicitation: {} } });
    const transport = new V2Stdio(started(simulators.newTechnician(), { SDP_ACCESS_KEY: key }));
    let noted = '';
    transport.stderr?.on('data', (chunk: Buffer) => (noted += chunk.toString()));

    await expect(client.connect(transport)).rejects.toThrow(words);

    expect(noted).toMatch(words);
    if (key !== '') expect(noted).not.toContain(key);
    await transport.close();
  });
});

describe('the bridge', () => {
  const hello = { jsonrpc: '2.0', id: 1, method: 'ping' };

  it.each(['SIGTERM', 'SIGINT', 'the end of standard input'] as const)('ends cleanly on %s', async (how) => {
    const { command, args, env } = started(simulators.newTechnician());
    const child = spawn(command, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
    child.stdin.write(`${JSON.stringify(hello)}\n`);
    await once(child.stdout, 'data');

    if (how === 'the end of standard input') child.stdin.end();
    else child.kill(how);

    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(JSON.parse(stdout)).toEqual({ jsonrpc: '2.0', id: 1, result: {} });
    expect(stderr).toBe('');
  });

  it.each([
    ['http://sdp-mcp.example.com', /in the clear/],
    ['sdp-mcp.example.com', /must begin with https/],
    ['https://id:SECRET@sdp-mcp.example.com', /must hold no name, password/],
    ['https://sdp-mcp.example.com/?secret=SECRET', /must hold no name, password/],
  ])('refuses the address %s and sends nothing', async (address, words) => {
    const run = await runCli(['connect', address], { SDP_CLIENT_ID: 'x', SDP_CLIENT_SECRET: 'y' });

    expect(run).toMatchObject({ code: 2, stdout: '' });
    expect(run.stderr).toMatch(words);
    expect(run.stderr).not.toContain('SECRET');
  });
});
