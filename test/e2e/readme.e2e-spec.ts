import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport } from '@modelcontextprotocol/sdk/client/sse.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../simulators/simulators.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

const ROOT = join(import.meta.dirname, '../..');
const PRINTED_URL = 'http://localhost:3456';

describe('the README', () => {
  let readme: string;
  let folder: string;
  let simulators: Simulators;
  let server: ServerProcess;
  let technician: SimulatedTechnician;
  let variables: Record<string, string>;

  beforeAll(async () => {
    readme = await readFile(join(ROOT, 'README.md'), 'utf8');
    folder = await mkdtemp(join(tmpdir(), 'sdp-readme-'));
    simulators = await startSimulators();
    server = await startServerProcess({ ...simulators.environment(), SDP_DATA_DIR: folder, LOG_LEVEL: 'warn' });
    technician = simulators.newTechnician();
    variables = { SDP_CLIENT_ID: technician.clientId, SDP_CLIENT_SECRET: technician.clientSecret };
  }, 120_000);

  afterAll(async () => {
    await server.stop();
    await simulators.close();
    await rm(folder, { recursive: true, force: true });
  });

  const here = (text: string): string => text.replaceAll(PRINTED_URL, server.url.replace('127.0.0.1', 'localhost'));

  /** The first code block with this word after its language. */
  function snippet(name: string): any {
    const block = new RegExp(`\`\`\`json ${name}\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1];
    if (block === undefined) throw new Error(`README has no snippet ${name}`);
    return JSON.parse(here(block));
  }

  /** Replaces variables as that client does; what stays unexpanded reaches the server as it is. */
  function expand(headers: Record<string, string>, pattern: RegExp, values = variables): Record<string, string> {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [
        name,
        value.replace(pattern, (_, key: string) => values[key] ?? _),
      ]),
    );
  }

  const http = (url: string, headers: Record<string, string>): Transport =>
    new StreamableHTTPClientTransport(new URL(url), { requestInit: { headers } });

  async function statusThrough(transport: Transport): Promise<unknown> {
    const client = new Client({ name: 'readme', version: '1.0.0' });
    await client.connect(transport);
    try {
      const { structuredContent } = await client.callTool({ name: 'check_auth_status', arguments: {} });
      return (structuredContent as { status: unknown }).status;
    } finally {
      await client.close();
    }
  }

  it('sets up with its curl command as printed', async () => {
    const command = /```sh\n(curl -X POST[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const runnable = here(command)
      .replace('1000.…', technician.grantToken())
      .replace('curl ', 'curl --silent --show-error ');

    const { stdout } = await promisify(execFile)('sh', ['-c', runnable], { env: { ...process.env, ...variables } });

    expect(JSON.parse(stdout)).toMatchObject({ status: 'ready', needsSetup: false });
  });

  it.each<[string, () => Transport]>([
    [
      'Claude Code over HTTP',
      () => {
        const { url, headers } = snippet('claude-code-http').mcpServers['servicedesk-plus'];
        return http(url, expand(headers, /\$\{(\w+)\}/g));
      },
    ],
    [
      'Claude Code over SSE',
      () => {
        const { url, headers } = snippet('claude-code-sse').mcpServers['servicedesk-plus'];
        const requestInit = { headers: expand(headers, /\$\{(\w+)\}/g) };
        return new SSEClientTransport(new URL(url), { requestInit });
      },
    ],
    [
      'Cursor',
      () => {
        const { url, headers } = snippet('cursor').mcpServers['servicedesk-plus'];
        return http(url, expand(headers, /\$\{env:(\w+)\}/g));
      },
    ],
    [
      'VS Code',
      () => {
        const { inputs, servers } = snippet('vscode');
        const asked = Object.fromEntries(
          inputs.map(({ id }: { id: string }) => [id, variables[id.replaceAll('-', '_').toUpperCase()] ?? '']),
        );
        const { url, headers } = servers['servicedesk-plus'];
        return http(url, expand(headers, /\$\{input:([\w-]+)\}/g, asked));
      },
    ],
    [
      'Gemini CLI',
      () => {
        const { httpUrl, headers } = snippet('gemini').mcpServers['servicedesk-plus'];
        return http(httpUrl, expand(headers, /\$(\w+)/g));
      },
    ],
    [
      'Claude Desktop through mcp-remote',
      () => {
        const { command, args, env } = snippet('claude-desktop').mcpServers['servicedesk-plus'];
        expect([command, ...args.slice(0, 2)]).toEqual(['npx', '-y', 'mcp-remote']);
        expect(Object.keys(env)).toEqual(Object.keys(variables));
        return new StdioClientTransport({
          command: process.execPath,
          args: [join(ROOT, 'node_modules/mcp-remote/dist/proxy.js'), ...args.slice(2)],
          env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...variables },
          stderr: 'ignore',
        });
      },
    ],
  ])('connects %s with its snippet as printed', async (_client, transport) => {
    expect(await statusThrough(transport())).toBe('ready');
  });

  it('names only commands that exist', async () => {
    const { scripts } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    const named = [...readme.matchAll(/npm (?:run )?([a-z:]+)/g)]
      .map(([, name]) => name!)
      .filter((name) => name !== 'ci');

    expect(named).toEqual(expect.arrayContaining(['start', 'test', 'demo']));
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named));
  });

  it('gives the test command that CI runs', async () => {
    const gate = await readFile(join(ROOT, '.ci/run'), 'utf8');

    expect(readme).toContain('npm ci && npm test');
    expect(gate).toMatch(/npm ci\nstep npm test\n/);
  });

  it('links only to files that exist', async () => {
    for (const [, path] of readme.matchAll(/\]\((?!https?:)([^)#]+)\)/g)) {
      await expect(promisify(execFile)('ls', [join(ROOT, path!)])).resolves.toBeDefined();
    }
  });
});
