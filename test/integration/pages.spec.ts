import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';

describe('what pages bring with them', () => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());

  test.each(['/mcp', '/messages', '/oauth/setup'])(
    'leaves %s without forms, which foreign pages can send',
    async (path) => {
      const answer = await fetch(`${server.url}${path}`, { method: 'POST', body: new URLSearchParams({ code: 'x' }) });
      expect(answer.status).toBe(415);
      expect(await answer.json()).toMatchObject({ error: { code: 'FORM_NOT_TAKEN' } });
    },
  );

  test('serves style sheets and scripts, and no other file', async () => {
    const style = await fetch(`${server.url}/assets/page.css`);
    expect(style.headers.get('content-type')).toMatch(/^text\/css/);
    expect((await fetch(`${server.url}/assets/charts/uPlot.esm.js`)).status).toBe(200);
    for (const path of ['/assets/', '/assets/charts/', '/assets/..%2f..%2fpackage.json', '/assets/%2e%2e/layout.tsx']) {
      expect([403, 404]).toContain((await fetch(`${server.url}${path}`)).status);
    }
  });

  test('frames, caches and loads nothing foreign', async () => {
    const { headers } = await fetch(server.url);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });
});
