import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';

const TOKEN = 'Token-of-the-admin-0123456789-ABC';
const ID = '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01';

const ROUTES = [
  ['GET', '/admin/circuit-breakers'],
  ['POST', '/admin/circuit-breakers/sdp-api:us/reset'],
  ['GET', '/admin/clients'],
  ['POST', `/admin/clients/${ID}/refresh`],
  ['DELETE', `/admin/clients/${ID}`],
  ['POST', `/admin/clients/${ID}/reset`],
  ['GET', '/admin/audit'],
  ['GET', '/admin/audit.csv'],
  ['GET', '/admin/activity'],
  ['GET', '/admin/overview'],
  ['GET', '/admin/deferred-writes'],
  ['POST', `/admin/deferred-writes/${ID}/cancel`],
  ['POST', `/admin/deferred-writes/${ID}/retry`],
] as const;

interface Sent {
  readonly method?: string;
  readonly path?: string;
  /** Names and values by turns, sent as they are. */
  readonly headers?: readonly string[];
  readonly body?: string;
}

interface Answer {
  readonly status: number | undefined;
  readonly body: any;
  readonly text: string;
  readonly headers: Record<string, unknown>;
}

/** Sends what `fetch` would refuse to send. */
function send(server: TestApp, { method = 'GET', path = '/admin/audit', headers = [], body }: Sent): Promise<Answer> {
  const { host, hostname, port } = new URL(server.url);
  const named = headers.some((name) => name.toLowerCase() === 'host') ? headers : ['Host', host, ...headers];
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, agent: false, headers: named as never }, (response) => {
      let text = '';
      response.on('data', (chunk: Buffer) => (text += chunk.toString()));
      response.on('end', () => {
        const parsed = text.startsWith('{') ? JSON.parse(text) : undefined;
        resolve({ status: response.statusCode, body: parsed, text, headers: response.headers });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const bearer = (token: string): Sent => ({ headers: ['Authorization', `Bearer ${token}`] });

describe('a server with an admin token', () => {
  let server: TestApp;
  let refusal: string;

  beforeAll(async () => {
    server = await startApp({ env: { SDP_ADMIN_TOKEN: TOKEN } });
    refusal = (await send(server, {})).text;
  });
  afterAll(() => server?.close());
  // Misses of one case must not lock out the next.
  beforeEach(() => server.clock.advance(61_000));

  const base64 = Buffer.from(TOKEN).toString('base64');
  const authorization = (value: string): Sent => ({ headers: ['Authorization', value] });
  it.each<[string, Sent]>([
    ['no header', {}],
    ['an empty header', authorization('')],
    ['the scheme alone', authorization('Bearer')],
    ['the scheme and a space', authorization('Bearer ')],
    ['another token', bearer('Token-of-somebody-0123456789-ABC')],
    ['the beginning of the token', bearer(TOKEN.slice(0, -1))],
    ['more than the token', bearer(`${TOKEN}x`)],
    ['the token in another case', bearer(TOKEN.toLowerCase())],
    ['the token in quotes', bearer(`"${TOKEN}"`)],
    ['the token twice in one header', bearer(`${TOKEN}, Bearer ${TOKEN}`)],
    ['the token without a scheme', authorization(TOKEN)],
    ['the token under Basic', authorization(`Basic ${base64}`)],
    ['the token as a Basic password', authorization(`Basic ${Buffer.from(`admin:${TOKEN}`).toString('base64')}`)],
    ['the token under another scheme', authorization(`Token ${TOKEN}`)],
    ['the token in base64', bearer(base64)],
    ['the token percent-encoded', bearer(TOKEN.replaceAll('-', '%2D'))],
    ['a scheme that only begins like it', authorization(`Bearers ${TOKEN}`)],
    ['the scheme twice', bearer(`Bearer ${TOKEN}`)],
    ['look-alike letters', bearer(Buffer.from(TOKEN.replace('o', 'о')).toString('latin1'))],
    ['bytes that are no text', bearer(Buffer.from([0xff, 0xfe, 0x80]).toString('latin1'))],
    ['8,000 characters', bearer('x'.repeat(8_000))],
    [
      'the right header after a wrong one',
      { headers: ['Authorization', 'Bearer x', 'Authorization', `Bearer ${TOKEN}`] },
    ],
    [
      'the right header before a wrong one',
      { headers: ['Authorization', `Bearer ${TOKEN}`, 'authorization', 'Bearer x'] },
    ],
    ['the right header twice', { headers: ['Authorization', `Bearer ${TOKEN}`, 'Authorization', `Bearer ${TOKEN}`] }],
    ['the token in the query', { path: `/admin/audit?access_token=${TOKEN}&token=${TOKEN}` }],
    ['the token in a cookie', { headers: ['Cookie', `token=${TOKEN}; Authorization=Bearer ${TOKEN}`] }],
    ['the token as an access key', { headers: ['X-SDP-Access-Key', TOKEN] }],
    ['the token for a proxy', { headers: ['Proxy-Authorization', `Bearer ${TOKEN}`] }],
    ['the token in a body', { method: 'POST', path: '/admin/circuit-breakers/x/reset', body: `{"token":"${TOKEN}"}` }],
    [
      'a body that is no JSON',
      {
        method: 'POST',
        path: '/admin/circuit-breakers/x/reset',
        headers: ['Content-Type', 'application/json'],
        body: '{',
      },
    ],
    ['another spelling of the path', { path: '/%61dmin/audit' }],
    ['a query that looks like an open path', { path: '/admin/audit?/health' }],
  ])('refuses %s, in the same words as any other', async (_, sent) => {
    const { status, text, headers } = await send(server, sent);

    expect(status).toBe(401);
    expect(text).toBe(refusal);
    expect(headers).toMatchObject({
      'www-authenticate': 'Bearer realm="servicedesk-plus-mcp"',
      'cache-control': 'no-store',
    });
    expect(text).not.toContain(TOKEN);
  });

  it.each(ROUTES)('refuses %s %s without the token', async (method, path) => {
    expect(await send(server, { method, path })).toMatchObject({
      status: 401,
      body: { error: { code: 'ADMIN_TOKEN_REQUIRED' } },
    });
  });

  it.each(['Bearer ', 'bearer ', 'BEARER  '])('takes the token after "%s"', async (scheme) => {
    expect((await send(server, authorization(scheme + TOKEN))).status).toBe(200);
  });

  it('refuses the token under a foreign Host, or from a foreign page', async () => {
    const right = ['Authorization', `Bearer ${TOKEN}`];

    expect((await send(server, { headers: ['Host', 'evil.example', ...right] })).status).toBe(403);
    expect((await send(server, { headers: [...right, 'Origin', 'https://evil.example'] })).status).toBe(403);
  });

  it('turns an address away for a minute after five misses, the right token included', async () => {
    for (let misses = 0; misses < 5; misses += 1) expect((await send(server, bearer('wrong'))).status).toBe(401);
    server.clock.advance(20_000);

    const locked = await send(server, bearer(TOKEN));

    expect(locked).toMatchObject({ status: 429, body: { error: { code: 'ADMIN_LOCKED', retryAfterSeconds: 40 } } });
    expect(locked.headers['retry-after']).toBe('40');
    server.clock.advance(40_000);
    expect((await send(server, bearer(TOKEN))).status).toBe(200);
  });

  it('counts no request that carries the token', async () => {
    for (let calls = 0; calls < 20; calls += 1) expect((await send(server, bearer(TOKEN))).status).toBe(200);
  });

  it('writes every miss into the audit, and of a flood one event', async () => {
    const from = new Date(server.clock.nowMs()).toISOString();
    await send(server, { headers: ['X-Request-Id', 'miss-1'] });
    for (let misses = 0; misses < 4; misses += 1) await send(server, bearer('wrong'));
    for (let calls = 0; calls < 10; calls += 1) await send(server, bearer('wrong'));
    server.clock.advance(60_000);

    await eventually(async () => {
      const { body } = await send(server, { ...bearer(TOKEN), path: `/admin/audit?event=admin_refused&from=${from}` });
      expect(body.events.map(({ outcome }: { outcome: string }) => outcome)).toEqual([
        'too_many',
        ...Array<string>(4).fill('wrong'),
        'missing',
      ]);
      expect(body.events.at(-1)).toMatchObject({ actor: 'admin', requestId: 'miss-1' });
    });
  });

  it('logs and answers nothing that holds the token', async () => {
    await send(server, bearer(TOKEN));
    await send(server, { path: `/admin/audit?token=${TOKEN}` });

    expect(server.log.join('\n')).not.toContain(TOKEN);
  });
});

describe('senders behind a proxy', () => {
  let server: TestApp;
  afterEach(() => server?.close());

  const from = (forwarded: string, token: string): Sent => ({
    headers: ['X-Forwarded-For', forwarded, 'Authorization', `Bearer ${token}`],
  });

  it('are told apart when the proxy is trusted, by what it says and not by what they say', async () => {
    server = await startApp({ env: { SDP_ADMIN_TOKEN: TOKEN, SDP_TRUSTED_PROXIES: '127.0.0.1,10.9.0.0/16' } });
    for (let misses = 0; misses < 5; misses += 1) {
      await send(server, from(`198.51.100.${misses}, 203.0.113.5, 10.9.0.1`, 'wrong'));
    }

    expect((await send(server, from('198.51.100.77, 203.0.113.5, 10.9.0.1', TOKEN))).status).toBe(429);
    expect((await send(server, from('203.0.113.6, 10.9.0.1', TOKEN))).status).toBe(200);
  });

  it('count as one when it is not, whatever they say', async () => {
    server = await startApp({ env: { SDP_ADMIN_TOKEN: TOKEN, SDP_TRUSTED_PROXIES: '10.9.0.0/16' } });
    for (let misses = 0; misses < 5; misses += 1) await send(server, from(`203.0.113.${misses}`, 'wrong'));

    expect((await send(server, from('203.0.113.77', TOKEN))).status).toBe(429);
  });
});

describe('a server whose admin token is being replaced', () => {
  let server: TestApp;
  afterEach(() => server?.close());

  it('takes the new one and the former one, and nothing made of both', async () => {
    const former = 'Former-token-of-the-admin-987654';
    server = await startApp({ env: { SDP_ADMIN_TOKEN: ` ${TOKEN} , ${former}` } });

    expect((await send(server, bearer(TOKEN))).status).toBe(200);
    expect((await send(server, bearer(former))).status).toBe(200);
    expect((await send(server, bearer(`${TOKEN},${former}`))).status).toBe(401);
  });
});

describe('a server without an admin token', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server?.close());

  it.each(ROUTES)('has no %s %s', async (method, path) => {
    const unknown = await send(server, { method, path: '/nothing' });

    expect(unknown.status).toBe(404);
    for (const sent of [{}, bearer(''), bearer('undefined'), bearer(TOKEN)]) {
      expect(await send(server, { ...sent, method, path })).toMatchObject({ status: 404, text: unknown.text });
    }
  });
});
