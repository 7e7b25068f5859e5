import { describe, expect, it } from '@jest/globals';
import { DATA_CENTER_HOSTS } from '../../../src/common/data-center.js';
import { embeddedDatabase } from '../../support/database.js';
import { useScene } from './oauth-scene.js';

describe('the page at /', () => {
  const scene = useScene(embeddedDatabase, { env: { SDP_ACCESS_KEYS: 'key-of-this-server-1' } });
  const anybody = () => scene.with({});

  it('has the entry for .mcp.json and the steps, and needs no key', async () => {
    const { status, headers, text } = await anybody().get('/');

    expect(status).toBe(200);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('&quot;X-SDP-Access-Key&quot;: &quot;${SDP_ACCESS_KEY}&quot;');
    expect(text).toContain('Generate Code');
    expect(text).toContain(scene.zoho.consoleUrl);
    expect(text).not.toContain('key-of-this-server-1');
  });

  it('shows the console of the data center that is chosen', async () => {
    const { text } = await anybody().get('/?dataCenter=jp');

    expect(text).toContain(`Open ${DATA_CENTER_HOSTS.jp.consoleUrl} `);
  });

  it.each(['mars', '<script>', 'ae', 'constructor'])('shows its own data center when asked for %s', async (wanted) => {
    const { status, text } = await anybody().get(`/?dataCenter=${encodeURIComponent(wanted)}&dataCenter=eu`);

    expect(status).toBe(200);
    expect(text).toContain('Data center us.');
    expect(text).not.toContain('<script>');
  });
});

describe('access keys of the server', () => {
  const scene = useScene(embeddedDatabase, { env: { SDP_ACCESS_KEYS: 'key-of-this-server-1' } });

  it('guard set-up, but not the redirect that comes from Zoho through a browser', async () => {
    const client = scene.zoho.registerClient();

    expect((await scene.as(client).get('/oauth/status')).body.error.code).toBe('ACCESS_KEY_REQUIRED');
    expect((await scene.with({}).get('/oauth/callback?state=x')).body.error.code).toBe('STATE_INVALID');
  });

  it('are named in the steps, and the person comes through with one', async () => {
    const person = scene.as(scene.zoho.registerClient(), { 'X-SDP-Access-Key': 'key-of-this-server-1' });
    const { body } = await person.get('/oauth/status');

    expect(body.steps.at(-1)).toContain('-H "X-SDP-Access-Key: ${SDP_ACCESS_KEY}"');
  });
});
