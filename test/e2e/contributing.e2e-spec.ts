import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { lexer, type MarkedToken } from 'marked';
import { ROOT } from '../docs-check/files.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

const STEPS = 'Add a tool in ten minutes';
const LONG_MS = 600_000;
const run = promisify(execFile);

/** One step of docs/CONTRIBUTING.md: what a block holds, and the file that the text before it names. */
interface Step {
  readonly language: string;
  readonly text: string;
  readonly file: string | undefined;
}

let copy: string;
let simulators: Simulators;
let server: ServerProcess;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'sdp-contributing-'));
  const { stdout } = await run('git', ['ls-files', '-co', '--exclude-standard'], { cwd: ROOT, maxBuffer: 10_000_000 });
  for (const path of stdout.trim().split('\n')) {
    await mkdir(dirname(join(copy, path)), { recursive: true });
    await cp(join(ROOT, path), join(copy, path)).catch(() => undefined);
  }
  // Each package by itself: what tools keep in node_modules/.cache is of one folder.
  await mkdir(join(copy, 'node_modules'));
  for (const entry of await readdir(join(ROOT, 'node_modules'))) {
    if (entry !== '.cache') await symlink(join(ROOT, 'node_modules', entry), join(copy, 'node_modules', entry));
  }
  simulators = await startSimulators();
}, LONG_MS);

afterAll(async () => {
  await server?.stop();
  await simulators.close();
  await rm(copy, { recursive: true, force: true });
});

async function steps(): Promise<Step[]> {
  const tokens = lexer(await readFile(join(ROOT, 'docs/CONTRIBUTING.md'), 'utf8')) as MarkedToken[];
  const found: Step[] = [];
  let inside = false;
  let file: string | undefined;
  for (const token of tokens) {
    if (token.type === 'heading') inside = token.text === STEPS;
    if (!inside) continue;
    if (token.type === 'paragraph') file = /`([\w./-]+\.ts)`\s*$/.exec(token.text)?.[1];
    if (token.type === 'code') found.push({ language: token.lang!.split(' ')[0]!, text: `${token.text}\n`, file });
  }
  return found;
}

async function perform({ language, text, file }: Step): Promise<void> {
  if (language === 'ts') {
    await writeFile(join(copy, file!), text, { flag: 'wx' });
  } else if (language === 'diff') {
    await writeFile(join(copy, 'step.diff'), text);
    await run('git', ['apply', 'step.diff'], { cwd: copy });
  } else {
    // Those of the project that runs this test would be taken for the copy's.
    const { NODE_OPTIONS: _options, JEST_WORKER_ID: _worker, ...env } = process.env;
    await run('sh', ['-euxc', text], { cwd: copy, env, maxBuffer: 10_000_000 });
  }
}

async function answerOf(tool: string): Promise<unknown> {
  const technician = simulators.newTechnician();
  const headers = { 'X-SDP-Client-Id': technician.clientId, 'X-SDP-Client-Secret': technician.clientSecret };
  const client = new Client({ name: 'contributing', version: '1.0.0' });
  await client.connect(
    new StreamableHTTPClientTransport(new URL(`${server.url}/mcp?toolsets=core,people`), { requestInit: { headers } }),
  );
  const setup = await client.callTool({ name: 'complete_setup', arguments: { grant_token: technician.grantToken() } });
  expect(setup).toMatchObject({ structuredContent: { status: 'ready' } });
  const { structuredContent } = await client.callTool({ name: tool, arguments: {} });
  await client.close();
  return structuredContent;
}

describe('docs/CONTRIBUTING.md', () => {
  it(
    'adds a tool that type-checks, passes its tests and is called through a running server',
    async () => {
      const all = await steps();
      expect(all.map(({ language }) => language)).toEqual(['ts', 'diff', 'ts', 'sh']);

      for (const step of all) await perform(step);
      await run('npm', ['run', 'build'], { cwd: copy });
      server = await startServerProcess(
        { ...simulators.environment(), SDP_DATA_DIR: join(copy, 'data'), LOG_LEVEL: 'warn' },
        60_000,
        undefined,
        [join(copy, 'dist/src/main.js')],
      );

      expect(await answerOf('count_technicians')).toEqual({ count: simulators.sdp().store.technicians.length });
      expect(await readFile(join(copy, 'docs/TOOLS.md'), 'utf8')).toContain('### count_technicians');
    },
    LONG_MS,
  );
});
