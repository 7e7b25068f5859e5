import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApp, type TestApp } from '../support/app.js';
import { describeInBrowser, expectAccessible } from './support/browser.js';

describeInBrowser('the frame of every page', (browser) => {
  let server: TestApp;
  beforeAll(async () => {
    server = await startApp();
  });
  afterAll(() => server.close());

  test.each(['light', 'dark'] as const)('is accessible in %s colours', async (colorScheme) => {
    const page = await browser.open({ colorScheme });
    await page.goto(server.url);
    await expectAccessible(page);
  });

  test('keeps its own rules about what may be loaded', async () => {
    const page = await browser.open();
    const refused: string[] = [];
    page.on('console', (message) => refused.push(message.text()));
    page.on('requestfailed', (request) => refused.push(request.url()));
    await page.goto(server.url);
    expect(refused).toEqual([]);
    expect(await page.locator('body').evaluate((body) => getComputedStyle(body).margin)).toBe('0px');
  });

  test('does not scroll sideways on a phone', async () => {
    const page = await browser.open({ viewport: { width: 360, height: 740 } });
    await page.goto(server.url);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360);
  });
});
