import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type SimulatedTechnician } from '../../simulators/simulators.js';
import { startApp, type TestApp } from '../../support/app.js';
import { PageVisitor } from './page-visitor.js';

const MINUTE = 60_000;
const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'same-origin',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
};

describe('the forms of the set-up page', () => {
  let server: TestApp;
  let technician: SimulatedTechnician;
  let visitor: PageVisitor;

  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());
  beforeEach(() => {
    server.clock.advance(2 * MINUTE);
    technician = server.simulators.newTechnician();
    visitor = new PageVisitor(server.url);
  });

  const credentials = (of: Partial<SimulatedTechnician> = technician) => ({
    clientId: of.clientId ?? technician.clientId,
    clientSecret: of.clientSecret ?? technician.clientSecret,
  });
  const enter = (by = visitor) => by.submit('/setup/client', credentials());
  const connect = async (by = visitor) => {
    await enter(by);
    return by.submit('/setup/grant', { code: technician.grantToken() });
  };

  it('lead through the whole set-up, each by 303 to a page of ours', async () => {
    const _csrf = await visitor.formToken();
    const entered = await visitor.post('/setup/client', { _csrf, ...credentials() });
    const handedOver = await visitor.post('/setup/grant', { _csrf, code: technician.grantToken() });

    expect([entered.status, entered.location]).toEqual([303, '/']);
    expect([handedOver.status, handedOver.location]).toEqual([303, '/setup/clients']);
    expect((await visitor.get('/setup/clients')).text).toContain(`knows you as ${technician.name}`);
    expect((await visitor.get('/')).text).toContain('Connected to ServiceDesk Plus');
  });

  it('have every page sent with exactly the headers of pages', async () => {
    await connect();
    for (const path of ['/', '/setup/client', '/setup/grant', '/setup/clients', '/setup/disconnect']) {
      const { status, headers } = await visitor.get(path);
      expect({ path, status }).toEqual({ path, status: 200 });
      expect(Object.fromEntries(headers)).toMatchObject(HEADERS);
    }
  });

  it('keep redirects out of caches', async () => {
    const { headers } = await visitor.post('/setup/client', { _csrf: await visitor.formToken(), ...credentials() });

    expect(headers.get('cache-control')).toBe('no-store');
  });

  it('never give back a secret: neither Client Secret nor token is on any page, nor readable in the cookie', async () => {
    const code = technician.grantToken();
    const wrong = code.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const pages = [
      await enter(),
      await visitor.submit('/setup/grant', { code: wrong }),
      await visitor.submit('/setup/grant', { code }),
      await visitor.submit('/setup/check', {}),
      await visitor.submit('/setup/refresh', {}),
      ...(await Promise.all(['/', '/setup/client', '/setup/grant', '/setup/clients'].map((path) => visitor.get(path)))),
    ];
    const cookie = Buffer.from(decodeURIComponent(visitor.cookie), 'base64').toString('latin1') + visitor.cookie;

    for (const secret of [technician.clientSecret, code, wrong, ...server.simulators.accounts().secrets]) {
      for (const { text, location = '' } of pages) expect(text + location).not.toContain(secret);
      expect(cookie).not.toContain(secret);
      expect(server.log.join()).not.toContain(secret);
    }
  });

  it('have a cookie that scripts cannot read and other sites cannot send, and that ends with the browser', async () => {
    const { headers } = await visitor.get('/');

    expect(headers.getSetCookie()).toEqual([
      expect.stringMatching(/^sdp-session=[^;]+; Path=\/; HttpOnly; SameSite=Strict$/),
    ]);
  });

  describe('sent by somebody else', () => {
    it.each(['client', 'grant', 'check', 'refresh', 'disconnect', 'leave'])(
      'do nothing at %s without a token, with a wrong one and with that of another browser',
      async (form) => {
        await connect();
        const stranger = await new PageVisitor(server.url).formToken();

        for (const _csrf of ['', 'x', stranger]) {
          const { status, text } = await visitor.post(`/setup/${form}`, { _csrf, ...credentials() });
          expect(status).toBe(403);
          expect(text).toContain('FORM_EXPIRED');
        }
        expect((await visitor.get('/')).text).toContain('Connected to ServiceDesk Plus');
      },
    );

    it('cannot sign a browser in as the sender: neither without cookie nor with the sender’s token', async () => {
      const _csrf = await visitor.formToken();
      const victim = new PageVisitor(server.url);
      const { status } = await victim.post('/setup/client', { _csrf, ...credentials() });

      expect(status).toBe(403);
      expect((await victim.get('/')).text).toContain('Connect your assistant');
    });

    it.each(['https://evil.example', 'null', 'https://127.0.0.1.evil.example'])(
      'are refused from %s',
      async (Origin) => {
        const _csrf = await visitor.formToken();
        const { status } = await visitor.post('/setup/client', { _csrf, ...credentials() }, { Origin });

        expect(status).toBe(403);
        expect((await visitor.get('/')).text).toContain('Connect your assistant');
      },
    );

    it('are not taken as JSON, which needs no form', async () => {
      const answer = await fetch(`${server.url}/setup/client`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(credentials()),
      });

      expect(answer.status).toBe(403);
    });

    it('are nothing when the cookie was changed', async () => {
      await connect();
      visitor.cookie = visitor.cookie.replace(/.{6}$/, 'AAAAAA');

      expect((await visitor.get('/')).text).toContain('Connect your assistant');
    });
  });

  it.each([
    '/?next=https://evil.example',
    '/?returnTo=//evil.example',
    '/?redirect=javascript:alert(1)',
    '/setup/grant?next=%2F%2Fevil.example',
    '/setup/clients?url=https:evil.example',
  ])('lead nowhere else: %s', async (path) => {
    await enter();
    const page = await visitor.get(path);
    const _csrf = await visitor.formToken();
    const query = path.split('?')[1]!;
    const { location } = await visitor.post(`/setup/client?${query}`, {
      _csrf,
      ...credentials(),
      next: '//evil.example',
    });

    expect(page.text).not.toContain('evil.example');
    expect(page.text).not.toContain('alert(1)');
    expect(location).toBe('/');
  });

  it.each([
    ['clientId', '"><script>alert(1)</script>'],
    ['portal', '"><img src=x onerror=alert(1)>'],
    ['dataCenter', '<svg onload=alert(1)>'],
  ])('write %s as text, never as markup', async (field, value) => {
    const { text } = await visitor.submit('/setup/client', { ...credentials(), [field]: value });

    expect(text).toContain('aria-invalid="true"');
    expect(text).not.toMatch(/<script>|<img|<svg/);
  });

  it.each([
    'error=access_denied&error_description=<script>alert(1)</script>',
    'error=%3Cimg%20src=x%3E&error_description=%22%3E%3Csvg%20onload=alert(1)%3E',
    'state=%3Cscript%3Ealert(1)%3C/script%3E&code=x',
    'location=%3Cscript%3E&accounts-server=javascript:alert(1)&state=x&code=x',
  ])('show nothing of what a redirect says, and sign nobody in by it: %s', async (query) => {
    const { status, text, headers } = await visitor.get(`/oauth/callback?${query}`);

    expect(status).toBe(400);
    expect(text).not.toMatch(/<script>|<img|<svg|alert\(1\)/);
    expect(headers.getSetCookie()).toEqual([]);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
  });

  it('survive what no browser sends', async () => {
    const _csrf = await visitor.formToken();
    const bodies = [
      [
        ['clientId', 'a'],
        ['clientId', 'b'],
      ],
      [
        ['clientId', 'x'.repeat(60_000)],
        ['clientSecret', 'y'],
      ],
      [
        ['code', 'a'],
        ['code', 'b'],
      ],
      [
        ['__proto__', 'x'],
        ['constructor', 'y'],
      ],
    ];
    for (const body of bodies) {
      for (const path of ['/setup/client', '/setup/grant']) {
        const { status } = await visitor.post(
          path,
          new URLSearchParams([['_csrf', _csrf], ...body] as string[][]) as any,
        );
        expect(status).toBe(303);
      }
    }
    expect((await visitor.get('/')).status).toBe(200);
  });

  it('forget the client an hour after it was entered, and say so', async () => {
    await connect();
    const _csrf = await visitor.formToken();
    server.clock.advance(61 * MINUTE);
    const { location } = await visitor.post('/setup/disconnect', { _csrf });

    expect(location).toBe('/');
    expect((await visitor.get('/')).text).toContain('open for more than an hour');
    await enter();
    expect((await visitor.get('/')).text).toContain('Connected to ServiceDesk Plus');
  });

  it('keep to the limit of tries, whichever way the wrong secret comes', async () => {
    await connect();
    const wrong = (nth: number) => ({ ...credentials(), clientSecret: `${nth}`.repeat(42) });
    const stranger = new PageVisitor(server.url);
    for (const nth of [1, 2, 3]) {
      const { clientId, clientSecret } = wrong(nth);
      const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
      expect((await fetch(`${server.url}/oauth/status`, { headers })).status).toBe(401);
    }
    for (const nth of [4, 5]) {
      expect((await stranger.submit('/setup/client', wrong(nth))).text).toContain('CLIENT_REJECTED');
    }

    expect((await stranger.submit('/setup/client', wrong(6))).text).toContain('TOO_MANY_ATTEMPTS');
    expect((await visitor.get('/')).text).toContain('Connected to ServiceDesk Plus');
  });
});

describe('the page of a server with https', () => {
  it('has a cookie that only this host can set', async () => {
    const server = await startApp({ env: { SDP_PUBLIC_URL: 'https://sdp.example' } });
    const { headers } = await new PageVisitor(server.url).get('/');
    await server.close();

    expect(headers.getSetCookie()[0]).toMatch(/^__Host-sdp-session=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  });
});

describe('the page of a server with access keys', () => {
  const serverWith = (SDP_ACCESS_KEYS: string) =>
    startApp({ env: { SDP_ACCESS_KEYS, SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only' } });

  it('asks again, and does nothing, when the key that came in with is withdrawn', async () => {
    const [before, after] = await Promise.all(['key-number-one-of-two', 'key-number-two-of-two'].map(serverWith));
    const { clientId, clientSecret } = before!.simulators.newTechnician();
    const visitor = new PageVisitor(before!.url);
    const form = { clientId, clientSecret, accessKey: 'key-number-one-of-two' };
    const entered = await visitor.submit('/setup/client', form);
    const later = new PageVisitor(after!.url);
    later.cookie = visitor.cookie;
    const asked = await later.get('/');
    const handedOver = await later.submit('/setup/grant', { code: `1000.${'0'.repeat(32)}.${'1'.repeat(32)}` });
    await Promise.all([before!.close(), after!.close()]);

    expect(entered.text).toContain('Get a grant token');
    expect(asked.text).toContain('ACCESS_KEY_REQUIRED');
    expect(asked.text).not.toContain('Get a grant token');
    expect(handedOver.text).not.toContain('Get a grant token');
    expect(after!.simulators.accounts().meter).toHaveLength(0);
  });
});
