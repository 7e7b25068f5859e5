import { describe, expect, it } from '@jest/globals';
import { DATA_CENTER_HOSTS } from '../../../src/common/data-center.js';
import { embeddedDatabase } from '../../support/database.js';
import { useScene } from './oauth-scene.js';

describe('the page at /, for somebody who is not known yet', () => {
  const scene = useScene(embeddedDatabase, { env: { SDP_ACCESS_KEYS: 'key-of-this-server-1' } });
  const anybody = () => scene.with({});

  it('asks for data center, client and key of the server, and links the console of each data center', async () => {
    const { status, text } = await anybody().get('/');

    expect(status).toBe(200);
    for (const name of ['accessKey', 'dataCenter', 'clientId', 'clientSecret', 'portal', '_csrf']) {
      expect(text).toContain(` name="${name}"`);
    }
    expect(text).toContain(`href="${scene.zoho.consoleUrl}"`);
    expect(text).toContain(`href="${DATA_CENTER_HOSTS.jp.consoleUrl}"`);
    expect(text).not.toContain('key-of-this-server-1');
  });

  it('chooses the data center that a link names', async () => {
    expect((await anybody().get('/?dataCenter=jp')).text).toContain('<option value="jp" selected>');
  });

  it.each(['mars', '<script>', 'ae', 'constructor'])('shows its own data center when asked for %s', async (wanted) => {
    const { status, text } = await anybody().get(`/?dataCenter=${encodeURIComponent(wanted)}&dataCenter=eu`);

    expect(status).toBe(200);
    expect(text).toContain('<option value="us" selected>');
    expect(text.match(/ selected>/g)).toHaveLength(1);
    expect(text).not.toContain('<script>');
  });

  it('has the entry for each client without a key and without knowing anybody', async () => {
    const { text } = await anybody().get('/setup/clients');

    expect(text).toContain('&quot;X-SDP-Access-Key&quot;: &quot;${SDP_ACCESS_KEY}&quot;');
    expect(text).not.toContain('key-of-this-server-1');
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
