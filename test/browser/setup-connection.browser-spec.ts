import { describe, expect, test } from '@jest/globals';
import { describeInBrowser, expectAccessible, follow } from './support/browser.js';
import { useSetupScene } from './support/setup-scene.js';

const CALLBACK = 'http://localhost:3456/oauth/callback';
const MINUTE = 60_000;
const KEY = 'key-of-this-server-1';

describeInBrowser('a person’s own connection', (browser) => {
  const scene = useSetupScene(browser);

  test('has its times in UTC, and with scripts in the time of the person', async () => {
    const options = { timezoneId: 'Asia/Tokyo', locale: 'en-GB' };
    const { page, technician } = await scene.connected(options);
    const row = (of: typeof page) => of.locator('.row', { hasText: 'Connected since' }).locator('time');
    const moment = new Date((await row(page).getAttribute('datetime'))!);
    const hours = (timeZone: string) =>
      new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'short' }).format(moment);
    const plain = await scene.open({ ...options, javaScriptEnabled: false });
    await scene.enter(plain, technician);

    expect(await row(page).innerText()).toContain(hours('Asia/Tokyo'));
    expect(await row(plain).innerText()).toContain(`${hours('UTC')} UTC`);
  });

  test('is checked by a real call, and refreshed, on a press', async () => {
    const { page, technician } = await scene.connected();
    await follow(page.getByRole('button', { name: 'Check it now' }));
    expect(await page.locator('.message').innerText()).toContain(`knows you as ${technician.name}`);

    scene.server.clock.advance(2 * MINUTE);
    await follow(page.getByRole('button', { name: 'Refresh the token' }));
    expect(await page.locator('.message').innerText()).toContain('renewed');
    expect(
      await page
        .locator('.row', { hasText: /^Refreshes/ })
        .locator('dd')
        .innerText(),
    ).toBe('1');
  });

  test('says which scopes are missing and adds them on a new grant token', async () => {
    const technician = scene.server.simulators.newTechnician({ scopes: ['SDPOnDemand.requests.ALL'] });
    const page = await scene.open();
    await scene.enter(page, technician);
    await scene.handOver(page, technician.grantToken());
    await page.goto(scene.server.url);
    expect(await page.locator('.notice.warn').innerText()).toContain('SDPOnDemand.problems.ALL');
    await expectAccessible(page);

    await follow(page.getByRole('link', { name: 'Re-authorize' }));
    expect(await page.locator('h1').innerText()).toBe('Renew your access');
    await scene.handOver(page, scene.zoho.mintGrantToken(technician));
    await page.goto(scene.server.url);
    expect(await page.locator('.notice.warn').count()).toBe(0);
  });

  test('shows failures that pass by themselves without asking for anything', async () => {
    const { page } = await scene.connected();
    scene.zoho.faults.next(1, { kind: 'status', status: 500 });
    scene.server.clock.advance(2 * MINUTE);
    await follow(page.getByRole('button', { name: 'Refresh the token' }));
    expect(await page.locator('.message').innerText()).toContain('ZOHO_UNAVAILABLE');
    await page.reload();

    expect(await page.locator('.notice.warn').innerText()).toContain('trouble on the last refresh');
    expect(await page.locator('.row', { hasText: 'Failures in a row' }).locator('dd').innerText()).toBe('1');
    await expectAccessible(page);
  });

  test('whose grant is dead asks for a new grant token and comes back with it', async () => {
    const { page, technician } = await scene.connected();
    scene.zoho.revokeRefreshToken(technician);
    for (let tries = 0; tries < 2; tries += 1) {
      scene.server.clock.advance(2 * MINUTE);
      await follow(page.getByRole('button', { name: 'Refresh the token' }));
    }
    expect(await page.locator('.notice.bad').last().innerText()).toContain('does not renew your access');
    await expectAccessible(page);

    await follow(page.getByRole('link', { name: 'Hand over a new grant token' }));
    await scene.handOver(page, technician.grantToken());
    await page.goto(scene.server.url);
    expect(await page.locator('.notice.good').innerText()).toContain('Connected to ServiceDesk Plus');
  });

  test.each([true, false])('is ended after a second yes, with scripts: %s', async (javaScriptEnabled) => {
    const { page, technician } = await scene.connected({ javaScriptEnabled });
    await follow(page.getByRole('link', { name: 'Disconnect…' }));
    await follow(page.getByRole('link', { name: 'Keep it' }));
    expect(await page.locator('h1').innerText()).toBe('Your connection');

    await follow(page.getByRole('link', { name: 'Disconnect…' }));
    await follow(page.getByRole('button', { name: 'Disconnect' }));
    await scene.enter(page, technician);
    expect(await page.locator('h1').innerText()).toBe('Get a grant token from Zoho');
  });

  test('stays when the browser leaves', async () => {
    const { page, technician } = await scene.connected();
    await follow(page.getByRole('button', { name: 'Leave' }));
    expect(await page.locator('h1').innerText()).toContain('Connect your assistant');
    expect(await page.content()).not.toContain(technician.clientId);

    await scene.enter(page, technician);
    expect(await page.locator('h1').innerText()).toBe('Your connection');
  });

  test('of a server-based client comes by consent, and the callback signs nobody in', async () => {
    const client = scene.zoho.registerClient({
      kind: 'server',
      redirectUris: [CALLBACK],
      user: scene.server.simulators.newTechnician().email,
    });
    const page = await scene.open();
    await page.route(`${CALLBACK}**`, (route) => {
      const { pathname, search } = new URL(route.request().url());
      return route.fulfill({ status: 302, headers: { location: `${scene.server.url}${pathname}${search}` } });
    });
    await scene.enter(page, client);
    await page.locator('summary').click();
    await follow(page.getByRole('link', { name: 'Agree at Zoho' }));
    await page.waitForURL(/oauth\/callback/);
    expect(await page.locator('h1').innerText()).toBe('Set-up is complete');
    await expectAccessible(page);
    expect(page.url()).toContain('/oauth/callback');
    await follow(page.getByRole('link', { name: 'Connect an assistant' }));
    await follow(page.getByRole('link', { name: 'See my connection' }));
    expect(await page.locator('h1').innerText()).toBe('Your connection');

    const stranger = await scene.open();
    await stranger.goto(`${scene.server.url}/oauth/callback?state=${'A'.repeat(43)}&code=x`);
    expect(await stranger.locator('.notice').innerText()).toContain('STATE_INVALID');
    await follow(stranger.getByRole('link', { name: 'first page' }));
    expect(await stranger.locator('h1').innerText()).toContain('Connect your assistant');
  });
});

describeInBrowser('a server with access keys', (browser) => {
  const scene = useSetupScene(browser, { env: { SDP_ACCESS_KEYS: KEY } });

  test('asks for one and refuses without it', async () => {
    const technician = scene.server.simulators.newTechnician();
    const page = await scene.open();
    await page.getByLabel('Access key').fill('another-key-of-sixteen');
    await scene.enter(page, technician);
    expect(await page.locator('#accessKey-error').innerText()).toContain('administrator');
    await expectAccessible(page);

    await page.getByLabel('Access key').fill(KEY);
    await scene.enter(page, technician);
    await scene.handOver(page, technician.grantToken());
    expect(await page.locator('.notice.good').innerText()).toContain('Set-up is complete');
    expect(await page.content()).not.toContain(KEY);
    expect(await page.content()).toContain('${SDP_ACCESS_KEY}');
  });
});

describeInBrowser('a server whose set-up is closed', (browser) => {
  const scene = useSetupScene(browser, { env: { SDP_SETUP_MODE: 'false' } });

  describe('says whom to ask', () => {
    test.each(['light', 'dark'] as const)('in %s colours', async (colorScheme) => {
      const page = await scene.open({ colorScheme });
      expect(await page.locator('.notice').innerText()).toContain('Ask the administrator of this server');
      await page.locator('summary').click();
      await expectAccessible(page);
    });

    test('also to somebody who enters a client that is not connected', async () => {
      const page = await scene.open();
      await page.locator('summary').click();
      await scene.enter(page, scene.server.simulators.newTechnician());
      expect(await page.locator('.notice').innerText()).toContain('SETUP_DISABLED');
      await page.goto(`${scene.server.url}/setup/grant`);
      expect(await page.locator('h1').innerText()).toBe('Set-up is closed');
    });
  });
});
