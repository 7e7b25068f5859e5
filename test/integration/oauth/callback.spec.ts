import { expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, type OAuthScene, useScene } from './oauth-scene.js';

const CALLBACK = 'http://localhost:3456/oauth/callback';
const asBrowser = { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

/** A server-based client and the redirect with which Zoho answers its consent. */
async function consent(scene: OAuthScene, headers: Record<string, string> = {}) {
  const client = scene.zoho.registerClient({ kind: 'server', redirectUris: [CALLBACK] });
  const person = scene.as(client, headers);
  const { consentUrl } = (await person.get('/oauth/initialize')).body;
  const redirect = await fetch(consentUrl, { redirect: 'manual' });
  const back = new URL(redirect.headers.get('location') ?? 'missing:');
  return { client, person, consentUrl: new URL(consentUrl), path: `${back.pathname}${back.search}`, back };
}

describeOnEachDatabase('consent by redirect', (database) => {
  const scene = useScene(database, { dataCenters: ['us', 'eu'] });
  const nobody = () => scene.with({});

  it('asks Zoho for lasting access, with every scope and our redirect address', async () => {
    const { consentUrl, client } = await consent(scene);

    expect(Object.fromEntries(consentUrl.searchParams)).toMatchObject({
      response_type: 'code',
      client_id: client.clientId,
      redirect_uri: CALLBACK,
      access_type: 'offline',
      prompt: 'consent',
      scope: DEFAULT_SCOPES.join(','),
    });
    expect(consentUrl.href).not.toContain(client.clientSecret);
  });

  it('ends with a connection and a page without script, secret or cache', async () => {
    const { client, person, path, back } = await consent(scene, { 'X-SDP-Portal': 'helpdesk' });
    const { status, headers, text } = await nobody().get(path, asBrowser);

    expect(status).toBe(200);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/),
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(text).toContain('<h1>Set-up is complete</h1>');
    for (const secret of [...back.searchParams.values(), client.clientId, client.clientSecret]) {
      if (secret.length > 10) expect(text).not.toContain(secret);
    }
    expect((await person.get('/oauth/status')).body).toMatchObject({
      status: 'ready',
      connection: { portal: 'helpdesk' },
    });
  });

  it('answers JSON to what is not a browser', async () => {
    const { path } = await consent(scene);
    const { status, headers, body } = await nobody().get(path);

    expect(status).toBe(200);
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(body).toMatchObject({ status: 'ready', needsSetup: false });
  });

  it('goes to the data center in which the account lives', async () => {
    const eu = scene.server.simulators.accounts('eu');
    const client = scene.zoho.registerClient({ kind: 'server', redirectUris: [CALLBACK] });
    eu.registerClient({ ...client, kind: 'server', redirectUris: [CALLBACK] });
    scene.zoho.settings.consentHome = { dataCenter: 'eu', url: eu.url };
    const person = scene.as(client);

    const { consentUrl } = (await person.get('/oauth/initialize')).body;
    const sentHome = (await fetch(consentUrl, { redirect: 'manual' })).headers.get('location') ?? '';
    const back = new URL((await fetch(sentHome, { redirect: 'manual' })).headers.get('location') ?? '');
    scene.zoho.settings.consentHome = undefined;
    const { body } = await nobody().get(`${back.pathname}${back.search}`);

    expect(body).toMatchObject({ status: 'ready', connection: { dataCenter: 'eu' } });
  });

  it('takes a state once', async () => {
    const { path } = await consent(scene);
    await nobody().get(path);
    const { status, body } = await nobody().get(path);

    expect(status).toBe(400);
    expect(body.error.code).toBe('STATE_INVALID');
  });

  it('takes a state once when two redirects arrive together, and asks Zoho once', async () => {
    const { path } = await consent(scene);
    const asked = scene.zoho.meter.length;
    const answers = await Promise.all([1, 2, 3, 4].map(() => nobody().get(path)));

    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400, 400]);
    expect(scene.zoho.meter).toHaveLength(asked + 1);
  });

  it('does not take a state after ten minutes', async () => {
    const { path } = await consent(scene);
    scene.server.clock.advance(10 * MINUTE);
    const { status, body } = await nobody().get(path);

    expect(status).toBe(400);
    expect(body.error.code).toBe('STATE_INVALID');
  });

  it.each([
    ['is unknown', (back: URL) => back.searchParams.set('state', 'A'.repeat(43))],
    ['is missing', (back: URL) => back.searchParams.delete('state')],
    ['has another form', (back: URL) => back.searchParams.set('state', `'; DROP TABLE oauth_states; --`)],
  ])('does not send a code to Zoho when the state %s', async (_how, spoil) => {
    const { back, person } = await consent(scene);
    const asked = scene.zoho.meter.length;
    spoil(back);
    const { status, body } = await nobody().get(`${back.pathname}${back.search}`);

    expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'STATE_INVALID' });
    expect(scene.zoho.meter).toHaveLength(asked);
    expect((await person.get('/oauth/status')).body.status).toBe('setup_required');
  });

  it.each([
    ['accounts-server', 'https://accounts.zoho.com.evil.example'],
    ['location', 'mars'],
  ])('does not send a code anywhere when %s is unknown, and the state is used up', async (name, value) => {
    const { back, path } = await consent(scene);
    const asked = scene.zoho.meter.length;
    back.searchParams.set(name, value);
    const { status, body, text } = await nobody().get(`${back.pathname}${back.search}`);

    expect({ status, code: body.error.code }).toEqual({ status: 400, code: 'ACCOUNTS_SERVER_UNKNOWN' });
    expect(text).not.toContain(value);
    expect(scene.zoho.meter).toHaveLength(asked);
    expect((await nobody().get(path)).body.error.code).toBe('STATE_INVALID');
  });

  it('says in a page that the person refused, and that nothing was stored', async () => {
    scene.zoho.settings.consent = 'denied';
    const { path, person } = await consent(scene);
    scene.zoho.settings.consent = 'granted';
    const { status, text } = await nobody().get(path, asBrowser);

    expect(status).toBe(400);
    expect(text).toContain('The access was refused on the consent page of Zoho.');
    expect(text).toContain('<code>CONSENT_DENIED</code>');
    expect((await person.get('/oauth/status')).body.status).toBe('setup_required');
  });

  it('does not repeat what the address says, whatever it is', async () => {
    const { back } = await consent(scene);
    back.searchParams.delete('code');
    back.searchParams.set('error', '<script>alert(1)</script>');
    const { status, text } = await nobody().get(`${back.pathname}${back.search}`, asBrowser);

    expect(status).toBe(400);
    expect(text).toContain('<code>CONSENT_FAILED</code>');
    expect(text).not.toMatch(/<script|alert\(/);
  });

  it('says that Zoho is not reachable in the form the browser asked for', async () => {
    const { path } = await consent(scene);
    scene.zoho.faults.next(1, { kind: 'status', status: 503 });
    const { status, headers, text } = await nobody().get(path, asBrowser);

    expect(status).toBe(503);
    expect(headers.get('retry-after')).toMatch(/^\d+$/);
    expect(text).toContain('<code>ZOHO_UNAVAILABLE</code>');
  });
});
