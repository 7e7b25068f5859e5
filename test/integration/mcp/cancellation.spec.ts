import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { headersFor } from './fake-setup.js';
import { cancelled, JSON_HEADERS, messagesOf, type RawAnswer, rpc, send, until } from './raw-http.js';
import { SseStream } from './sse-stream.js';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
});
afterAll(() => server.close());
beforeEach(() => {
  server.endless.started = 0;
  server.endless.aborted = 0;
});

const agent = { 'User-Agent': 'window/1' };

function post(body: string, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<RawAnswer> {
  const all = { ...JSON_HEADERS, ...headersFor('anna'), ...agent, ...headers };
  return send(`${server.url}/mcp`, { method: 'POST', headers: all, body, ...(signal ? { signal } : {}) });
}

const endless = (id: number | string) => rpc(id, 'tools/call', { name: 'endless', arguments: {} });

describe('a call over stateless Streamable HTTP', () => {
  it.each([
    ['a stream', 'application/json, text/event-stream', 7],
    ['JSON', 'application/json', 7],
    ['a stream, with the id 0', 'application/json, text/event-stream', 0],
    ['JSON, with the id 0', 'application/json', 0],
    ['a stream, with a text as id', 'application/json, text/event-stream', 'seven'],
  ])(
    'is stopped by a cancellation that comes as a request of its own, and its POST ends (%s)',
    async (_as, Accept, id) => {
      const call = post(endless(id), { Accept });
      await until(() => server.endless.started === 1);

      const receipt = await post(cancelled(id));

      expect(receipt.status).toBe(202);
      expect(messagesOf(await call)).toMatchObject([{ id, error: { message: 'The call was cancelled.' } }]);
      expect(server.endless.aborted).toBe(1);
    },
  );

  it('is stopped in a batch without stopping the others', async () => {
    const batch = `[${endless(1)},${rpc(2, 'tools/call', { name: 'whoami', arguments: { waitMs: 50 } })}]`;
    const call = post(batch);
    await until(() => server.endless.started === 1);

    await post(cancelled(1));

    const answers = messagesOf(await call);
    expect(answers.find(({ id }) => id === 1)).toHaveProperty('error');
    expect(answers.find(({ id }) => id === 2)).toHaveProperty('result.structuredContent.connectionId');
  });

  it.each([
    ['of another person', headersFor('berta')],
    ['with another secret', { 'X-SDP-Client-Secret': '0123456789wrong' }],
    ['from another client', { 'User-Agent': 'window/2' }],
  ])('goes on when a cancellation %s names its id', async (_whose, headers) => {
    const abort = new AbortController();
    const call = post(endless(7), {}, abort.signal);
    await until(() => server.endless.started === 1);

    await post(cancelled(7), headers);
    await post(cancelled(8));

    expect(server.endless.aborted).toBe(0);
    abort.abort();
    await expect(call).rejects.toThrow();
    await until(() => server.endless.aborted === 1);
  });

  it('goes on when two calls of the same person share the id, since the wrong one may be a write', async () => {
    const abort = new AbortController();
    const calls = [post(endless(7), {}, abort.signal), post(endless(7), {}, abort.signal)];
    await until(() => server.endless.started === 2);

    await post(cancelled(7));

    expect(server.endless.aborted).toBe(0);
    abort.abort();
    await Promise.allSettled(calls);
    await until(() => server.endless.aborted === 2);
  });

  it.each([
    ['in a stream', {}],
    ['as JSON', { Accept: 'application/json' }],
    [
      'in the 2026-07-28 revision',
      { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'endless' },
    ],
  ])('is stopped when its connection closes (%s)', async (_as, headers) => {
    const abort = new AbortController();
    const modern = 'Mcp-Method' in headers;
    const meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const params = { name: 'endless', arguments: {}, ...(modern ? { _meta: meta } : {}) };
    const call = post(rpc(7, 'tools/call', params), headers, abort.signal);
    await until(() => server.endless.started === 1);

    abort.abort();

    await expect(call).rejects.toThrow();
    await until(() => server.endless.aborted === 1);
  });
});

describe('a call over SSE', () => {
  it.each([7, 0, 'seven'])('is stopped by a cancellation (id %j)', async (id) => {
    const stream = await SseStream.open(`${server.url}/sse`, headersFor('anna'));
    await until(() => stream.endpoint !== '');
    const say = (body: string) =>
      send(`${server.url}${stream.endpoint}`, {
        method: 'POST',
        headers: { ...JSON_HEADERS, ...headersFor('anna') },
        body,
      });
    await say(endless(id));
    await until(() => server.endless.started === 1);

    expect((await say(cancelled(id))).status).toBe(202);

    await until(() => server.endless.aborted === 1);
    await say(rpc(99, 'ping'));
    await until(() => stream.messages.some((message) => message['id'] === 99));
    if (id !== 0) expect(stream.messages.filter((message) => message['id'] === id)).toEqual([]);
    stream.close();
  });

  it('is stopped when the stream closes', async () => {
    const stream = await SseStream.open(`${server.url}/sse`, headersFor('anna'));
    await until(() => stream.endpoint !== '');
    const headers = { ...JSON_HEADERS, ...headersFor('anna') };
    await send(`${server.url}${stream.endpoint}`, { method: 'POST', headers, body: endless(1) });
    await until(() => server.endless.started === 1);

    stream.close();

    await until(() => server.endless.aborted === 1 && server.sessions.size === 0);
  });
});
