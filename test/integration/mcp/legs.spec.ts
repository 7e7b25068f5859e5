import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { clientId, headersFor } from './fake-setup.js';
import { until } from './raw-http.js';
import { connectors, type TestClient } from '../../support/sdk-clients.js';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
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

  it('lists the tools and calls one as the person of the headers', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const tools = await client.listTools();
      const { structured, text } = await client.callTool('whoami', { echo: 'hi' });

      expect(tools.map(({ name }) => name)).toEqual(['whoami', 'endless', 'countdown', 'broken', 'set_up']);
      expect(structured).toEqual({ connectionId: clientId('anna'), echo: 'hi' });
      expect(text).toBe(`You are ${clientId('anna')}.`);
    });
  });

  it('shows images and links beside the text of an answer', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const { text, media, structured } = await client.callTool('countdown');

      expect([text, structured]).toEqual(['3 steps.', { steps: 3 }]);
      expect(media).toEqual([
        { type: 'image', data: 'AAAA', mimeType: 'image/png' },
        { type: 'resource_link', uri: 'https://helpdesk.example.com/plan.pdf', name: 'plan.pdf', size: 9 },
      ]);
    });
  });

  it('connects and lists tools without credentials, and every tool says what is missing', async () => {
    await withClient({}, async (client) => {
      await expect(client.listTools()).resolves.toHaveLength(5);
      for (const name of ['whoami', 'broken', 'countdown', 'set_up']) {
        const { isError, structured, text } = await client.callTool(name, name === 'set_up' ? { code: 'abc' } : {});

        expect(isError).toBe(true);
        expect(structured).toMatchObject({ needsSetup: true, status: 'setup_required', code: 'CREDENTIALS_MISSING' });
        expect(text).toMatch(/carries no Client ID.*\n\n1\. Open the console\.\n2\. Paste the code\.$/s);
      }
    });
  });

  it('lets a person set up inside the conversation and go on without reconnecting', async () => {
    const name = `new-${Object.keys(connectors).indexOf(_name)}`.replace('-', '');
    server.setup.withoutTokens.add(clientId(name));
    await withClient(headersFor(name), async (client) => {
      await client.listTools();
      expect((await client.callTool('whoami')).structured).toMatchObject({ needsSetup: true, code: 'SETUP_REQUIRED' });

      expect((await client.callTool('set_up', { code: 'abc' })).structured).toEqual({ status: 'ready' });

      expect((await client.callTool('whoami')).structured).toMatchObject({ connectionId: clientId(name) });
    });
  });

  it('answers wrong arguments with a result that names field, rule and the closest name', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const { isError, text } = await client.callTool('whoami', { waitMs: 9_999, ecko: 'x' });

      expect(isError).toBe(true);
      expect(text).toContain('"waitMs" must be at most 5000.');
      expect(text).toContain('There is no argument "ecko". Did you mean "echo"?');
    });
  });

  it('shows one fixed sentence for a bug and nothing of its text', async () => {
    await withClient(headersFor('anna'), async (client) => {
      await client.listTools();
      for (const how of ['throws', 'lies']) {
        const { isError, text, structured } = await client.callTool('broken', { how });

        expect(isError).toBe(true);
        expect(text).not.toContain('canary-of-a-bug');
        expect(structured).toMatchObject({ needsSetup: false, code: 'INTERNAL_ERROR', status: 'ready' });
      }
    });
  });

  it('answers an unknown tool with an error of the protocol that names the closest one', async () => {
    await withClient(headersFor('anna'), async (client) => {
      await expect(client.callTool('who_am_i')).rejects.toMatchObject({
        code: -32_602,
        message: expect.stringContaining('Did you mean whoami?'),
      });
    });
  });

  it('reports progress to a caller that asks for it', async () => {
    await withClient(headersFor('anna'), async (client) => {
      const seen: unknown[] = [];
      await client.callTool('countdown', {}, { onprogress: (progress) => seen.push(progress) });

      expect(seen).toEqual([1, 2, 3].map((step) => ({ progress: step, total: 3, message: `step ${step}` })));
    });
  });

  it.each([{ deaf: false }, { deaf: true }])('stops a call that its caller cancels (%j)', async (args) => {
    await withClient(headersFor('anna'), async (client) => {
      const { started, aborted } = server.endless;
      const abort = new AbortController();
      const call = client.callTool('endless', args, { signal: abort.signal });
      await until(() => server.endless.started > started);

      abort.abort();

      await expect(call).rejects.toThrow();
      await until(() => server.endless.aborted > aborted);
      expect((await client.callTool('whoami')).isError).toBe(false);
    });
  });
});
