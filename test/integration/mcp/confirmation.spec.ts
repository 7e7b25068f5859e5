import { Client as V2Client, StreamableHTTPClientTransport as V2Http } from '@modelcontextprotocol/client';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client as V1Client } from '@modelcontextprotocol/sdk/client/index.js';
import { SSEClientTransport as V1Sse } from '@modelcontextprotocol/sdk/client/sse.js';
import { ElicitRequestSchema } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { defineSdpTool } from '../../../src/mcp/tools/define-tool.js';
import { confirm } from '../../../src/mcp/tools/params.js';
import { connectors, outcomeOf } from '../../support/sdk-clients.js';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { headersFor } from './fake-setup.js';

type Action = 'accept' | 'decline' | 'cancel';
type Elicited = { action: Action; content?: { confirm: boolean } };

let deleted = 0;
const deleteThing = defineSdpTool({
  name: 'delete_thing',
  title: 'Delete a thing',
  description: 'Deletes a thing for good.',
  toolsets: ['core'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: [],
  operations: [],
  input: z.strictObject({ id: z.string().max(20), confirm }),
  output: z.object({ deleted: z.string() }),
  async handler({ id, confirm: confirmed }, context) {
    await context.confirm({ confirmed, action: `Delete thing ${id}`, preview: 'A thing of Anna' });
    deleted += 1;
    return { deleted: id };
  },
  markdown: (output) => `Deleted ${output.deleted}.`,
});

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer({}, [deleteThing]);
});
afterAll(() => server.close());
beforeEach(() => {
  deleted = 0;
});

/** Calls the tool with a client whose person answers so, and tells what the person was shown. */
type Asked = (answer: Elicited) => Promise<{ shown: string[]; outcome: ReturnType<typeof outcomeOf> }>;

const info = { name: 'test', version: '1' };
const options = { capabilities: { elicitation: { form: {} } } };
const call = { name: 'delete_thing', arguments: { id: '7' } };

const clients: Record<string, Asked> = {
  'SDK v1 over SSE': async (answer) => {
    const shown: string[] = [];
    const client = new V1Client(info, options);
    client.setRequestHandler(ElicitRequestSchema, ({ params }) => {
      shown.push(params.message);
      return answer;
    });
    const requestInit = { headers: headersFor('anna') };
    await client.connect(new V1Sse(new URL(`${server.url}/sse`), { requestInit }));
    const outcome = outcomeOf(await client.callTool(call));
    await client.close();
    return { shown, outcome };
  },
  'SDK v2 pinned to 2026-07-28': async (answer) => {
    const shown: string[] = [];
    const client = new V2Client(info, { ...options, versionNegotiation: { mode: { pin: '2026-07-28' } } });
    client.setRequestHandler('elicitation/create', ({ params }) => {
      shown.push(params.message);
      return answer;
    });
    const requestInit = { headers: headersFor('anna') };
    await client.connect(new V2Http(new URL(`${server.url}/mcp`), { requestInit }));
    const outcome = outcomeOf(await client.callTool(call));
    await client.close();
    return { shown, outcome };
  },
};

describe.each(Object.entries(clients))('%s, whose person can be asked', (_name, ask) => {
  it('is asked once with the preview, and agrees', async () => {
    const { shown, outcome } = await ask({ action: 'accept', content: { confirm: true } });

    expect(shown).toEqual(['Delete thing 7?\n\nA thing of Anna']);
    expect(outcome).toMatchObject({ isError: false, structured: { deleted: '7' } });
    expect(deleted).toBe(1);
  });

  it.each<[string, Elicited, string]>([
    ['declines', { action: 'decline' }, 'CONFIRMATION_REFUSED'],
    ['takes the tick away', { action: 'accept', content: { confirm: false } }, 'CONFIRMATION_REFUSED'],
    ['closes the question', { action: 'cancel' }, 'CONFIRMATION_REQUIRED'],
  ])('%s, and nothing is done', async (_what, answer, code) => {
    const { outcome } = await ask(answer);

    expect(outcome).toMatchObject({ isError: true, structured: { code } });
    expect(deleted).toBe(0);
  });
});

describe.each(Object.entries(connectors))('%s, whose person cannot be asked', (_name, connect) => {
  it('gets the preview, and the write with confirm: true', async () => {
    const client = await connect(server.url, headersFor('anna'));
    const preview = await client.callTool('delete_thing', { id: '7' });
    const before = deleted;
    const done = await client.callTool('delete_thing', { id: '7', confirm: true });
    await client.close();

    expect(preview).toMatchObject({ isError: true, structured: { code: 'CONFIRMATION_REQUIRED' } });
    expect(preview.text).toContain('A thing of Anna');
    expect([before, done.isError, deleted]).toEqual([0, false, 1]);
  });
});
