import { mkdir, mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { DATA_CENTER_HOSTS } from '../../src/common/data-center.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { startApp, type TestApp } from '../support/app.js';
import { FakeClock } from '../support/fake-clock.js';
import { describeInBrowser, follow } from './support/browser.js';

const KEPT = join(import.meta.dirname, '../../docs/images');
const NOW = '2026-11-23T09:00:00Z';
/** Made up, in the vendor's form. */
const CLIENT = {
  clientId: '1000.EXAMPLE0SELF0CLIENT0OF0ANA0ITO',
  clientSecret: '0123456789abcdef0123456789abcdef01234567',
};

describeInBrowser('the pictures of the set-up guide', (browser) => {
  const clock = new FakeClock(NOW);
  let simulators: Simulators;
  let server: TestApp;
  let folder: string;

  beforeAll(async () => {
    // The time of the next refresh is drawn.
    jest.spyOn(Math, 'random').mockReturnValue(0.5);
    simulators = await startSimulators({ clock });
    server = await startApp({ clock, simulators: withRealConsole(simulators) });
    // npm run docs:screenshots keeps them; otherwise they are made to see that they can be.
    folder = process.env['UPDATE_SCREENSHOTS'] ? KEPT : await mkdtemp(join(tmpdir(), 'screenshots-'));
    await mkdir(folder, { recursive: true });
  });
  afterAll(async () => {
    jest.restoreAllMocks();
    await server.close();
    await simulators.close();
  });

  async function open(options: BrowserContextOptions): Promise<Page> {
    const page = await browser.open({ timezoneId: 'Europe/Berlin', locale: 'en-GB', ...options });
    await page.clock.install({ time: NOW });
    await page.goto(server.url);
    return page;
  }

  async function take(page: Page, name: string): Promise<void> {
    const options = { fullPage: true, caret: 'hide', animations: 'disabled' } as const;
    await page.screenshot({ path: join(folder, `setup-${name}.png`), ...options });
  }

  test('are made from the pages themselves, and are those that are kept', async () => {
    const page = await open({ viewport: { width: 800, height: 600 } });
    await take(page, 'client');
    await page.locator('summary').click();
    await take(page, 'self-client');

    const accounts = simulators.accounts();
    // Somebody with tickets: ServiceDesk Plus then tells who it is.
    const [technician] = simulators.sdp().store.technicians;
    accounts.registerClient({ ...CLIENT, user: technician!.email_id! });
    await page.getByLabel('Client ID').fill(CLIENT.clientId);
    await page.getByLabel('Client Secret').fill(CLIENT.clientSecret);
    await follow(page.getByRole('button', { name: 'Continue' }));
    await take(page, 'grant-token');
    await page.locator('summary').click();
    await page.locator('details').screenshot({ path: join(folder, 'setup-server-based.png') });

    await page.getByLabel('paste it here').fill(`1000.${'0'.repeat(32)}.${'1'.repeat(32)}`);
    await follow(page.getByRole('button', { name: 'Connect' }));
    await page
      .locator('.todo > li')
      .last()
      .screenshot({ path: join(folder, 'setup-grant-token-refused.png') });
    await page.getByLabel('paste it here').fill(accounts.mintGrantToken(CLIENT));
    await follow(page.getByRole('button', { name: 'Connect' }));
    await page.locator('summary', { hasText: /^Claude Code$/ }).click();
    await take(page, 'clients');

    clock.advance(20 * 60_000);
    await page.goto(server.url);
    await take(page, 'connection');
    await page.goto(`${server.url}/setup/disconnect`);
    await take(page, 'disconnect');
    await take(await open({ viewport: { width: 390, height: 844 }, colorScheme: 'dark' }), 'phone-dark');

    const kept = (await readdir(KEPT)).filter((name) => name.startsWith('setup-'));
    expect((await readdir(folder)).filter((name) => name.startsWith('setup-')).toSorted()).toEqual(kept.toSorted());
  });
});

/** The pages then name Zoho's console; all else is asked of the simulators. */
function withRealConsole(of: Simulators): Simulators {
  const { us } = of.dataCenters;
  const hosts = us && { ...us, consoleUrl: DATA_CENTER_HOSTS.us.consoleUrl };
  return Object.create(of, { dataCenters: { get: () => ({ us: hosts }) } }) as Simulators;
}
