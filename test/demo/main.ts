import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { freePort, startServerProcess } from '../support/server-process.js';
import { ask, type Answer, day, play } from './story.js';

/** Steps whose answer is meant to be an error: the demo shows how errors read. */
const MEANT_TO_FAIL = new Set(['typo']);
const LONGEST_ANSWER = 1_400;
/** Settings of a real server that people may have in their environment. */
const NOT_USED = ['DATABASE_URL', 'SDP_DATA_DIR', 'PORT', 'SDP_ADMIN_TOKEN', 'SDP_ENCRYPTION_KEY'];

/**
 * `npm run demo`: simulators, server, set-up through the real flow, a short day of work, and then everything stays
 * up for one's own client. `-- --once` ends after the day, with exit code 1 when a step went wrong.
 */
async function main(once: boolean): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'sdp-demo-'));
  const simulators = await startSimulators();
  const port = String(once ? await freePort() : 3456);
  const adminToken = randomUUID();
  const server = await startServerProcess({
    ...simulators.environment(),
    PORT: port,
    SDP_DATA_DIR: folder,
    LOG_LEVEL: 'warn',
    SDP_ADMIN_TOKEN: adminToken,
  });

  const stop = async (): Promise<void> => {
    await server.stop();
    await simulators.close();
    await rm(folder, { recursive: true, force: true });
  };
  const interrupted = new Promise<'interrupted'>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve('interrupted'));
  });
  const serverEnded = new Promise<'server ended'>((resolve) => {
    server.child.once('exit', () => resolve('server ended'));
  });

  try {
    const url = `http://localhost:${port}`;
    heading(`Server ready at ${url} after ${(server.readyMs / 1000).toFixed(1)} s, with simulated Zoho and SDP`);
    printNotUsed();
    const technician = simulators.newTechnician();
    const failures = await playDay(server.url, technician);
    if (once) {
      if (failures.length > 0) throw new Error(`These steps went wrong: ${failures.join(', ')}`);
      return;
    }
    printConnection(url, technician);
    printNewcomer(url, simulators);
    printOperator(url, adminToken);
    process.stdout.write('\nCtrl-C ends everything.\n');
    if ((await Promise.race([interrupted, serverEnded])) === 'server ended') {
      throw new Error(`The server of the demo has ended. Its last words:\n${server.output().slice(-2_000)}`);
    }
  } finally {
    await stop();
    process.stdout.write('The demo has ended; nothing of it is kept.\n');
  }
}

interface DemoTechnician {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly email: string;
  grantToken(): string;
}

/** @returns the names of the steps that did not go as meant */
async function playDay(url: string, technician: DemoTechnician): Promise<string[]> {
  const client = new Client({ name: 'demo', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${url}/mcp`), {
      requestInit: {
        headers: { 'X-SDP-Client-Id': technician.clientId, 'X-SDP-Client-Secret': technician.clientSecret },
      },
    }),
  );
  const failures: string[] = [];
  const note = (name: string, answer: Answer, meantToFail: boolean): void => {
    if (answer.isError !== meantToFail) failures.push(name);
  };

  heading(`A new technician (${technician.email}) connects and asks for something`);
  const first = await ask(client, 'list_requests', { limit: 1 });
  show('list_requests', first);
  note('first call', first, true);

  heading('They paste the grant token from the console');
  const setup = await ask(client, 'complete_setup', { grant_token: technician.grantToken() });
  show('complete_setup', setup);
  note('set-up', setup, false);

  const answers: Record<string, Answer> = {};
  for (const step of day) {
    heading(`"${step.say}"`);
    const answer = await play(client, step, answers);
    show(step.tool, answer);
    note(step.name, answer, MEANT_TO_FAIL.has(step.name));
  }
  await client.close();
  return failures;
}

function heading(text: string): void {
  process.stdout.write(`\n\u001b[1m${text}\u001b[0m\n`);
}

function show(tool: string, { text }: Answer): void {
  const shown = text.length > LONGEST_ANSWER ? `${text.slice(0, LONGEST_ANSWER)} …` : text;
  process.stdout.write(`${tool}\n${shown.replace(/^/gm, '  ')}\n`);
}

function printNotUsed(): void {
  const set = NOT_USED.filter((name) => process.env[name] !== undefined);
  if (set.length === 0) return;
  process.stdout.write(`The demo has a folder and settings of its own and does not use: ${set.join(', ')}.\n`);
}

function printOperator(url: string, adminToken: string): void {
  heading(`Or look at it as its operator, on the page ${url}/admin`);
  process.stdout.write(`Admin token: ${adminToken}\n`);
}

function printConnection(url: string, technician: DemoTechnician): void {
  const config = {
    mcpServers: {
      'servicedesk-plus': {
        type: 'http',
        url: `${url}/mcp`,
        headers: { 'X-SDP-Client-Id': technician.clientId, 'X-SDP-Client-Secret': technician.clientSecret },
      },
    },
  };
  heading('Connect your own client with this .mcp.json (the demo technician is set up)');
  process.stdout.write(`${JSON.stringify(config, null, 2)}\n`);
}

function printNewcomer(url: string, simulators: Simulators): void {
  const newcomer = simulators.newTechnician();
  heading(`Or set up somebody new on the page ${url}/ with these; the grant token lives ten minutes.`);
  const rows = [
    ['Client ID', newcomer.clientId],
    ['Client Secret', newcomer.clientSecret],
    ['Grant token', newcomer.grantToken()],
    [
      'In place of Zoho’s console (more grant tokens, another secret, access removed)',
      `${simulators.accounts().url}/console`,
    ],
  ];
  process.stdout.write(rows.map(([name, value]) => `${name}: ${value}\n`).join(''));
}

main(process.argv.includes('--once')).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
