import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AccountsSettings, defaultAccountsSettings } from '../../simulators/zoho-accounts/accounts-settings.js';
import { embeddedDatabase } from '../../support/database.js';
import { MINUTE, useScene } from './oauth-scene.js';

/** The points on which the sources disagree (reference A.4 to A.6, part F), each way. */
const positions: [string, Partial<AccountsSettings>][] = [
  ['the throttle body comes with 400', { throttleStatus: 400 }],
  ['the throttle body comes with 200', { throttleStatus: 200 }],
  ['a wrong secret is called so', { wrongSecretBody: 'invalid_client_secret' }],
  ['a wrong secret is called a wrong client', { wrongSecretBody: 'invalid_client' }],
  ['answers name the scopes', { includeScope: true }],
  ['answers do not name the scopes', { includeScope: false }],
  ['lives are in expires_in', { legacyExpiry: false }],
  ['lives are in expires_in_sec', { legacyExpiry: true }],
  ['10 access tokens live at a time', { liveAccessTokens: 10 }],
  ['30 access tokens live at a time', { liveAccessTokens: 30 }],
];

describe('a connection', () => {
  const scene = useScene(embeddedDatabase);

  describe.each(positions)('where %s', (_, settings) => {
    beforeEach(() => void Object.assign(scene.zoho.settings, defaultAccountsSettings(), settings));

    it('is set up, answers, and is renewed when its access token has ended', async () => {
      const technician = scene.server.simulators.newTechnician();
      const { person } = await scene.setUpPerson(technician);
      const first = await person.post('/oauth/validate');
      scene.server.clock.advance(61 * MINUTE);
      const second = await person.post('/oauth/validate');

      expect(first.body).toMatchObject({ ok: true, status: 'ready' });
      expect(second.body).toMatchObject({ ok: true, status: 'ready' });
      expect((await person.get('/oauth/status')).body.connection).toMatchObject({
        refreshCount: 1,
        missingScopes: [],
        consecutiveFailures: 0,
      });
    });

    it('refuses another secret with 401, and goes on with its own', async () => {
      const { client, person } = await scene.setUpPerson(scene.server.simulators.newTechnician());
      const thief = scene.as({ ...client, clientSecret: 'not-the-secret-of-this-client' });

      expect((await thief.get('/oauth/status')).status).toBe(401);
      expect((await person.get('/oauth/status')).body.status).toBe('ready');
    });

    it('is not renewed more often than Zoho allows, and is never given up for it', async () => {
      const { client, person } = await scene.setUpPerson(scene.server.simulators.newTechnician());
      const answers = [];
      for (let ask = 0; ask < 14; ask += 1) {
        // Past the pause between two renewals that people ask for, inside Zoho's ten minutes.
        scene.server.clock.advance(40_000);
        answers.push(await person.post('/oauth/refresh'));
      }
      const grants = scene.zoho.meter.filter(({ clientId }) => clientId === client.clientId);

      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect(grants.every(({ outcome }) => outcome === 'ok' || outcome === 'issued')).toBe(true);
      expect(grants.length).toBeLessThan(10);
      expect((await person.get('/oauth/status')).body.status).toBe('ready');
    });
  });

  it.each(['evict', 'refuse'] as const)('that is set up again and again never reaches a limit of %s', async (limit) => {
    Object.assign(scene.zoho.settings, defaultAccountsSettings(), { refreshTokenLimit: limit });
    const client = scene.server.simulators.newTechnician();
    const setUps = [];
    for (let turn = 0; turn < 21; turn += 1) {
      scene.server.clock.advance(5 * MINUTE);
      const code = scene.zoho.mintGrantToken(client);
      setUps.push(await scene.as(client).post('/oauth/setup', { code }));
    }

    expect(setUps.filter(({ status }) => status !== 200)).toEqual([]);
    expect(scene.zoho.liveTokens(client).refreshTokens).toHaveLength(1);
    expect((await scene.as(client).post('/oauth/validate')).body).toMatchObject({ ok: true });
  });
});
