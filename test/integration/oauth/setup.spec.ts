import { expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, useScene } from './oauth-scene.js';

describeOnEachDatabase('POST /oauth/setup', (database) => {
  const scene = useScene(database, { dataCenters: ['us', 'eu'] });
  const grantToken = (client: { clientId: string }, minutes = 10) => scene.zoho.mintGrantToken(client, { minutes });

  it('turns a grant token into a connection that answers at once', async () => {
    const client = scene.zoho.registerClient();
    const person = scene.as(client);
    const { status, body, headers } = await person.post('/oauth/setup', { code: grantToken(client) });

    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      status: 'ready',
      needsSetup: false,
      message: expect.stringMatching(/^Set-up is complete\. Connected to ServiceDesk Plus: data center us/),
      connection: { dataCenter: 'us', missingScopes: [], consecutiveFailures: 0, reauthReason: null },
    });
    expect((await person.get('/oauth/status')).body.status).toBe('ready');
  });

  it('finds the grant token in what people paste around it', async () => {
    const client = scene.zoho.registerClient();
    const pasted = JSON.stringify({
      client_id: client.clientId,
      code: grantToken(client),
      grant_type: 'authorization_code',
    });

    expect((await scene.as(client).post('/oauth/setup', { code: pasted })).status).toBe(200);
  });

  it('says which scopes were asked for and not granted', async () => {
    const client = scene.zoho.registerClient();
    const scopes = ['SDPOnDemand.requests.ALL', 'SDPOnDemand.users.ALL'];
    const code = scene.zoho.mintGrantToken(client, { scopes });
    const { body } = await scene.as(client).post('/oauth/setup', { code });

    const missing = DEFAULT_SCOPES.filter((scope) => !scopes.includes(scope));
    expect(body.connection.missingScopes).toEqual(missing);
    expect(body.message).toContain(missing.join(', '));
  });

  it('goes to the data center of before when a renewed secret comes with a new grant token', async () => {
    const zohoEu = scene.server.simulators.accounts('eu');
    const client = zohoEu.registerClient();
    const first = { code: zohoEu.mintGrantToken(client), dataCenter: 'eu' };
    expect((await scene.as(client).post('/oauth/setup', first)).status).toBe(200);

    const renewed = zohoEu.rotateSecret(client);
    zohoEu.revokeRefreshToken(client);
    const again = await scene.as(renewed).post('/oauth/setup', { code: zohoEu.mintGrantToken(renewed) });

    expect(again.body).toMatchObject({ status: 'ready', connection: { dataCenter: 'eu' } });
  });

  it('goes to the data center of the body and remembers it and the portal', async () => {
    const zohoEu = scene.server.simulators.accounts('eu');
    const client = zohoEu.registerClient();
    const code = zohoEu.mintGrantToken(client);
    const person = scene.as(client);

    expect((await person.post('/oauth/setup', { code, dataCenter: 'eu', portal: 'helpdesk' })).status).toBe(200);
    expect((await person.get('/oauth/status')).body.connection).toMatchObject({ dataCenter: 'eu', portal: 'helpdesk' });

    const again = zohoEu.mintGrantToken(client);
    expect((await person.post('/oauth/setup', { code: again })).body.connection).toMatchObject({
      dataCenter: 'eu',
      portal: 'helpdesk',
    });
  });

  it('refuses to guess when header and body name different data centers', async () => {
    const client = scene.zoho.registerClient();
    const person = scene.as(client, { 'X-SDP-Data-Center': 'eu' });
    const { status, body } = await person.post('/oauth/setup', { code: grantToken(client), dataCenter: 'us' });

    expect(status).toBe(409);
    expect(body.error.code).toBe('DATA_CENTER_MISMATCH');
  });

  it('tells later calls whose header names another data center than the stored one what to do', async () => {
    const { client } = await scene.setUpPerson();
    const { status, body } = await scene.as(client, { 'X-SDP-Data-Center': 'eu' }).get('/oauth/status');

    expect(status).toBe(409);
    expect(body.error).toMatchObject({
      code: 'DATA_CENTER_MISMATCH',
      resolution: expect.stringContaining('Set X-SDP-Data-Center to us or leave it out'),
    });
  });

  it.each([
    [
      'used before',
      'GRANT_TOKEN_INVALID',
      async (client: any, code: string) => scene.as(client).post('/oauth/setup', { code }),
    ],
    ['expired', 'GRANT_TOKEN_INVALID', async () => scene.server.clock.advance(11 * MINUTE)],
    ['of a client that was deleted', 'CLIENT_UNKNOWN', async (client: any) => scene.zoho.deleteClient(client)],
    ['of a client whose secret was renewed', 'CLIENT_REJECTED', async (client: any) => scene.zoho.rotateSecret(client)],
  ])('says of a grant token %s: %s, with the next step', async (_what, code, spoil) => {
    const client = scene.zoho.registerClient();
    const grant = grantToken(client);
    await spoil(client, grant);
    const { status, body, text } = await scene.as(client).post('/oauth/setup', { code: grant });

    expect({ status, code: body.error.code }).toEqual({ status: code.startsWith('CLIENT') ? 401 : 400, code });
    expect(body.error.message).toMatch(/\.$/);
    expect(body.error.resolution).toMatch(/^[A-Z].*\.$/);
    for (const secret of [grant, client.clientSecret]) expect(text).not.toContain(secret);
  });

  it('says of a grant token of another client that it is not valid here', async () => {
    const grant = grantToken(scene.zoho.registerClient());
    const { status, body } = await scene.as(scene.zoho.registerClient()).post('/oauth/setup', { code: grant });

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'GRANT_TOKEN_INVALID',
      message: expect.stringContaining('another client'),
    });
  });

  it('says of a client of another data center that its data center has to be named', async () => {
    const zohoEu = scene.server.simulators.accounts('eu');
    const client = zohoEu.registerClient();
    const { status, body } = await scene.as(client).post('/oauth/setup', { code: zohoEu.mintGrantToken(client) });

    expect(status).toBe(401);
    expect(body.error).toMatchObject({ code: 'CLIENT_UNKNOWN', resolution: expect.stringContaining('data center') });
  });

  it('names the data center of a client that it knows, when a grant token was tried in another', async () => {
    const { client, person } = await scene.setUpPerson();
    const { status, body } = await person.post('/oauth/setup', { code: grantToken(client), dataCenter: 'eu' });

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'GRANT_TOKEN_WRONG_DATA_CENTER',
      resolution: expect.stringContaining('us'),
    });
  });

  it('gives the steps to another grant token with the error, and keeps a connection that works', async () => {
    const { person } = await scene.setUpPerson();
    const newcomer = scene.as(scene.zoho.registerClient());
    const wrong = { code: `1000.${'0'.repeat(32)}.${'0'.repeat(32)}` };

    expect((await newcomer.post('/oauth/setup', wrong)).body).toMatchObject({
      error: { code: 'GRANT_TOKEN_INVALID' },
      status: 'setup_required',
      needsSetup: true,
      steps: expect.arrayContaining([expect.stringContaining('10 minutes')]),
    });
    expect((await person.post('/oauth/setup', wrong)).body).toMatchObject({ status: 'ready', needsSetup: false });
    expect((await person.get('/oauth/status')).body.status).toBe('ready');
  });

  it('answers obvious mistakes itself: Zoho is not asked', async () => {
    const client = scene.zoho.registerClient();
    const asked = scene.zoho.meter.length;
    const { status, body } = await scene.as(client).post('/oauth/setup', { code: client.clientSecret });

    expect(status).toBe(400);
    expect(body).toMatchObject({ error: { code: 'GRANT_TOKEN_UNREADABLE' }, steps: expect.any(Array) });
    expect(scene.zoho.meter).toHaveLength(asked);
  });

  it.each([
    ['no code', {}, /code must be/],
    ['a code that is no text', { code: 5 }, /code must be/],
    ['an endless code', { code: 'x'.repeat(9_000) }, /code must be the grant token alone/],
    ['an unknown data center', { code: 'x', dataCenter: 'mars' }, /dataCenter must be one of/],
    ['a portal with a slash', { code: 'x', portal: 'a/b' }, /portal must be/],
    ['a redirect that is no address', { code: 'x', redirectUri: 'javascript:1' }, /redirectUri must be/],
    ['an unknown field', { code: 'x', clientSecret: 'y' }, /clientSecret should not exist/],
    ['a list', [{ code: 'x' }], /./],
    ['no body', undefined, /code must be/],
  ])('refuses %s in our format', async (_what, sent, words) => {
    const { status, body } = await scene.as(scene.zoho.registerClient()).post('/oauth/setup', sent);

    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'BAD_REQUEST', message: expect.stringMatching(words) });
  });

  it('replaces what was there and keeps one row per client', async () => {
    const { client, person } = await scene.setUpPerson();
    const before = await scene.rows('SELECT count(*)::int AS rows FROM oauth_tokens');

    expect((await person.post('/oauth/setup', { code: grantToken(client) })).status).toBe(200);
    expect(await scene.rows('SELECT count(*)::int AS rows FROM oauth_tokens')).toEqual(before);
  });

  it('takes a renewed secret together with a grant token', async () => {
    const { client } = await scene.setUpPerson();
    const renewed = scene.zoho.rotateSecret(client);
    const person = scene.as(renewed);

    expect((await person.post('/oauth/setup', { code: grantToken(client) })).status).toBe(200);
    expect((await person.get('/oauth/status')).body.status).toBe('ready');
    expect((await scene.as(client).get('/oauth/status')).status).toBe(401);
  });

  it('takes a renewed secret with a grant token also where Zoho can no longer confirm it by the old grant', async () => {
    const { client } = await scene.setUpPerson();
    scene.zoho.revokeRefreshToken(client);
    const person = scene.as(scene.zoho.rotateSecret(client));

    expect((await person.get('/oauth/status')).body.error.code).toBe('CLIENT_REJECTED');
    expect((await person.post('/oauth/setup', { code: grantToken(client) })).status).toBe(200);
    expect((await person.get('/oauth/status')).body.status).toBe('ready');
  });
});
