import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { ReplicaBus } from '../../src/replicas/replica-bus.js';
import {
  addTrouble,
  addWrites,
  liveAnHour,
  OPERATOR_TOKEN,
  type OperatorWorld,
  startOperatorWorld,
} from '../support/operator-world.js';
import { describeInBrowser, follow } from './support/browser.js';

const IMAGES = join(import.meta.dirname, '../../docs/images');
const DESK = { viewport: { width: 1280, height: 900 } };
const PHONE = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2 };

/** `npm run docs:screenshots` makes the pictures of docs/ADMIN.md; otherwise there is nothing to do. */
describeInBrowser('pictures of the operator page', (browser) => {
  const picture = process.env.UPDATE_SCREENSHOTS ? test : test.skip;
  let world: OperatorWorld;
  beforeAll(async () => {
    if (!process.env.UPDATE_SCREENSHOTS) return;
    world = await startOperatorWorld();
    await addWrites(world);
    liveAnHour(world);
    await addTrouble(world);
    await mkdir(IMAGES, { recursive: true });
  }, 120_000);
  afterAll(() => world?.close());

  async function keep(name: string, page: Page, options: { fullPage?: boolean; height?: number } = {}): Promise<void> {
    const { fullPage = true, height } = options;
    await page.evaluate(renameReplica, world.app.get(ReplicaBus).replicaId);
    const clip = height === undefined ? { fullPage } : { clip: { x: 0, y: 0, width: 1280, height } };
    await writeFile(join(IMAGES, `admin-${name}.png`), await page.screenshot(clip));
  }

  async function overview(options: BrowserContextOptions): Promise<Page> {
    const page = await browser.open(options);
    await page.goto(`${world.url}/admin`);
    await page.getByLabel('Admin token').fill(OPERATOR_TOKEN);
    await follow(page.getByRole('button', { name: 'Open' }));
    await page.locator('.chart canvas').first().waitFor();
    return page;
  }

  picture('on a desk', async () => {
    const stranger = await browser.open(DESK);
    await stranger.goto(`${world.url}/admin`);
    await keep('sign-in', stranger, { height: 380 });
    const page = await overview(DESK);
    await keep('overview', page);
    const pages = {
      connections: 'connections',
      breakers: 'circuit-breakers',
      writes: 'deferred-writes',
      audit: 'audit',
    };
    for (const [name, path] of Object.entries(pages)) {
      await page.goto(`${world.url}/admin/page/${path}`);
      await keep(name, page);
    }
    await keep('overview-dark', await overview({ ...DESK, colorScheme: 'dark' }));
  });

  picture('on a phone', async () => {
    const page = await overview(PHONE);
    await keep('phone-overview', page, { fullPage: false });
    await page.goto(`${world.url}/admin/page/connections`);
    await keep('phone-connections', page, { fullPage: false });
  });
});

/** Its name is made of the name of this machine, which says nothing to anybody else. Runs in the page. */
function renameReplica(replica: string): void {
  const { document } = globalThis as unknown as { document: any };
  const texts = document.createTreeWalker(document.body, 4);
  while (texts.nextNode()) texts.currentNode.data = texts.currentNode.data.replace(replica, 'helpdesk-1');
}
