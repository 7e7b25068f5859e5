import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { Activity } from '../../src/admin/activity/activity.js';
import { ServerEvents } from '../../src/common/events/server-events.js';
import { CircuitBreakers } from '../../src/common/resilience/circuit-breakers.js';
import {
  addTrouble,
  addWrites,
  liveAnHour,
  openCircuit,
  OPERATOR_TOKEN,
  type OperatorWorld,
  PRIVATE_WORDS,
  startOperatorWorld,
} from '../support/operator-world.js';
import { describeInBrowser, expectAccessible, follow } from './support/browser.js';

const CALL = { type: 'tool_called', tool: 'x', writes: false, outcome: 'ok', durationMs: 9 } as const;
const PAGES = ['', '/page/connections', '/page/circuit-breakers', '/page/deferred-writes', '/page/audit'];

describeInBrowser('the pages of an operator', (browser) => {
  let world: OperatorWorld;
  beforeAll(async () => {
    world = await startOperatorWorld();
    await addWrites(world);
    liveAnHour(world);
    await addTrouble(world);
  }, 120_000);
  afterAll(() => world?.close());

  async function open(path = '', options: BrowserContextOptions = {}): Promise<Page> {
    const page = await browser.open(options);
    await page.goto(`${world.url}/admin`);
    await page.getByLabel('Admin token').fill(OPERATOR_TOKEN);
    await follow(page.getByRole('button', { name: 'Open' }));
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    if (path !== '') await page.goto(`${world.url}/admin${path}`);
    return page;
  }

  const rowOf = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text }).first();
  const idIn = async (sql: string) => ((await world.rows(sql))[0] as { id: string }).id;

  test.each(['light', 'dark'] as const)(
    'are accessible in %s colours and load nothing foreign',
    async (colorScheme) => {
      const page = await open('', { colorScheme });
      const refused: string[] = [];
      page.on('console', (message) => refused.push(message.text()));
      page.on('requestfailed', (request) => {
        // What a page still waits for when it is left.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED') refused.push(request.url());
      });
      for (const path of [...PAGES, `/page/connections/${await idIn('SELECT id FROM oauth_tokens')}/remove`]) {
        await page.goto(`${world.url}/admin${path}`);
        if (path === '') await page.locator('.chart canvas').first().waitFor();
        await expectAccessible(page);
      }
      expect(refused).toEqual([]);
    },
  );

  test('fit a phone, with every action in reach', async () => {
    const page = await open('', { viewport: { width: 360, height: 740 } });
    for (const path of PAGES) {
      await page.goto(`${world.url}/admin${path}`);
      expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, 360]);
    }
    await page.goto(`${world.url}/admin/page/connections`);
    await expectAccessible(page);
    const box = await page
      .getByRole('button', { name: /^Refresh / })
      .first()
      .boundingBox();
    expect(box!.x + box!.width).toBeLessThanOrEqual(360);
  });

  test('show nothing of what a write says, and no Client ID', async () => {
    const page = await open();
    for (const path of PAGES) {
      await page.goto(`${world.url}/admin${path}`);
      const html = await page.content();
      for (const hidden of [
        PRIVATE_WORDS,
        ...world.people.flatMap(({ clientId, clientSecret }) => [clientId, clientSecret]),
      ]) {
        expect(html).not.toContain(hidden);
      }
    }
  });

  test('say what needs somebody now, and lead there', async () => {
    const page = await open();
    expect(await page.locator('#attention .notice-title').allTextContents()).toEqual([
      'The circuit breaker sdp-api:us is open on 1 replica.',
      '1 connection can go on only with a new grant token from the person.',
      '1 connection failed to refresh the last time.',
      '2 deferred writes waited for more than an hour.',
      '1 deferred write failed, expired or ended unknown in the last 24 hours.',
    ]);
    await follow(page.getByRole('link', { name: /^Show: 1 connection can go on only/ }));
    expect(await page.getByRole('row').count()).toBe(2);
    await rowOf(page, 'needs its person').waitFor();
  });

  test('draw the last hour, renew it every ten seconds, and rest while nobody looks', async () => {
    const page = await open();
    await page.clock.install();
    await page.reload();
    await page.locator('.chart canvas').nth(2).waitFor();
    const drawn = `[...document.querySelectorAll('.chart canvas')].map((canvas) =>
      new Set(canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data).size > 20)`;
    expect(await page.evaluate(drawn)).toEqual([true, true, true]);
    const summary = page.locator('#summary-calls');
    expect(await summary.textContent()).toMatch(/^\d{4} calls in the last hour, 69 of them with an error\.$/);

    world.app.get(ServerEvents).emit(CALL);
    world.clock.advance(10_000);
    world.app.get(Activity).tick();
    const former = await summary.textContent();
    await page.clock.runFor(10_000);
    await page.waitForFunction(`document.querySelector('#summary-calls').textContent !== ${JSON.stringify(former)}`);

    let asked = 0;
    page.on('request', () => (asked += 1));
    await page.evaluate(`Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'))`);
    await page.clock.runFor(60_000);
    expect(asked).toBe(0);
    await page.evaluate(`delete document.hidden; document.dispatchEvent(new Event('visibilitychange'))`);
    await page.waitForResponse(/\/admin\/activity$/);
  });

  test('have the same figures in a table', async () => {
    const page = await open('', { javaScriptEnabled: false });
    await page.getByText('The same as a table').click();
    const table = page.getByRole('table', { name: /last hour/ });
    expect(await table.getByRole('row').count()).toBe(13);
    expect(await table.getByRole('row').nth(1).textContent()).toMatch(/UTC\d+\d+0\.\d+ s/);
  });

  test('find connections by state, by id and by Client ID', async () => {
    const page = await open('/page/connections');
    expect(await page.getByRole('row').count()).toBe(world.people.length + 1);
    await page.getByLabel('State').selectOption('failing');
    await follow(page.getByRole('button', { name: 'Show' }));
    expect(await rowOf(page, 'branch_office').textContent()).toMatch(/failing.*3 in a row, timeout/s);
    await follow(page.getByRole('link', { name: 'Clear' }));
    await page.getByLabel('Client ID').fill(world.people[0]!.clientId);
    await follow(page.getByRole('button', { name: 'Show' }));
    expect(await page.getByRole('row').count()).toBe(2);
    await page.getByLabel('Client ID').fill('1000.NOBODY');
    await follow(page.getByRole('button', { name: 'Show' }));
    await page.getByText('No connection fits.').waitFor();
  });

  test.each([true, false])('reset and refresh a connection (JavaScript: %s)', async (javaScriptEnabled) => {
    const id = await idIn('SELECT id FROM oauth_tokens ORDER BY id OFFSET 1');
    await world.rows('UPDATE oauth_tokens SET consecutive_failures = 3, first_failure_at = now() WHERE id = $1', [id]);
    const page = await open(`/page/connections?id=${id}`, { javaScriptEnabled });
    await follow(page.getByRole('button', { name: `Reset connection ${id.slice(0, 8)}` }));
    await page.getByText('The failures of the connection are forgotten.').waitFor();
    expect(await rowOf(page, id.slice(0, 8)).textContent()).toMatch(/ready.*none.*due now/s);

    world.clock.advance(120_000);
    await follow(page.getByRole('button', { name: `Refresh connection ${id.slice(0, 8)}` }));
    await page.getByText('Zoho gave a new access token.').waitFor();
    await page.reload();
    expect(await page.getByText('Zoho gave a new access token.').count()).toBe(0);
  });

  test('say why a refresh did not work', async () => {
    const id = await idIn('SELECT id FROM oauth_tokens ORDER BY id OFFSET 2');
    world.simulators.accounts().faults.next(1, { kind: 'status', status: 503 });
    world.clock.advance(120_000);
    const page = await open(`/page/connections?id=${id}`);
    await follow(page.getByRole('button', { name: /^Refresh/ }));
    expect(await page.getByRole('alert').textContent()).toContain('ZOHO_UNAVAILABLE');
  });

  test('remove a connection, when asked twice', async () => {
    const id = await idIn('SELECT id FROM oauth_tokens ORDER BY id DESC');
    const page = await open(`/page/connections?id=${id}`);
    await follow(page.getByRole('link', { name: /^Remove/ }));
    await follow(page.getByRole('link', { name: 'Back' }));
    expect(await world.rows('SELECT id FROM oauth_tokens WHERE id = $1', [id])).toHaveLength(1);
    await follow(page.getByRole('link', { name: `Remove connection ${id.slice(0, 8)}` }));
    await follow(page.getByRole('button', { name: 'Remove it' }));
    await page.getByText('The connection is removed.').waitFor();
    expect(await world.rows('SELECT id FROM oauth_tokens WHERE id = $1', [id])).toEqual([]);
  });

  test('say what opened a circuit breaker, and close it', async () => {
    await openCircuit(world, 'sdp-api:us');
    const page = await open('/page/circuit-breakers');
    expect(await rowOf(page, 'opened').textContent()).toMatch(/open.*of \d+ calls failed, the last one by timeout/s);
    await follow(page.getByRole('button', { name: 'Reset sdp-api:us' }));
    await page.getByText('The circuit breaker sdp-api:us is reset.').waitFor();
    expect(await rowOf(page, 'an administrator asked for it').textContent()).toContain('closed');
    expect(world.app.get(CircuitBreakers).get('sdp-api:us').state().state).toBe('closed');
  });

  test('try a deferred write again, and cancel one', async () => {
    const page = await open('/page/deferred-writes');
    await page.getByLabel('State').selectOption('expired');
    await follow(page.getByRole('button', { name: 'Show' }));
    await follow(rowOf(page, 'expired').getByRole('button', { name: /^Try now/ }));
    await page.getByText('The write is tried in the next seconds.').waitFor();
    expect(await page.getByRole('row').filter({ hasText: 'expired' }).count()).toBe(0);

    await follow(page.getByRole('link', { name: /^Cancel add_private_note/ }).first());
    await follow(page.getByRole('button', { name: 'Cancel it' }));
    await page.getByText('The write is cancelled.').waitFor();
    await rowOf(page, 'cancelled').waitFor();
  });

  test('narrow the audit, and give all of it as CSV', async () => {
    const page = await open('/page/audit');
    await page.getByLabel('Event', { exact: true }).selectOption('connection_set_up');
    expect(await page.locator('#filter-outcome-known option[value=new]').count()).toBe(1);
    await page.getByLabel('From (UTC)').fill('2026-11-23T08:00');
    await follow(page.getByRole('button', { name: 'Show' }));
    expect(await page.getByRole('row').count()).toBe(world.people.length + 1);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: /CSV/ }).click();
    const lines = (await readFile(await (await download).path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines).toHaveLength(world.people.length + 1);
    expect(lines[1]).toMatch(/,person,connection_set_up,,new,/);

    await page.getByLabel('From (UTC)').fill('2027-01-01T00:00');
    await follow(page.getByRole('button', { name: 'Show' }));
    await page.getByText('No event fits.').waitFor();
  });
});
