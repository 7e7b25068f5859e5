import { ServerResponse } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SseLeg } from '../../../src/mcp/sse.leg.js';
import { SseSessions } from '../../../src/mcp/sse-sessions.js';
import { readCaller } from '../../../src/oauth/caller.js';
import { startApp, type TestApp } from '../../support/app.js';
import { JSON_HEADERS, messagesOf, rpc, send, until } from './raw-http.js';
import { SseStream } from './sse-stream.js';

/** What a model's context has to hold before the first question: about 10,000 tokens. */
const MOST_LIST_BYTES = 60_000;

interface ListedTool {
  readonly name: string;
  readonly inputSchema: { type: string; additionalProperties: boolean };
}

let app: TestApp;
beforeAll(async () => {
  app = await startApp({
    env: { SDP_PUBLIC_URL: 'https://help.example.com/sdp', SDP_ACCESS_KEYS: 'key-of-the-server-01' },
  });
});
afterAll(() => app.close());

const key = { 'X-SDP-Access-Key': 'key-of-the-server-01' };
const modern = { 'MCP-Protocol-Version': '2026-07-28', 'Mcp-Method': 'tools/list' };
const meta = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientCapabilities': {},
};

async function list(headers: Record<string, string>, params = {}): Promise<ListedTool[]> {
  const all = { ...JSON_HEADERS, ...key, ...headers };
  const [answer] = messagesOf(
    await send(`${app.url}/mcp`, { method: 'POST', headers: all, body: rpc(1, 'tools/list', params) }),
  );
  return (answer as { result: { tools: ListedTool[] } }).result.tools;
}

describe('the whole server', () => {
  it('says where to post messages as its public address has it, behind a prefix too', async () => {
    const stream = await SseStream.open(`${app.url}/sse`, key);
    await until(() => stream.endpoint !== '');

    expect(stream.endpoint).toMatch(/^\/sdp\/messages\?sessionId=/);
    stream.close();
  });

  it('asks for its own key at every address of MCP, and for none at OAuth discovery', async () => {
    const statuses = async (paths: string[]) =>
      Promise.all(paths.map(async (path) => (await send(`${app.url}${path}`)).status));

    await expect(statuses(['/mcp', '/sse', '/messages?sessionId=1'])).resolves.toEqual([401, 401, 401]);
    await expect(statuses(['/.well-known/oauth-protected-resource/mcp', '/register', '/token'])).resolves.toEqual([
      404, 404, 404,
    ]);
  });

  it('refuses foreign hosts and origins before it opens a stream', async () => {
    const answers = await Promise.all([
      send(`${app.url}/sse`, { headers: { ...key, Host: 'evil.example' } }),
      send(`${app.url}/sse`, { headers: { ...key, Origin: 'https://evil.example' } }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403]);
  });

  it('forgets a stream whose client was gone before it began', async () => {
    const sessions = app.app.get(SseSessions);
    const before = sessions.size;
    const req = { socket: { setKeepAlive: () => undefined } } as never;
    const res = new ServerResponse({ method: 'GET' } as never).destroy();

    await app.app.get(SseLeg).open({ req, res, body: undefined, caller: readCaller({}, new URLSearchParams()) });

    expect(sessions.size).toBe(before);
  });
});

describe('the published tools', () => {
  it('are the same in both eras', async () => {
    expect(await list(modern, { _meta: meta })).toEqual(await list({}));
  });

  it('can be read by every client: plain schemas, strict objects, short names', async () => {
    const tools = await list({});

    expect(JSON.stringify(tools)).not.toMatch(/"\$ref"|"\$defs"|"type":\[/);
    for (const { name, inputSchema } of tools) {
      expect(name).toMatch(/^[a-z_]{1,40}$/);
      expect(inputSchema).toMatchObject({ type: 'object', additionalProperties: false });
    }
  });

  it('leave room in the context of a model', async () => {
    expect(Buffer.byteLength(JSON.stringify(await list({})))).toBeLessThan(MOST_LIST_BYTES);
  });

  it('keep the set-up and drop everything that writes in a read-only connection', async () => {
    const names = (await list({ 'X-SDP-Read-Only': '1' })).map(({ name }) => name);

    expect(names).toEqual(
      expect.arrayContaining(['complete_setup', 'check_auth_status', 'list_requests', 'get_request']),
    );
    expect(names).not.toEqual(expect.arrayContaining(['create_request']));
    expect(names).not.toEqual(expect.arrayContaining(['add_note']));
  });
});
