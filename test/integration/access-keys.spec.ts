import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';

describe('a server with access keys', () => {
  let server: TestApp;

  beforeAll(async () => {
    server = await startApp({ env: { SDP_ACCESS_KEYS: 'key-of-the-server-0123456789' } });
  });

  afterAll(() => server?.close());

  /** Sends the target as it is written, which `fetch` would tidy up. */
  function statusOf(method: string, target: string): Promise<number | undefined> {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const sent = request({ hostname, port, method, path: target, agent: false }, (response) => {
        resolve(response.statusCode);
        response.destroy();
      });
      sent.on('error', reject);
      sent.end();
    });
  }

  it.each([
    ['POST', '/mcp'],
    ['POST', '/%6dcp'],
    ['POST', '/mcp?x=/health'],
    ['GET', '/%73se'],
    ['POST', '/%6dessages?sessionId=1'],
    ['GET', '/oauth/status'],
    ['GET', '/%6Fauth/status'],
    ['GET', '/oauth/callback%2F..%2Fstatus'],
  ])('lets no %s %s through without one', async (method, target) => {
    expect([401, 404]).toContain(await statusOf(method, target));
  });

  it('lets no address written in full through without one', async () => {
    expect([401, 404]).toContain(await statusOf('POST', `${server.url}/mcp`));
  });

  it('answers with one', async () => {
    const response = await fetch(`${server.url}/oauth/status`, {
      headers: { 'X-SDP-Access-Key': 'key-of-the-server-0123456789' },
    });

    expect(await response.json()).toMatchObject({ error: { code: 'CREDENTIALS_MISSING' } });
  });
});
