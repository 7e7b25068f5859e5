import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { parse as parseToml } from 'smol-toml';
import { clientSnippets } from '../../../src/oauth/client-snippets.js';
import { setStage, type Stage } from './stage.js';

const ROOT = join(import.meta.dirname, '../../..');
/** What the commands start, from this checkout. */
const PROGRAMS: Readonly<Record<string, string>> = {
  'mcp-remote': join(ROOT, 'node_modules/mcp-remote/dist/proxy.js'),
  'servicedesk-plus-mcp': join(ROOT, 'dist/src/cli/main.js'),
};
const ACCESS_KEY = 'a key for everybody here';

type Headers = Readonly<Record<string, string>>;

/** How each client turns its snippet into a connection, with its own rules for variables. */
const CLIENTS: Readonly<Record<string, (text: string) => Transport | Promise<Transport>>> = {
  'claude-code': (text) => overHttp(entryOf(text).url, expand(entryOf(text).headers, /\$\{(\w+)\}/g)),
  'claude-code-command': async (text) => {
    const [, , name, ...args] = await wordsOf(text);
    expect([name, ...args.slice(0, 5)]).toEqual([
      'add',
      '--transport',
      'http',
      '--scope',
      'project',
      'servicedesk-plus',
    ]);
    const headers = args.slice(6).filter((word) => word !== '--header');
    return overHttp(args[5]!, expand(headerPairs(headers, ': '), /\$\{(\w+)\}/g));
  },
  'claude-code-sse': (text) => {
    const { url, headers } = entryOf(text);
    return new SSEClientTransport(new URL(url), { requestInit: { headers: expand(headers, /\$\{(\w+)\}/g) } });
  },
  'claude-desktop': (text) => started(entryOf(text)),
  'claude-desktop-connect': (text) => started(entryOf(text)),
  cursor: (text) => overHttp(entryOf(text).url, expand(entryOf(text).headers, /\$\{env:(\w+)\}/g)),
  windsurf: (text) => overHttp(entryOf(text).serverUrl, expand(entryOf(text).headers, /\$\{env:(\w+)\}/g)),
  gemini: (text) => overHttp(entryOf(text).httpUrl, expand(entryOf(text).headers, /\$(\w+)/g)),
  vscode: (text) => {
    const { inputs, servers } = JSON.parse(text);
    const asked = Object.fromEntries(
      inputs.map(({ id }: { id: string }) => [id, variables[id.replaceAll('-', '_').toUpperCase()]]),
    );
    const { url, headers } = servers['servicedesk-plus'];
    return overHttp(url, expand(headers, /\$\{input:([\w-]+)\}/g, asked));
  },
  codex: (text) => {
    const { url, env_http_headers, http_headers } = (parseToml(text) as any).mcp_servers['servicedesk-plus'];
    const secrets = Object.entries(env_http_headers as Headers).map(([name, variable]) => [name, variables[variable]!]);
    return overHttp(url, { ...http_headers, ...Object.fromEntries(secrets) });
  },
  'copilot-studio': async (text) => {
    const [, command] = /^\d+\. Make the value[^:]*: (.*)$/m.exec(text)!;
    const [, url] = /Server URL: (\S+)$/m.exec(text)!;
    const { stdout } = await promisify(execFile)('sh', ['-euc', command!], { env: { ...process.env, ...variables } });
    return overHttp(url!, { Authorization: stdout.trim() });
  },
  'mcp-remote': async (text) => {
    const [command, ...args] = await wordsOf(text);
    return started({ command: command!, args, env: {} });
  },
};

let stage: Stage;
let guarded: Stage;
let folder: string;
let variables: Record<string, string>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdp-snippets-'));
  stage = await setStage();
  guarded = await setStage({ SDP_ACCESS_KEYS: ACCESS_KEY });
}, 120_000);
afterAll(async () => {
  await stage.close();
  await guarded.close();
  await rm(folder, { recursive: true, force: true });
});

const snippetsFor = (publicUrl: string, needsAccessKey: boolean) =>
  clientSnippets({ publicUrl, dataCenter: 'us', portal: needsAccessKey ? 'itdesk' : undefined, needsAccessKey });

/** A technician who is set up, whose credentials the variables hold. */
async function setUp({ url, simulators }: Stage): Promise<void> {
  const technician = simulators.newTechnician();
  variables = {
    SDP_CLIENT_ID: technician.clientId,
    SDP_CLIENT_SECRET: technician.clientSecret,
    SDP_ACCESS_KEY: ACCESS_KEY,
  };
  const response = await fetch(`${url}/oauth/setup`, {
    method: 'POST',
    headers: {
      'X-SDP-Client-Id': technician.clientId,
      'X-SDP-Client-Secret': technician.clientSecret,
      'X-SDP-Access-Key': ACCESS_KEY,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ code: technician.grantToken() }),
  });
  expect(response.status).toBe(200);
}

const entryOf = (text: string): any => JSON.parse(text).mcpServers['servicedesk-plus'];

function overHttp(url: string, headers: Headers): Transport {
  return new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });
}

/** Replaces variables as that client does; what stays unexpanded reaches the server as it is. */
function expand(headers: Headers, pattern: RegExp, values: Headers = variables): Headers {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [
      name,
      value.replace(pattern, (_, key: string) => values[key] ?? _),
    ]),
  );
}

/** Starts a command as a client does, with values in the place of the words of `env`. */
function started({ command, args, env }: { command: string; args: string[]; env: Headers }): Transport {
  const [program, ...rest] = command === 'npx' ? args.filter((word) => word !== '-y') : [command, ...args];
  const filled = Object.entries(env).map(([name, value]) => [name, variables[name] ?? value]);
  return new StdioClientTransport({
    command: process.execPath,
    args: [PROGRAMS[program!]!, ...rest],
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...variables, ...Object.fromEntries(filled) },
    stderr: 'ignore',
  });
}

/** The words of a command as a POSIX shell sees them. */
async function wordsOf(command: string): Promise<string[]> {
  const print = `set -- ${command}; for word; do printf '%s\\n' "$word"; done`;
  const { stdout } = await promisify(execFile)('sh', ['-euc', print]);
  return stdout.trim().split('\n');
}

const headerPairs = (texts: readonly string[], between: string): Headers =>
  Object.fromEntries(texts.map((text) => text.split(between)));

async function statusThrough(transport: Transport): Promise<unknown> {
  const client = new Client({ name: 'snippets', version: '1.0.0' });
  await client.connect(transport);
  try {
    const { structuredContent } = await client.callTool({ name: 'check_auth_status', arguments: {} });
    return (structuredContent as { status: unknown }).status;
  } finally {
    await client.close();
  }
}

const ids = clientSnippets({
  publicUrl: 'http://localhost:3456',
  dataCenter: undefined,
  portal: undefined,
  needsAccessKey: false,
}).map(({ id }) => id);

describe('the snippet', () => {
  it.each(ids)('of %s connects a technician who is set up', async (id) => {
    await setUp(stage);
    const { text } = snippetsFor(stage.url, false).find((snippet) => snippet.id === id)!;

    expect(await statusThrough(await CLIENTS[id]!(text))).toBe('ready');
  });

  // One header is all that Copilot Studio sends, and its steps say so.
  it.each(ids.filter((id) => id !== 'copilot-studio'))('of %s brings the access key of a server', async (id) => {
    await setUp(guarded);
    const { text } = snippetsFor(guarded.url, true).find((snippet) => snippet.id === id)!;

    expect(await statusThrough(await CLIENTS[id]!(text))).toBe('ready');
  });
});
