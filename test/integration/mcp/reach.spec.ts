import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineSdpTool } from '../../../src/mcp/tools/define-tool.js';
import { reachTools } from '../../../src/mcp/tools/reach/index.js';
import { connectors, type TestClient } from '../../support/sdk-clients.js';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { clientId, headersFor } from './fake-setup.js';

const problem = (name: string, readOnlyHint: boolean, scope: string) =>
  defineSdpTool({
    name,
    title: name.replaceAll('_', ' '),
    description: `${name.replaceAll('_', ' ')} of the portal. More is said here.`,
    toolsets: ['problems'],
    annotations: { readOnlyHint, destructiveHint: false, idempotentHint: true, openWorldHint: true },
    scopes: [`SDPOnDemand.problems.${scope}`],
    operations: [],
    input: z.strictObject({ id: z.string().max(20) }),
    output: z.object({ did: z.string() }),
    async handler({ id }, context) {
      context.progress(1, 2, 'half');
      await new Promise((resolve) => setTimeout(resolve, 20));
      return { did: `${name} ${id}` };
    },
    markdown: ({ did }) => did,
  });

let server: FakeServer;
beforeAll(async () => {
  const more = [problem('get_problem', true, 'READ'), problem('update_problem', false, 'UPDATE'), ...reachTools];
  server = await startFakeServer({}, more);
});
afterAll(() => server.close());

describe.each(Object.entries(connectors))('%s', (_name, connect) => {
  async function withClient<T>(headers: Record<string, string>, act: (client: TestClient) => Promise<T>): Promise<T> {
    const client = await connect(server.url, headers);
    try {
      return await act(client);
    } finally {
      await client.close();
    }
  }

  it('finds a tool that is not listed, and calls it by name or directly with the same answer', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const listed = (await client.listTools()).map(({ name }) => name);
      const { structured } = await client.callTool('search_tools', { query: 'read a problem' });
      const found = structured as { tools: { name: string; input_schema: object; purpose: string }[] };
      const [byName, byText, directly] = [
        await client.callTool('call_tool', { name: 'get_problem', arguments: { id: '7' } }),
        await client.callTool('call_tool', { name: 'get_problem', arguments: '{"id":"7"}' }),
        await client.callTool('get_problem', { id: '7' }),
      ];

      expect(listed).toEqual(expect.arrayContaining(['search_tools', 'call_tool', 'whoami']));
      expect(listed).not.toContain('get_problem');
      expect(found.tools[0]).toMatchObject({
        name: 'get_problem',
        purpose: 'get problem of the portal.',
        input_schema: { properties: { id: { type: 'string' } } },
      });
      expect(byName).toEqual(directly);
      expect(byText).toEqual(directly);
      expect(directly).toMatchObject({ isError: false, structured: { did: 'get_problem 7' }, text: 'get_problem 7' });
    });
  });

  it('passes progress on, and checks arguments as a direct call does', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const seen: unknown[] = [];
      await client.callTool(
        'call_tool',
        { name: 'get_problem', arguments: { id: '7' } },
        { onprogress: (progress) => seen.push(progress) },
      );
      const { isError, text } = await client.callTool('call_tool', { name: 'get_problem', arguments: { di: '7' } });

      expect(seen).toEqual([{ progress: 1, total: 2, message: 'half' }]);
      expect(isError).toBe(true);
      expect(text).toContain('There is no argument "di".');
    });
  });

  it('names the closest tool for an unknown one, and does not call itself', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const unknown = await client.callTool('call_tool', { name: 'get_problms' });
      const itself = await client.callTool('call_tool', { name: 'call_tool', arguments: { name: 'whoami' } });

      expect(unknown).toMatchObject({ isError: true, structured: { code: 'UNKNOWN_TOOL' } });
      expect(unknown.text).toContain('Did you mean get_problem');
      expect(itself).toMatchObject({ isError: true, structured: { code: 'UNKNOWN_TOOL' } });
    });
  });

  it('reaches readers only in a read-only connection', async () => {
    await withClient({ ...headersFor('anna'), 'X-SDP-Read-Only': '1' }, async (client) => {
      const call = (name: string) => client.callTool('call_tool', { name, arguments: { id: '7' } });

      expect((await client.listTools()).map(({ name }) => name)).toContain('call_tool');
      expect(await call('get_problem')).toMatchObject({ isError: false });
      expect(await call('update_problem')).toMatchObject({ isError: true, structured: { code: 'UNKNOWN_TOOL' } });
    });
  });

  it('offers what the grant covers, and says of the rest which scope is missing', async () => {
    server.setup.scopes.set(clientId('rita'), ['SDPOnDemand.problems.READ']);
    await withClient({ ...headersFor('rita'), 'X-SDP-Toolsets': 'core,problems' }, async (client) => {
      const listed = (await client.listTools()).map(({ name }) => name);
      const refused = await client.callTool('update_problem', { id: '7' });
      const { structured } = await client.callTool('search_tools', { query: 'update problem' });

      expect(listed).toContain('get_problem');
      expect(listed).not.toContain('update_problem');
      expect(JSON.stringify(structured)).not.toContain('update_problem');
      expect(refused).toMatchObject({ isError: true, structured: { code: 'SDP_SCOPE_MISSING' } });
      expect(refused.text).toContain('SDPOnDemand.problems.UPDATE is missing');
    });
  });
});
