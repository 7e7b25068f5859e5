import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, describe, it } from '@jest/globals';
import { outcomeOf } from '../../support/sdk-clients.js';
import { playDialogue } from './dialogue.js';
import { setStage, type Stage } from './stage.js';

const MCP_REMOTE = join(import.meta.dirname, '../../../node_modules/mcp-remote/dist/proxy.js');

let stage: Stage;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdp-mcp-remote-'));
  stage = await setStage();
});
afterAll(async () => {
  await stage.close();
  await rm(folder, { recursive: true, force: true });
});

describe.each([
  ['sse-only', '/sse'],
  ['http-first', '/mcp'],
  ['http-first', '/sse'],
])('mcp-remote in mode %s against %s', (mode, path) => {
  it('bridges a desktop client: set-up in the conversation, then a ticket to its end', async () => {
    const technician = stage.simulators.newTechnician();
    const client = new Client({ name: 'desktop', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [
          MCP_REMOTE,
          `${stage.url}${path}`,
          '--transport',
          mode,
          '--allow-http',
          '--header',
          'X-SDP-Client-Id:${SDP_CLIENT_ID}',
          '--header',
          'X-SDP-Client-Secret:${SDP_CLIENT_SECRET}',
        ],
        env: {
          PATH: process.env['PATH'] ?? '',
          HOME: folder,
          MCP_REMOTE_CONFIG_DIR: folder,
          SDP_CLIENT_ID: technician.clientId,
          SDP_CLIENT_SECRET: technician.clientSecret,
        },
        stderr: 'ignore',
      }),
    );

    await client.listTools();
    await playDialogue(
      async (name, args = {}) => outcomeOf(await client.callTool({ name, arguments: args })),
      technician,
      stage.simulators,
    );

    await client.close();
  }, 120_000);
});
