import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { DataCenter } from '../../../src/common/data-center.js';
import { startSimulators } from '../../simulators/simulators.js';
import type { SimulatedClient } from '../../simulators/zoho-accounts/client-registry.js';
import { startApp, type TestApp } from '../../support/app.js';
import { FakeClock } from '../../support/fake-clock.js';
import { follow, type TestBrowser } from './browser.js';

export interface SetupSceneOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly dataCenters?: readonly DataCenter[];
}

/** The set-up page of a whole server with simulated vendors, as a person sees it. */
export class SetupScene {
  server!: TestApp;

  constructor(private readonly browser: TestBrowser) {}

  get zoho() {
    return this.server.simulators.accounts();
  }

  /** The page in a browser that knows nothing yet. */
  async open(options: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.browser.open(options);
    page.setDefaultTimeout(15_000);
    await page.goto(this.server.url);
    return page;
  }

  /** Fills in the first step and sends it. */
  async enter(page: Page, { clientId, clientSecret }: SimulatedClient): Promise<void> {
    await page.getByLabel('Client ID').fill(clientId);
    await page.getByLabel('Client Secret').fill(clientSecret);
    await follow(page.locator('main form button').first());
  }

  async handOver(page: Page, code: string): Promise<void> {
    await page.getByLabel('paste it here').fill(code);
    await follow(page.getByRole('button', { name: 'Connect' }));
  }

  /** Somebody who is connected, on the page with their connection. */
  async connected(options: BrowserContextOptions = {}) {
    const technician = this.server.simulators.newTechnician();
    const page = await this.open(options);
    await this.enter(page, technician);
    await this.handOver(page, technician.grantToken());
    await page.goto(this.server.url);
    return { page, technician };
  }
}

/** One server for all claims of a `describe`; each claim has minutes of its own, so that no limit of tries joins them. */
export function useSetupScene(
  browser: TestBrowser,
  { env = {}, dataCenters = ['us'] }: SetupSceneOptions = {},
): SetupScene {
  const scene = new SetupScene(browser);
  let end = async (): Promise<void> => undefined;

  beforeAll(async () => {
    const clock = new FakeClock();
    const simulators = await startSimulators({ clock, dataCenters });
    scene.server = await startApp({ clock, simulators, env });
    end = async () => {
      await scene.server.close();
      await simulators.close();
    };
  });
  beforeEach(() => scene.server.clock.advance(20 * 60_000));
  afterAll(() => end());
  return scene;
}
