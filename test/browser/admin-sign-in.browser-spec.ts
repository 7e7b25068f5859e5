import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startApp, type TestApp } from '../support/app.js';
import { OPERATOR_TOKEN } from '../support/operator-world.js';
import { describeInBrowser, expectAccessible, follow } from './support/browser.js';

const KEY = 'a key of 32 bytes for tests only';

describeInBrowser('the way into the operator page', (browser) => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp({ env: { SDP_ADMIN_TOKEN: OPERATOR_TOKEN, SDP_ENCRYPTION_KEY: KEY } });
  });
  afterAll(() => server?.close());
  beforeEach(() => server.clock.advance(61_000));

  async function enter(page: Page, token: string): Promise<void> {
    await page.getByLabel('Admin token').fill(token);
    await follow(page.getByRole('button', { name: 'Open' }));
  }

  test.each(['light', 'dark'] as const)('is accessible in %s colours, also after a miss', async (colorScheme) => {
    const page = await browser.open({ colorScheme });
    await page.goto(`${server.url}/admin`);
    await expectAccessible(page);
    await enter(page, 'wrong-token-0123456789');
    expect(await page.getByRole('alert').textContent()).toContain('not the admin token');
    await expectAccessible(page);
  });

  test('leads in with the token, which then is nowhere in the browser, and out again', async () => {
    const page = await browser.open();
    await page.goto(`${server.url}/admin`);
    await enter(page, OPERATOR_TOKEN);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();

    const kept = await page.evaluate(
      'JSON.stringify([location.href, document.documentElement.outerHTML, document.cookie, localStorage, sessionStorage])',
    );
    expect(kept).not.toContain(OPERATOR_TOKEN);
    expect(await page.evaluate('document.cookie')).toBe('');
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' });
    expect(decodeURIComponent(cookie!.value)).not.toContain(OPERATOR_TOKEN);

    await follow(page.getByRole('button', { name: 'Leave' }));
    await page.getByLabel('Admin token').waitFor();
    await page.goto(`${server.url}/admin/page/audit`);
    expect(new URL(page.url()).pathname).toBe('/admin');
  });

  test('is locked for a minute after five misses', async () => {
    const page = await browser.open();
    await page.goto(`${server.url}/admin`);
    for (let misses = 0; misses < 5; misses += 1) await enter(page, `wrong-token-0123456789-${misses}`);
    await enter(page, OPERATOR_TOKEN);
    expect(await page.getByRole('alert').textContent()).toContain('Too many misses');

    server.clock.advance(61_000);
    await enter(page, OPERATOR_TOKEN);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
  });

  test('has to be gone again once the token has changed', async () => {
    const page = await browser.open();
    await page.goto(`${server.url}/admin`);
    await enter(page, OPERATOR_TOKEN);
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    const replaced = await startApp({
      clock: server.clock,
      env: { SDP_ADMIN_TOKEN: 'the-next-token-of-the-operator', SDP_ENCRYPTION_KEY: KEY },
    });

    // Cookies do not know of ports, so the session goes along.
    await page.goto(`${replaced.url}/admin/page/connections`);

    await page.getByLabel('Admin token').waitFor();
    await replaced.close();
  });

  test('refuses a form whose token was tampered with, and says so on a page', async () => {
    const page = await browser.open();
    await page.goto(`${server.url}/admin`);
    await page.locator('input[name=_csrf]').evaluate((field) => field.setAttribute('value', 'made-up'));
    await enter(page, OPERATOR_TOKEN);

    expect(await page.getByRole('alert').textContent()).toContain('nothing was done');
  });
});
