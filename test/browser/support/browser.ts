import { AxeBuilder } from '@axe-core/playwright';
import { afterAll, beforeAll, describe, expect } from '@jest/globals';
import { type Browser, type BrowserContextOptions, chromium, type Locator, type Page } from 'playwright-core';
import { findChromium } from '../../support/find-chromium.mjs';

const EXECUTABLE = findChromium();
/** Nothing but the page under test goes over the network. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking'].concat([
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]);

/** Opens pages in a fresh profile each; closed after the suite. */
export interface TestBrowser {
  open(options?: BrowserContextOptions): Promise<Page>;
}

/** A suite in a real Chromium; skipped where there is none, unless `REQUIRE_CHROMIUM` is set. */
export function describeInBrowser(title: string, body: (browser: TestBrowser) => void): void {
  if (EXECUTABLE === undefined && process.env.REQUIRE_CHROMIUM) {
    throw new Error('REQUIRE_CHROMIUM is set and no Chromium was found: install one, or set CHROMIUM_PATH.');
  }
  (EXECUTABLE === undefined ? describe.skip : describe)(title, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await chromium.launch({ executablePath: EXECUTABLE!, args: ARGUMENTS });
    });
    afterAll(() => browser.close());
    body({ open: async (options) => (await browser.newContext(options)).newPage() });
  });
}

/** Presses what leads to another page, and waits until that page has its styles and scripts. */
export async function follow(link: Locator): Promise<void> {
  await Promise.all([link.page().waitForEvent('load'), link.click()]);
}

/** Stops the clock of a page that is loaded next, so that a slow machine reads the same seconds as a fast one. */
export async function stopClock(page: Page): Promise<void> {
  await page.clock.install({ time: '2026-11-23T09:00:00Z' });
  await page.clock.pauseAt('2026-11-23T10:00:00Z');
}

/** WCAG 2.2 A and AA as far as axe-core can tell. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => ({ id, targets: nodes.map(({ target }) => target) }))).toEqual([]);
}
