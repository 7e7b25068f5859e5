import { describe, expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { DATA_CENTER_HOSTS, DATA_CENTERS } from '../../../src/common/data-center.js';
import { describeOnEachDatabase, embeddedDatabase } from '../../support/database.js';
import { useScene } from './oauth-scene.js';

const SCOPES = DEFAULT_SCOPES.join(',');

describeOnEachDatabase('GET /oauth/initialize', (database) => {
  const scene = useScene(database);
  const elsewhere = DATA_CENTERS.filter((dataCenter) => dataCenter !== 'us' && dataCenter !== 'ae');

  it('tells a new person what is stored, what to paste and where', async () => {
    const { status, body, headers } = await scene.as(scene.zoho.registerClient()).get('/oauth/initialize');

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      status: 'setup_required',
      needsSetup: true,
      scopes: SCOPES,
      consoleUrl: scene.zoho.consoleUrl,
      setupUrl: 'http://localhost:3456/',
    });
    expect(body.steps.join('\n')).toContain(`Open ${scene.zoho.consoleUrl} `);
    expect(body.steps.join('\n')).toContain(SCOPES);
    expect(body.steps.at(-1)).toMatch(/^With a server-based Zoho client/);
    expect(body).not.toHaveProperty('connection');
  });

  it.each(elsewhere)('names the console and the consent page of %s when the header asks for it', async (dataCenter) => {
    const person = scene.as(scene.zoho.registerClient(), { 'X-SDP-Data-Center': dataCenter });
    const { status, body } = await person.get('/oauth/initialize');

    expect(status).toBe(200);
    expect(body.consoleUrl).toBe(DATA_CENTER_HOSTS[dataCenter].consoleUrl);
    expect(body.steps[0]).toContain(`Open ${DATA_CENTER_HOSTS[dataCenter].consoleUrl} `);
    expect(body.consentUrl).toMatch(`${DATA_CENTER_HOSTS[dataCenter].accountsUrl}/oauth/v2/auth?`);
  });

  it('says that it has no address for ae, unless it was given one', async () => {
    const person = scene.as(scene.zoho.registerClient(), { 'X-SDP-Data-Center': 'ae' });
    const { status, body } = await person.get('/oauth/initialize');

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'DATA_CENTER_UNKNOWN',
      resolution: expect.stringContaining('SDP_ACCOUNTS_URL'),
    });
  });

  it('says to somebody who is set up that nothing is left to do', async () => {
    const { person } = await scene.setUpPerson();
    const { status, body } = await person.get('/oauth/initialize');

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', needsSetup: false, connection: { dataCenter: 'us' } });
    expect(body).not.toHaveProperty('consentUrl');
    expect(body).not.toHaveProperty('steps');
  });

  it('gives the same consent address to whoever asks again, and adds no row', async () => {
    await scene.rows('DELETE FROM oauth_states');
    const person = scene.as(scene.zoho.registerClient());

    const first = (await person.get('/oauth/initialize')).body.consentUrl;
    const again = (await person.get('/oauth/initialize')).body.consentUrl;
    scene.server.clock.advance(6 * 60_000);
    const later = (await person.get('/oauth/initialize')).body.consentUrl;

    expect(again).toBe(first);
    expect(later).not.toBe(first);
    expect(await scene.rows('SELECT 1 FROM oauth_states')).toHaveLength(2);
  });

  it('gives different consents to a stranger who knows the Client ID and guesses the secret', async () => {
    const client = scene.zoho.registerClient();
    const own = (await scene.as(client).get('/oauth/initialize')).body.consentUrl;
    const guessed = { ...client, clientSecret: 'f'.repeat(42) };

    const strangers = (await scene.as(guessed).get('/oauth/initialize')).body.consentUrl;
    const ownAgain = (await scene.as(client).get('/oauth/initialize')).body.consentUrl;

    expect(strangers).not.toBe(own);
    expect(ownAgain).toBe(own);
  });

  it('forgets consents that have expired when the next one begins', async () => {
    await scene.as(scene.zoho.registerClient()).get('/oauth/initialize');
    scene.server.clock.advance(10 * 60_000);
    await scene.as(scene.zoho.registerClient()).get('/oauth/initialize');

    expect(await scene.rows('SELECT 1 FROM oauth_states')).toHaveLength(1);
  });

  it('keeps state and secret of a pending consent out of the readable columns', async () => {
    const client = scene.zoho.registerClient();
    const { body } = await scene.as(client).get('/oauth/initialize');
    const state = new URL(body.consentUrl).searchParams.get('state') ?? '';
    const stored = (await scene.rows('SELECT * FROM oauth_states')).flatMap((row) =>
      Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))),
    );

    expect(state).toMatch(/^[A-Za-z0-9_-]{43}$/);
    for (const secret of [state, client.clientId, client.clientSecret]) expect(stored.join('\n')).not.toContain(secret);
  });

  it('leaves the consent address out while ten thousand consents are pending', async () => {
    await scene.rows(`INSERT INTO oauth_states (state_hash, caller_digest, ciphertext, expires_at)
      SELECT sha256(i::text::bytea), sha256('x'::bytea), ''::bytea, '2100-01-01' FROM generate_series(1, 10000) AS i`);
    const { status, body } = await scene.as(scene.zoho.registerClient()).get('/oauth/initialize');
    await scene.rows('DELETE FROM oauth_states');

    expect(status).toBe(200);
    expect(body).not.toHaveProperty('consentUrl');
    expect(body.steps).toHaveLength(6);
  });
});

describe('GET /oauth/initialize of a server in ae', () => {
  const scene = useScene(embeddedDatabase, { dataCenters: ['ae'] });

  it('names the console of the simulated accounts server', async () => {
    const { status, body } = await scene.as(scene.zoho.registerClient()).get('/oauth/initialize');

    expect(status).toBe(200);
    expect(body.consoleUrl).toBe(scene.zoho.consoleUrl);
  });
});
