import { describe, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { describeInBrowser, expectAccessible, stopClock } from './support/browser.js';
import { type SetupScene, useSetupScene } from './support/setup-scene.js';

const CODE = `1000.${'0'.repeat(32)}.${'1'.repeat(32)}`;
const MINUTE = 60_000;

/** What a person sees of an error: the words on top, those at the field that has the focus, and the code. */
async function seen(page: Page) {
  // The focus is set as the page is drawn.
  await page.locator(':focus').waitFor();
  await expectAccessible(page);
  const field = page.locator('[aria-invalid=true]').first();
  const wrong = (await field.count()) === 0 ? undefined : await field.getAttribute('name');
  return {
    title: await page.locator('.notice-title').first().innerText(),
    field: wrong ?? undefined,
    beside: wrong ? await page.locator(`#${wrong}-error`).innerText() : undefined,
    focused: await page.evaluate<string>('document.activeElement.id || document.activeElement.className'),
    code: (await page.locator('.notice code').count())
      ? await page.locator('.notice code').first().innerText()
      : undefined,
  };
}

type Mistake = readonly [
  what: string,
  make: (scene: SetupScene, page: Page, technician: SimulatedTechnician) => Promise<void>,
  expected: Partial<Record<'title' | 'field' | 'beside' | 'code', unknown>>,
];

describeInBrowser('what a person reads when a step did not work', (browser) => {
  const scene = useSetupScene(browser, { dataCenters: ['us', 'eu'] });
  const newcomer = () => scene.server.simulators.newTechnician();

  test.each<Mistake>([
    [
      'the grant token stands in the place of the Client ID',
      (to, page, { clientSecret }) => to.enter(page, { clientId: CODE, clientSecret }),
      { field: 'clientId', beside: expect.stringContaining('a token') },
    ],
    [
      'id and secret are exchanged',
      (to, page, { clientId, clientSecret }) => to.enter(page, { clientId: clientSecret, clientSecret: clientId }),
      { field: 'clientId', beside: expect.stringContaining('exchanged') },
    ],
    [
      'the Client ID stands in the place of the secret',
      (to, page, { clientId }) => to.enter(page, { clientId, clientSecret: clientId }),
      { field: 'clientSecret', beside: expect.stringContaining('a Client ID') },
    ],
    [
      'the portal is no name',
      async (to, page, technician) => {
        await page.getByLabel('Portal').fill('our help desk');
        await to.enter(page, technician);
      },
      { field: 'portal', beside: expect.stringContaining('/app/') },
    ],
    [
      'Zoho refuses the secret',
      async (to, page, { clientId }) => {
        await to.enter(page, { clientId, clientSecret: 'f'.repeat(42) });
        await to.handOver(page, CODE);
      },
      {
        field: 'clientSecret',
        code: 'CLIENT_REJECTED',
        beside: expect.stringContaining('Copy the Client Secret again'),
      },
    ],
    [
      'the client lives in another data center',
      async (to, page) => {
        const client = to.server.simulators.accounts('eu').registerClient();
        await to.enter(page, client);
        await to.handOver(page, to.server.simulators.accounts('eu').mintGrantToken(client));
      },
      { field: 'dataCenter', code: 'CLIENT_UNKNOWN' },
    ],
    [
      'the grant token has expired',
      async (to, page, technician) => {
        const code = technician.grantToken();
        to.server.clock.advance(3 * MINUTE);
        await to.enter(page, technician);
        await to.handOver(page, code);
      },
      { field: 'code', code: 'GRANT_TOKEN_INVALID', beside: expect.stringContaining('has expired') },
    ],
    [
      'the grant token was used before',
      async (to, page, technician) => {
        const code = technician.grantToken();
        await to.enter(page, technician);
        await to.handOver(page, code);
        await page.goto(`${to.server.url}/setup/grant`);
        await to.handOver(page, code);
      },
      { field: 'code', code: 'GRANT_TOKEN_INVALID', beside: expect.stringMatching(/was used before.*CREATE again/) },
    ],
    [
      'something else was pasted',
      async (to, page, technician) => {
        await to.enter(page, technician);
        await to.handOver(page, technician.clientSecret);
      },
      { field: 'code', code: 'GRANT_TOKEN_UNREADABLE', beside: expect.stringContaining('not a grant token') },
    ],
    [
      'Zoho refuses the scopes',
      async (to, page, technician) => {
        await to.enter(page, technician);
        to.zoho.faults.next(1, { kind: 'status', status: 200, body: { error: 'invalid_scope' } });
        await to.handOver(page, technician.grantToken());
      },
      { field: 'code', code: 'SCOPE_INVALID', beside: expect.stringContaining('scope string') },
    ],
    [
      'Zoho gives no tokens for now',
      async (to, page, technician) => {
        await to.enter(page, technician);
        to.zoho.faults.next(1, {
          kind: 'status',
          status: 400,
          body: { error: 'Access Denied', error_description: 'You have made too many requests continuously.' },
        });
        await to.handOver(page, technician.grantToken());
      },
      { field: undefined, code: 'ZOHO_THROTTLED' },
    ],
    [
      'Zoho is away',
      async (to, page, technician) => {
        await to.enter(page, technician);
        to.zoho.faults.next(1, { kind: 'status', status: 503 });
        await to.handOver(page, technician.grantToken());
      },
      { field: undefined, code: 'ZOHO_UNAVAILABLE' },
    ],
  ])('%s', async (_what, make, expected) => {
    const technician = newcomer();
    const page = await scene.open();
    await make(scene, page, technician);
    const told = await seen(page);

    expect(told).toMatchObject(expected);
    expect(told.focused).toBe(told.field ?? 'message');
    const html = await page.content();
    for (const secret of [technician.clientSecret, CODE, ...scene.zoho.secrets]) expect(html).not.toContain(secret);
  });

  test('keeps what is no secret in the form', async () => {
    const { clientId } = newcomer();
    const page = await scene.open();
    await page.getByLabel('Data center').selectOption('eu');
    await page.getByLabel('Portal').fill('https://sdpondemand.manageengine.eu/app/itdesk/ui/requests');
    await scene.enter(page, { clientId, clientSecret: clientId });

    expect(await page.getByLabel('Data center').inputValue()).toBe('eu');
    expect(await page.getByLabel('Client ID').inputValue()).toBe(clientId);
    expect(await page.getByLabel('Client Secret').inputValue()).toBe('');
    expect(await page.getByLabel('Portal').inputValue()).toBe('itdesk');
  });

  test('is shown once: the page loaded again has no error', async () => {
    const page = await scene.open();
    await scene.enter(page, { clientId: CODE, clientSecret: CODE });
    expect(await page.locator('.notice.bad').count()).toBe(1);
    await page.reload();

    expect(await page.locator('.notice.bad').count()).toBe(0);
  });

  test('takes a corrected data center and the same grant token', async () => {
    const technician = scene.server.simulators.newTechnician({ dataCenter: 'eu' });
    const page = await scene.open();
    const code = technician.grantToken();
    await scene.enter(page, technician);
    await scene.handOver(page, code);
    await page.getByLabel('Data center').selectOption('eu');
    await scene.enter(page, technician);
    await scene.handOver(page, code);

    expect(await page.locator('.notice.good').innerText()).toContain(technician.name);
  });

  test('takes a renewed secret that Zoho no longer confirms, with a new grant token', async () => {
    const { technician } = await scene.connected();
    scene.zoho.revokeRefreshToken(technician);
    const renewed = scene.zoho.rotateSecret(technician);
    const page = await scene.open();
    await scene.enter(page, renewed);
    expect(await page.locator('#clientSecret-error').innerText()).toContain('tick the box');
    await page.getByLabel(/I renewed the secret/).check();
    await scene.enter(page, renewed);
    await scene.handOver(page, technician.grantToken());

    expect(await page.locator('.notice.good').innerText()).toContain('Set-up is complete');
  });

  describe('that has to wait', () => {
    const tooMany = async (page: Page) => {
      const { technician } = await scene.connected();
      for (let tries = 0; tries < 6; tries += 1) {
        await scene.enter(page, { ...technician, clientSecret: `${tries}`.repeat(42) });
      }
    };

    test('counts the wait down', async () => {
      const page = await scene.open();
      await stopClock(page);
      await tooMany(page);
      const wait = page.locator('.wait');
      expect(await wait.innerText()).toContain('1:00');
      await page.clock.fastForward('00:30');
      expect(await wait.innerText()).toContain('0:30');
      await page.clock.fastForward('00:31');
      expect(await wait.innerText()).toBe('You can try again now.');
    });

    test('says it without scripts', async () => {
      const page = await scene.open({ javaScriptEnabled: false });
      await tooMany(page);

      expect(await page.locator('.wait').innerText()).toBe('Try again in 60 seconds.');
    });
  });
});
