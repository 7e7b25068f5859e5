import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineSdpTool, type Tool } from '../../../src/mcp/tools/define-tool.js';
import { MandatoryFieldsError, ToolInputError } from '../../../src/mcp/tools/tool.errors.js';
import { connectors, type TestClient } from '../../support/sdk-clients.js';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { headersFor } from './fake-setup.js';

const hints = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: true };
const reader = <O extends z.ZodObject>(
  name: string,
  input: z.ZodRawShape,
  output: O,
  answer: (args: Record<string, unknown>) => z.input<O>,
): Tool =>
  defineSdpTool({
    ...{ name, title: name, description: name, toolsets: ['requests'], annotations: hints, scopes: [], operations: [] },
    input: z.strictObject(input),
    output,
    handler: async (args) => answer(args),
    markdown: (answered) => `# ${JSON.stringify(answered)}`,
  });

let listed = 0;
const any = z.unknown().optional();
const more: readonly Tool[] = [
  reader('get_request', { request_id: z.string() }, z.object({ id: z.string() }), ({ request_id: id }) => {
    if (id === '404') throw new ToolInputError('There is no request 404.', 'Look for it.');
    return { id: String(id) };
  }),
  reader(
    'list_requests',
    { technician: any, status: any, limit: any, sort_by: any },
    z.object({ requests: z.array(z.object({ number: z.string() })) }),
    () => {
      listed += 1;
      return { requests: ['31230', '31244', '4123'].map((number) => ({ number })) };
    },
  ),
  reader(
    'list_technicians',
    { limit: any },
    z.object({ technicians: z.array(z.object({ name: z.string() })) }),
    () => ({
      technicians: [{ name: 'Anna Adler' }, { name: 'Bo Berg' }],
    }),
  ),
  reader('close_request', { request_id: z.string() }, z.object({ id: z.string() }), () => {
    throw new MandatoryFieldsError([{ name: 'closure_code', allowed: 'Solved or\nWorkaround' }]);
  }),
];

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer({}, more);
});
afterAll(() => server.close());

describe.each(Object.entries(connectors))('%s', (_name, connect) => {
  async function withClient<T>(act: (client: TestClient) => Promise<T>, headers = headersFor('anna')): Promise<T> {
    const client = await connect(server.url, headers);
    try {
      return await act(client);
    } finally {
      await client.close();
    }
  }

  it('reads guides and records at their addresses', async () => {
    await withClient(async ({ content }) => {
      const { resources } = await content.listResources();
      const { resourceTemplates } = await content.listResourceTemplates();
      const guide = await content.readResource({ uri: 'sdp://guide/search' });
      const ticket = await content.readResource({ uri: 'sdp://request/RE-31230' });

      expect(resources.map(({ uri }) => uri)).toEqual([
        'sdp://guide/setup',
        'sdp://guide/search',
        'sdp://guide/writing',
      ]);
      // There is no tool for solutions in this server, so there is no address for them.
      expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['sdp://request/{number}']);
      expect(guide.contents).toEqual([
        expect.objectContaining({ text: expect.stringMatching(/^# Searching requests/) }),
      ]);
      expect(ticket.contents).toEqual([
        { uri: 'sdp://request/RE-31230', mimeType: 'text/markdown', text: '# {"id":"RE-31230"}' },
      ]);
    });
  });

  it.each([
    'sdp://request/404',
    'sdp://guide/none',
    'sdp://solution/1',
    'https://example.com/',
    'sdp://request/%E0%A4%A',
  ])('answers %s with an error that names the address', async (uri) => {
    await withClient(async ({ content }) => {
      const error = await content.readResource({ uri }).catch((thrown: unknown) => thrown);

      expect([-32_002, -32_602]).toContain((error as { code: number }).code);
      expect(error).toMatchObject({ data: { uri } });
    });
  });

  it('says what to do when a record cannot be read for want of credentials', async () => {
    await withClient(async ({ content }) => {
      await expect(content.readResource({ uri: 'sdp://request/1' })).rejects.toMatchObject({
        message: expect.stringContaining('carries no Client ID'),
        data: { code: 'CREDENTIALS_MISSING', needsSetup: true },
      });
      await expect(content.readResource({ uri: 'sdp://guide/setup' })).resolves.toBeDefined();
    }, {});
  });

  it('gives prompts with their arguments in place, and says which are missing', async () => {
    await withClient(async ({ content }) => {
      const { prompts } = await content.listPrompts();
      const { messages } = await content.getPrompt({
        name: 'escalate',
        arguments: { request: '31230', group: 'Network' },
      });

      expect(prompts.map(({ name }) => name)).toEqual([
        ...['triage', 'resolve', 'escalate', 'follow_up', 'draft_reply', 'shift_handover'],
        ...['problem_from_tickets', 'change_plan', 'knowledge_article'],
      ]);
      expect(messages).toEqual([
        {
          role: 'user',
          content: { type: 'text', text: expect.stringMatching(/^Escalate request 31230 to the group Network\.\n/) },
        },
      ]);
      await expect(content.getPrompt({ name: 'escalate', arguments: {} })).rejects.toMatchObject({
        code: -32_602,
        message: expect.stringContaining('escalate needs: request'),
      });
      await expect(content.getPrompt({ name: 'trage' })).rejects.toMatchObject({
        message: expect.stringContaining('triage'),
      });
    });
  });

  it('proposes the numbers of the queue, read once, and names; nothing without credentials', async () => {
    const ask = (client: TestClient, name: string, value: string, prompt = 'escalate') =>
      client.content
        .complete({ ref: { type: 'ref/prompt', name: prompt }, argument: { name, value } })
        .then(({ completion }) => completion.values);
    const person = headersFor(`person${Object.keys(connectors).indexOf(_name)}`);

    const before = listed;
    await withClient(async (client) => {
      await expect(ask(client, 'request', '31')).resolves.toEqual(['31230', '31244']);
      await expect(ask(client, 'request', '23')).resolves.toEqual(['31230', '4123']);
      await expect(ask(client, 'technician', 'b')).resolves.toEqual(['Bo Berg']);
      await expect(ask(client, 'reason', 'x')).resolves.toEqual([]);
      const ref = { type: 'ref/resource' as const, uri: 'sdp://request/{number}' };
      const { completion } = await client.content.complete({ ref, argument: { name: 'number', value: '4' } });
      expect(completion.values).toEqual(['4123', '31244']);
    }, person);
    expect(listed - before).toBe(1);
    await withClient(async (client) => expect(await ask(client, 'request', '31')).toEqual([]), {});
  });

  it('begins the next conversation with what the portal was seen to demand', async () => {
    const person = headersFor(`ruler${Object.keys(connectors).indexOf(_name)}`);
    const instructions = () => withClient(async ({ content }) => content.getInstructions() ?? '', person);
    const before = await instructions();
    await withClient((client) => client.callTool('close_request', { request_id: '1' }), person);

    expect(before).toContain('check_auth_status');
    expect(before).not.toContain('closure_code (');
    await expect(instructions()).resolves.toContain('close_request wants closure_code (Solved or Workaround)');
  });
});
