import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../support/fake-clock.js';
import { startApp, type TestApp } from '../../support/app.js';
import { eventually } from '../../support/eventually.js';
import { OperatorClient } from './operator-client.js';

const TOKEN = 'Token-of-the-admin-0123456789-ABC';
const OTHER = 'Another-token-of-the-admin-98765';
const KEY = 'a key of 32 bytes for tests only';
const ID = '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01';
const HOUR = 3_600_000;

let server: TestApp;
let operator: OperatorClient;

beforeAll(async () => {
  server = await startApp({ env: { SDP_ADMIN_TOKEN: TOKEN, SDP_ENCRYPTION_KEY: KEY } });
});
afterAll(() => server?.close());
beforeEach(() => {
  server.clock.advance(61_000);
  operator = new OperatorClient(server.url);
});

const withBearer = (path: string) => fetch(server.url + path, { headers: { Authorization: `Bearer ${TOKEN}` } });
const locationOf = (response: Response) => [response.status, response.headers.get('location')];

describe('GET /admin', () => {
  it('asks a browser for the token, on a page that nothing keeps', async () => {
    const answer = await operator.send('/admin');

    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await answer.text()).toContain('Admin token');
  });

  it.each(['application/json', '*/*', ''])('is nothing to a client that asks for "%s"', async (accept) => {
    const [answer, unknown] = await Promise.all(
      ['/admin', '/nothing'].map((path) => fetch(server.url + path, { headers: { Accept: accept } })),
    );

    expect(answer!.status).toBe(404);
    expect(await answer!.text()).toBe(await unknown!.text());
  });

  it('is nothing where no admin token is set, and neither are the pages', async () => {
    const closed = await startApp();
    for (const path of ['/admin', '/admin/page/connections', '/admin/page/audit']) {
      const answer = await fetch(closed.url + path, { headers: { Accept: 'text/html' }, redirect: 'manual' });
      expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: 'NOT_FOUND' } }]);
    }
    await closed.close();
  });
});

describe('signing in', () => {
  it('gives a session that holds no token, is out of reach of scripts, and is written into the audit', async () => {
    const answer = await operator.signIn(TOKEN);

    expect(locationOf(answer)).toEqual([303, '/admin']);
    expect(answer.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Strict$/);
    expect(decodeURIComponent(operator.cookie)).not.toContain(TOKEN);
    const page = await (await operator.send('/admin')).text();
    expect(page).toContain('The last hour');
    expect(page).not.toContain(TOKEN);
    expect(server.log.join()).not.toContain(TOKEN);
    await eventually(async () => {
      const { events } = await (await withBearer('/admin/audit?event=admin_signed_in')).json();
      expect(events[0]).toMatchObject({ actor: 'admin', outcome: 'ok' });
    });
  });

  it('is refused for a wrong token, and counted with the misses of the API', async () => {
    for (let misses = 0; misses < 3; misses += 1) {
      const answer = await operator.signIn('wrong-token-0123456789');
      expect([answer.status, await answer.text()]).toEqual([401, expect.stringContaining('not the admin token')]);
    }
    await operator.signIn('');
    await fetch(`${server.url}/admin/audit`, { headers: { Authorization: 'Bearer wrong' } });

    const locked = await operator.signIn(TOKEN);

    expect(locked.status).toBe(429);
    expect(await locked.text()).toContain('Too many misses');
    expect((await withBearer('/admin/audit')).status).toBe(429);
  });

  it('takes no form that another site has sent, and does not count it', async () => {
    for (let tries = 0; tries < 6; tries += 1) {
      const body = new URLSearchParams({ token: TOKEN, _csrf: 'made-up' });
      expect((await operator.send('/admin/session', { method: 'POST', body })).status).toBe(403);
    }
    expect((await operator.signIn(TOKEN)).status).toBe(303);
  });
});

describe('a session', () => {
  beforeEach(async () => {
    await operator.signIn(TOKEN);
  });

  it('opens the API for reading, and with a form token for changing', async () => {
    const reset = (headers: Record<string, string>) =>
      operator.send(`/admin/clients/${ID}/reset`, { method: 'POST', headers });

    expect((await operator.send('/admin/clients')).status).toBe(200);
    expect((await operator.send('/admin/audit.csv')).headers.get('content-type')).toContain('text/csv');
    expect((await reset({})).status).toBe(403);
    expect((await reset({ 'X-CSRF-Token': 'made-up' })).status).toBe(403);
    // 404: the door let it through, and there is no such connection.
    expect((await reset({ 'X-CSRF-Token': await operator.formToken() })).status).toBe(404);
  });

  it('does not help whoever sends a wrong token beside it', async () => {
    expect((await operator.send('/admin/clients', { headers: { Authorization: 'Bearer wrong' } })).status).toBe(401);
  });

  it('goes on while others miss from the same address', async () => {
    for (let misses = 0; misses < 6; misses += 1) await fetch(`${server.url}/admin/audit`);

    expect((await operator.send('/admin/page/connections')).status).toBe(200);
  });

  it.each([
    `/admin/page/connections/${ID}/refresh`,
    `/admin/page/connections/${ID}/reset`,
    `/admin/page/connections/${ID}/remove`,
    '/admin/page/circuit-breakers/sdp-api:us/reset',
    `/admin/page/deferred-writes/${ID}/cancel`,
    `/admin/page/deferred-writes/${ID}/retry`,
    '/admin/leave',
  ])('does nothing at %s without a form token', async (path) => {
    for (const body of [new URLSearchParams(), new URLSearchParams({ _csrf: 'made-up' })]) {
      const answer = await operator.send(path, { method: 'POST', body });
      expect(answer.status).toBe(403);
      expect(await answer.text()).toContain('FORM_EXPIRED');
    }
  });

  it('is needed for every page; without one the way goes to the sign-in, and counts as no miss', async () => {
    const stranger = new OperatorClient(server.url);
    for (const page of ['connections', 'circuit-breakers', 'deferred-writes', 'audit', `connections/${ID}/remove`]) {
      expect(locationOf(await stranger.send(`/admin/page/${page}`))).toEqual([303, '/admin']);
      expect(locationOf(await stranger.submit(`/admin/page/connections/${ID}/remove`))).toEqual([303, '/admin']);
    }
    expect((await withBearer('/admin/audit')).status).toBe(200);
  });

  it('ends after eight hours, however busy it is', async () => {
    for (let hours = 0; hours < 7; hours += 1) {
      server.clock.advance(HOUR);
      expect((await operator.send('/admin/page/audit')).status).toBe(200);
    }
    server.clock.advance(HOUR);

    expect(locationOf(await operator.send('/admin/page/audit'))).toEqual([303, '/admin']);
  });

  it('ends when the operator leaves', async () => {
    await operator.submit('/admin/leave');

    expect(locationOf(await operator.send('/admin/page/audit'))).toEqual([303, '/admin']);
  });

  it('outlives the token’s second place, and ends when the token is gone', async () => {
    const clock = new FakeClock(server.clock.now());
    const env = { SDP_ENCRYPTION_KEY: KEY };
    const both = await startApp({ clock, env: { ...env, SDP_ADMIN_TOKEN: `${OTHER},${TOKEN}` } });
    operator.moveTo(both.url);
    expect((await operator.send('/admin/page/audit')).status).toBe(200);
    await both.close();

    const replaced = await startApp({ clock, env: { ...env, SDP_ADMIN_TOKEN: OTHER } });
    operator.moveTo(replaced.url);
    expect(locationOf(await operator.send('/admin/page/audit'))).toEqual([303, '/admin']);
    expect((await operator.send('/admin/clients')).status).toBe(401);
    await replaced.close();
  });

  it.each(['state=dead', 'limit=x', 'id=%25', 'unknown=1', 'state=ready&state=x'])(
    'shows all connections and says why, for the filter %s',
    async (filter) => {
      const text = await (await operator.send(`/admin/page/connections?${filter}`)).text();
      expect(text).toContain('Everything is shown, because the filter is not usable');
    },
  );
});
