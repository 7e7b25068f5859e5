import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { clientId, headersFor } from './fake-setup.js';
import { JSON_HEADERS, messagesOf, rpc, send } from './raw-http.js';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
});
afterAll(() => server.close());

const initialize = rpc(0, 'initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'raw', version: '1' },
});

describe('the MCP endpoint', () => {
  it.each(['GET', 'DELETE', 'PUT', 'PATCH'])('answers %s with 405 and what is allowed', async (method) => {
    const { status, headers } = await send(`${server.url}/mcp`, { method });

    expect([status, headers['allow']]).toEqual([405, 'POST, OPTIONS']);
  });

  it('answers DELETE with a JSON content type and no body like any other DELETE', async () => {
    const headers = { 'Content-Type': 'application/json', 'Mcp-Session-Id': 'gone' };

    expect((await send(`${server.url}/mcp`, { method: 'DELETE', headers })).status).toBe(405);
  });

  it.each([
    ['no body', '', -32_700],
    ['a body that is not JSON', '{"jsonrpc":', -32_700],
    ['JSON that is not JSON-RPC', '{"hello":1}', -32_600],
  ])('answers %s with 400 and a JSON-RPC error', async (_what, body, code) => {
    const answer = await send(`${server.url}/mcp`, { method: 'POST', headers: JSON_HEADERS, body });

    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text)).toMatchObject({ jsonrpc: '2.0', error: { code } });
  });

  it.each(['application/json', '*/*', undefined])('answers plain JSON to a client that accepts %s', async (accept) => {
    const headers = {
      'Content-Type': 'application/json',
      ...headersFor('anna'),
      ...(accept ? { Accept: accept } : {}),
    };
    const body = rpc(1, 'tools/call', { name: 'whoami', arguments: {} });

    const answer = await send(`${server.url}/mcp`, { method: 'POST', headers, body });

    expect(answer).toMatchObject({ status: 200, headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(answer.text)).toMatchObject({
      id: 1,
      result: { structuredContent: { connectionId: clientId('anna') } },
    });
  });

  it('answers a client that accepts streams only with a stream that no proxy holds back', async () => {
    const headers = { 'Content-Type': 'application/json', Accept: 'text/event-stream' };

    const answer = await send(`${server.url}/mcp`, { method: 'POST', headers, body: initialize });

    expect(answer.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'x-accel-buffering': 'no',
      'cache-control': expect.stringContaining('no-transform'),
    });
    expect(messagesOf(answer)).toMatchObject([{ id: 0, result: { serverInfo: { name: 'servicedesk-plus' } } }]);
  });

  it.each(['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'])('speaks %s', async (protocolVersion) => {
    const body = rpc(1, 'initialize', { protocolVersion, capabilities: {}, clientInfo: { name: 'x', version: '1' } });

    const answer = await send(`${server.url}/mcp`, { method: 'POST', headers: JSON_HEADERS, body });

    expect(messagesOf(answer)[0]).toMatchObject({ result: { protocolVersion } });
    expect(answer.headers['mcp-session-id']).toBeUndefined();
  });

  it('narrows the tools by header and by query, and never widens them', async () => {
    const namesFor = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
      const all = { ...JSON_HEADERS, ...headers };
      const [answer] = messagesOf(
        await send(`${server.url}${path}`, { method: 'POST', headers: all, body: rpc(1, 'tools/list') }),
      );
      return (answer as { result: { tools: { name: string }[] } }).result.tools.map(({ name }) => name).join();
    };

    await expect(namesFor('/mcp')).resolves.toBe('whoami,endless,countdown,broken,set_up');
    await expect(namesFor('/mcp?readonly=1')).resolves.toBe('whoami,countdown,broken,set_up');
    await expect(namesFor('/mcp', { 'X-SDP-Toolsets': 'requests' })).resolves.toBe('endless,countdown,set_up');
    await expect(namesFor('/mcp?toolsets=requests&readonly=1')).resolves.toBe('countdown,set_up');
    await expect(namesFor('/mcp', { 'X-SDP-Toolsets': 'problems' })).resolves.toBe('set_up');
  });

  it('refuses to call a tool that the connection does not see', async () => {
    const body = rpc(1, 'tools/call', { name: 'endless', arguments: {} });
    const headers = { ...JSON_HEADERS, ...headersFor('anna'), 'X-SDP-Read-Only': 'true' };

    const [answer] = messagesOf(await send(`${server.url}/mcp`, { method: 'POST', headers, body }));

    expect(answer).toMatchObject({ error: { code: -32_602, message: expect.stringContaining('read-only') } });
    expect(server.endless.started).toBe(0);
  });

  it('sends byte for byte the same tool list each time', async () => {
    const list = () => send(`${server.url}/mcp`, { method: 'POST', headers: JSON_HEADERS, body: rpc(7, 'tools/list') });

    expect((await list()).text).toBe((await list()).text);
  });

  it.each([
    ['more than 2000 list entries', { echo: Array.from({ length: 2_001 }, () => 1) }, 'more than 2000 list entries'],
    ['deep nesting', { echo: JSON.parse('['.repeat(40) + ']'.repeat(40)) }, 'more than 32 levels deep'],
  ])('refuses %s before it is validated', async (_what, args, words) => {
    const body = rpc(1, 'tools/call', { name: 'whoami', arguments: args });
    const headers = { ...JSON_HEADERS, ...headersFor('anna') };

    const [answer] = messagesOf(await send(`${server.url}/mcp`, { method: 'POST', headers, body }));

    expect(answer).toMatchObject({ result: { isError: true, structuredContent: { code: 'INVALID_ARGUMENTS' } } });
    expect(JSON.stringify(answer)).toContain(words);
  });

  it('keeps the stream of a long call alive, so that no proxy cuts it', async () => {
    const own = await startFakeServer({ keepAliveMs: 40 });
    const body = rpc(1, 'tools/call', { name: 'whoami', arguments: { waitMs: 200 } });

    const answer = await send(`${own.url}/mcp`, {
      method: 'POST',
      headers: { ...JSON_HEADERS, ...headersFor('anna') },
      body,
    });

    expect(answer.text).toMatch(/^: keepalive\n\n/);
    expect(messagesOf(answer)).toMatchObject([{ id: 1, result: {} }]);
    await own.close();
  });

  it('ends a subscription of 2026-07-28 at once, as nothing here changes while it runs', async () => {
    const headers = { ...JSON_HEADERS, 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'subscriptions/listen' };
    const _meta = {
      'io.modelcontextprotocol/protocolVersion': '2026-07-28',
      'io.modelcontextprotocol/clientCapabilities': {},
    };
    const body = rpc(1, 'subscriptions/listen', { _meta, notifications: { toolsListChanged: true } });

    const messages = messagesOf(await send(`${server.url}/mcp`, { method: 'POST', headers, body }));

    expect(messages.at(-1)).toMatchObject({ id: 1, result: { resultType: 'complete' } });
  });

  it('survives nesting as deep as a body can hold, in both eras', async () => {
    const depth = 200_000;
    const deep = '['.repeat(depth) + ']'.repeat(depth);
    const meta =
      '"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}';
    for (const extra of ['', `,"_meta":{${meta}}`]) {
      const body = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"whoami","arguments":{"echo":${deep}}${extra}}}`;
      const headers = {
        ...JSON_HEADERS,
        ...headersFor('anna'),
        ...(extra ? { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/call', 'Mcp-Name': 'whoami' } : {}),
      };
      const answer = await send(`${server.url}/mcp`, { method: 'POST', headers, body });
      expect(answer.text).toMatch(/INVALID_ARGUMENTS|-32603/);
    }
    expect((await send(`${server.url}/mcp`, { method: 'POST', headers: JSON_HEADERS, body: initialize })).status).toBe(
      200,
    );
  });
});

describe('the SSE addresses', () => {
  it('answer other methods with 405, which is how clients find out which transport this is', async () => {
    const answers = await Promise.all([
      send(`${server.url}/sse`, { method: 'POST', headers: JSON_HEADERS, body: initialize }),
      send(`${server.url}/sse`, { method: 'DELETE' }),
      send(`${server.url}/messages?sessionId=x`),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([405, 405, 405]);
    expect(answers.map(({ headers }) => headers['allow'])).toEqual(['GET, OPTIONS', 'GET, OPTIONS', 'POST, OPTIONS']);
  });

  it.each([
    ['without a session id', '/messages', 400],
    ['with two of them', '/messages?sessionId=a&sessionId=b', 400],
    ['with an unknown one', '/messages?sessionId=3f0e5a52-5c1e-4d4c-9b8a-6d9f6a0f6a11', 404],
  ])('answer a message %s', async (_what, path, status) => {
    const answer = await send(`${server.url}${path}`, { method: 'POST', headers: JSON_HEADERS, body: initialize });

    expect(answer.status).toBe(status);
  });
});

describe('browsers', () => {
  it('get the answer to a preflight', async () => {
    const answer = await send(`${server.url}/mcp`, {
      method: 'OPTIONS',
      headers: { Origin: 'http://localhost:6274', 'Access-Control-Request-Method': 'POST' },
    });

    expect(answer).toMatchObject({
      status: 204,
      headers: {
        'access-control-allow-origin': 'http://localhost:6274',
        'access-control-allow-headers': expect.stringContaining('X-SDP-Client-Secret'),
        'access-control-allow-methods': 'POST, OPTIONS',
      },
    });
  });

  it('may read the answer itself', async () => {
    const headers = { ...JSON_HEADERS, Origin: 'http://localhost:6274' };

    const answer = await send(`${server.url}/mcp`, { method: 'POST', headers, body: initialize });

    expect(answer.headers).toMatchObject({ 'access-control-allow-origin': 'http://localhost:6274', vary: 'Origin' });
  });
});

describe('OAuth discovery', () => {
  it.each([
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-authorization-server/mcp',
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-protected-resource/sse',
    '/.well-known/openid-configuration',
    '/.well-known/openid-configuration/mcp',
    '/mcp/.well-known/openid-configuration',
    '/register',
    '/authorize?client_id=x',
    '/token',
  ])('finds JSON and 404 at %s', async (path) => {
    for (const method of ['GET', 'POST']) {
      const { status, headers, text } = await send(`${server.url}${path}`, { method });

      expect([status, headers['www-authenticate']]).toEqual([404, undefined]);
      expect(headers['content-type']).toMatch(/^application\/json/);
      expect(JSON.parse(text)).toHaveProperty('error.code');
    }
  });
});
