import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { DEFAULT_SCOPES } from '../../src/config/default-scopes.js';
import { describeInBrowser, expectAccessible, follow, stopClock } from './support/browser.js';
import { useSetupScene } from './support/setup-scene.js';

const focused = (page: Page) => page.evaluate('document.activeElement.id || document.activeElement.tagName');
const title = (page: Page) => page.locator('h1').innerText();

describeInBrowser('the way through the set-up', (browser) => {
  const scene = useSetupScene(browser);
  const newcomer = () => scene.server.simulators.newTechnician();

  test.each([
    ['light', {}],
    ['dark', { colorScheme: 'dark' }],
    ['on a phone', { viewport: { width: 360, height: 740 } }],
    ['without scripts', { javaScriptEnabled: false }],
  ] as const)('is accessible at each step and fits the screen: %s', async (_how, options) => {
    const technician = newcomer();
    const page = await scene.open(options);
    const check = async (words: string) => {
      expect(await title(page)).toBe(words);
      if (!('javaScriptEnabled' in options)) {
        for (const summary of await page.locator('summary').all()) await summary.click();
        await expectAccessible(page);
        const sizes = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]');
        expect((sizes as number[])[0]).toBeLessThanOrEqual((sizes as number[])[1]!);
      }
    };

    await check('Connect your assistant to ServiceDesk Plus');
    await scene.enter(page, technician);
    await check('Get a grant token from Zoho');
    await scene.handOver(page, technician.grantToken());
    await check('Tell your assistant where to find the server');
    expect(await page.locator('.notice.good').innerText()).toContain(technician.name);
    await follow(page.getByRole('link', { name: 'See my connection' }));
    await check('Your connection');
    await follow(page.getByRole('link', { name: 'Disconnect…' }));
    await check('Disconnect?');
    await follow(page.getByRole('button', { name: 'Disconnect' }));
    expect(await page.locator('.notice').innerText()).toContain('Zoho has revoked them as well');
  });

  test('can be gone by keyboard alone, and reading goes on at the title of the next step', async () => {
    const technician = newcomer();
    const page = await scene.open();
    const tabTo = async (id: string) => {
      for (let presses = 0; (await focused(page)) !== id; presses += 1) {
        expect(presses).toBeLessThan(20);
        await page.keyboard.press('Tab');
      }
    };

    await tabTo('clientId');
    await page.keyboard.type(technician.clientId);
    await tabTo('clientSecret');
    await page.keyboard.type(technician.clientSecret);
    await page.keyboard.press('Enter');
    await page.locator('h1:focus', { hasText: 'Get a grant token' }).waitFor();

    await tabTo('code');
    await page.keyboard.type(technician.grantToken());
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.message:focus', { hasText: 'Set-up is complete' }).waitFor();
  });

  test('is gone with the console of Zoho in another tab', async () => {
    const technician = newcomer();
    const page = await scene.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await scene.enter(page, technician);
    const [console] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('link', { name: /^Open 127/ }).click(),
    ]);
    await page.getByRole('button', { name: 'Copy the scope string' }).click();
    const form = console.locator('form[data-code]', { hasText: technician.clientId });
    await form.getByLabel('Scope').fill(await page.evaluate<string>('navigator.clipboard.readText()'));
    await form.getByLabel('Time duration').selectOption('10');
    await form.getByRole('button').click();
    await form.locator('output', { hasText: '1000.' }).waitFor();
    await scene.handOver(page, await form.locator('output').innerText());

    expect(await page.locator('.notice.good').innerText()).toContain('Set-up is complete');
    expect(await console.evaluate('document.referrer')).toBe('');
    expect(await console.evaluate('opener')).toBeNull();
  });

  test('copies what is to be pasted, letter for letter', async () => {
    const technician = newcomer();
    const page = await scene.open({ permissions: ['clipboard-read', 'clipboard-write'] });
    const copied = async (name: string) => {
      await page.getByRole('button', { name, exact: true }).click();
      return page.evaluate('navigator.clipboard.readText()');
    };
    await scene.enter(page, technician);
    expect(await copied('Copy the scope string')).toBe(DEFAULT_SCOPES.join(','));
    expect(await page.locator('.said').innerText()).toBe('Copied');

    await page.goto(`${scene.server.url}/setup/clients`);
    await page.locator('summary', { hasText: /^Claude Code$/ }).click();
    expect(JSON.parse((await copied('Copy the text for Claude Code')) as string)).toMatchObject({
      mcpServers: { 'servicedesk-plus': { headers: { 'X-SDP-Client-Secret': '${SDP_CLIENT_SECRET}' } } },
    });
  });

  test('counts down the life of the grant token', async () => {
    const page = await scene.open();
    await stopClock(page);
    await scene.enter(page, newcomer());
    const clock = page.getByRole('timer');
    expect(await clock.isVisible()).toBe(false);

    await page.getByRole('button', { name: /I pressed CREATE/ }).click();
    expect(await clock.innerText()).toContain('10:00');
    expect(await focused(page)).toBe('code');
    await page.clock.fastForward('09:01');
    expect(await clock.innerText()).toContain('0:59');
    await page.clock.fastForward('01:00');
    expect(await page.locator('.countdown').innerText()).toContain('The ten minutes are over');
    expect(await clock.isVisible()).toBe(false);

    await page.getByRole('button', { name: /I pressed CREATE again/ }).click();
    expect(await clock.innerText()).toContain('10:00');
  });

  test('shows the console of the chosen data center alone, and all of them without scripts', async () => {
    const page = await scene.open();
    await page.getByLabel('Data center').selectOption('eu');
    await page.locator('summary').click();
    expect(await page.locator('.consoles li:visible').allInnerTexts()).toEqual([
      expect.stringContaining('api-console.zoho.eu'),
    ]);

    const plain = await scene.open({ javaScriptEnabled: false });
    await plain.locator('summary').click();
    expect(await plain.locator('.consoles li:visible').count()).toBe(9);
  });

  test('has no button without scripts that needs one', async () => {
    const page = await scene.open({ javaScriptEnabled: false });
    await scene.enter(page, newcomer());

    expect(await page.getByRole('button').allInnerTexts()).toEqual(['Leave', 'Connect']);
    expect(await page.locator('#scopes').innerText()).toBe(DEFAULT_SCOPES.join(','));
  });

  test('works in two tabs at once', async () => {
    const technician = newcomer();
    const first = await scene.open();
    const second = await first.context().newPage();
    await second.goto(scene.server.url);
    await scene.enter(first, technician);
    await scene.enter(second, technician);
    await scene.handOver(second, technician.grantToken());
    await scene.handOver(first, technician.grantToken());

    expect(await first.locator('.notice.good').innerText()).toContain('Set-up is complete');
    expect(await second.locator('.notice.good').innerText()).toContain('Set-up is complete');
  });

  test('goes on after going back: no form is sent again and no secret is filled in', async () => {
    const technician = newcomer();
    const page = await scene.open();
    await scene.enter(page, technician);
    await scene.handOver(page, technician.grantToken());
    const asked = scene.zoho.meter.length;
    await page.goBack();
    await page.goBack();
    await page.reload();

    expect(await title(page)).toBe('Your connection');
    expect(scene.zoho.meter).toHaveLength(asked);
    expect(await page.content()).not.toContain(technician.clientSecret);
    expect(await page.evaluate('[localStorage.length, sessionStorage.length, document.cookie]')).toEqual([0, 0, '']);
  });

  test('is told what the browser may do with each field', async () => {
    const page = await scene.open();
    const attribute = (label: string, name: string) => page.getByLabel(label).getAttribute(name);

    expect(await attribute('Client ID', 'autocomplete')).toBe('username');
    expect(await attribute('Client Secret', 'autocomplete')).toBe('off');
    expect(await attribute('Client Secret', 'type')).toBe('password');
    expect(await attribute('Client Secret', 'value')).toBeNull();
  });
});
