import { expect, it } from '@jest/globals';
import { ApiSuccessRecorder } from '../../../src/token/api-success.recorder.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, useScene } from './oauth-scene.js';

describeOnEachDatabase('care of a connection', (database) => {
  const scene = useScene(database);
  const allSecrets = () => [...scene.zoho.secrets];

  it('shows the state of a connection without any secret', async () => {
    const { client, person } = await scene.setUpPerson();
    const { status, body, text } = await person.get('/oauth/status');

    expect(status).toBe(200);
    expect(body.connection).toEqual({
      dataCenter: 'us',
      portal: scene.server.simulators.sdp().portal,
      scopes: expect.arrayContaining(['SDPOnDemand.requests.ALL']),
      missingScopes: [],
      reauthReason: null,
      reauthAt: null,
      accessTokenExpiresAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      nextRefreshAt: expect.any(String),
      lastRefreshedAt: expect.anything(),
      refreshCount: 0,
      consecutiveFailures: 0,
      firstFailureAt: null,
      lastFailureAt: null,
      lastFailureCode: null,
      lastApiSuccessAt: null,
      lastUsedAt: expect.any(String),
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    for (const secret of [...allSecrets(), client.clientId]) expect(text).not.toContain(secret);
  });

  it('answers the portal of the header before the one of the server', async () => {
    const { client } = await scene.setUpPerson();

    expect((await scene.as(client, { 'X-SDP-Portal': 'other' }).get('/oauth/status')).body.connection.portal).toBe(
      'other',
    );
  });

  it('says what to do when nothing is stored', async () => {
    const person = scene.as(scene.zoho.registerClient());
    const answers = [await person.post('/oauth/validate'), await person.post('/oauth/refresh')];

    for (const { status, body } of answers) {
      expect(status).toBe(409);
      expect(body).toMatchObject({ error: { code: 'SETUP_REQUIRED' }, status: 'setup_required', needsSetup: true });
      expect(body.steps).toHaveLength(6);
    }
    expect((await person.get('/oauth/status')).body).toMatchObject({ status: 'setup_required', needsSetup: true });
  });

  it('validates by one real call and says who the person is', async () => {
    const technician = scene.server.simulators.newTechnician();
    const { person } = await scene.setUpPerson(technician);
    const { status, body } = await person.post('/oauth/validate');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: true,
      status: 'ready',
      missingScopes: [],
      portal: scene.server.simulators.sdp().portal,
    });
    expect(body.technician).toEqual({ name: technician.name, email: technician.email });
    expect(scene.server.simulators.sdp().journal.filter(({ user }) => user === technician.email)).not.toHaveLength(0);
  });

  it('shows a failure and a success as soon as they have happened', async () => {
    const technician = scene.server.simulators.newTechnician();
    const { person } = await scene.setUpPerson(technician);
    await person.post('/oauth/validate');
    await scene.server.app.get(ApiSuccessRecorder).drain();
    const worked = (await person.get('/oauth/status')).body.connection;
    scene.server.clock.advance(2 * MINUTE);
    scene.zoho.faults.next(1, { kind: 'status', status: 503 });
    await person.post('/oauth/refresh');
    const { body } = await person.get('/oauth/status');

    expect(worked).toMatchObject({ lastApiSuccessAt: expect.any(String), lastFailureCode: null });
    expect(body).toMatchObject({
      status: 'ready',
      message: expect.stringContaining('The last refresh of the access token failed'),
      connection: { consecutiveFailures: 1, lastFailureCode: 'server_error' },
    });
  });

  it('says that a portal does not exist', async () => {
    const technician = scene.server.simulators.newTechnician();
    await scene.setUpPerson(technician);
    const { status, body } = await scene.as(technician, { 'X-SDP-Portal': 'nowhere' }).post('/oauth/validate');

    expect(status).toBe(200);
    expect(body).toMatchObject({
      ok: false,
      code: 'SDP_PORTAL_UNKNOWN',
      portal: 'nowhere',
      resolution: expect.any(String),
    });
  });

  it('gives no verdict while ServiceDesk Plus is down', async () => {
    const technician = scene.server.simulators.newTechnician();
    const { person } = await scene.setUpPerson(technician);
    const sdp = scene.server.simulators.sdp();
    sdp.faults.untilCleared({ kind: 'status', status: 503 });
    const { status, body } = await person.post('/oauth/validate');
    sdp.faults.clear();

    expect(status).toBe(503);
    expect(body.error.code).toMatch(/^(SDP_UNAVAILABLE|CIRCUIT_OPEN)$/);
  });

  it('renews the access token on demand', async () => {
    const { client, person } = await scene.setUpPerson();
    const before = (await person.get('/oauth/status')).body.connection;
    scene.server.clock.advance(2 * MINUTE);
    const { status, body } = await person.post('/oauth/refresh');

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'ready', connection: { refreshCount: 1 } });
    expect(body.connection.accessTokenExpiresAt > before.accessTokenExpiresAt).toBe(true);
    expect(scene.zoho.meter.filter(({ clientId }) => clientId === client.clientId)).toHaveLength(2);
  });

  it('asks for a new grant token once Zoho has said twice that the grant is dead, and works again with one', async () => {
    const { client, person } = await scene.setUpPerson();
    scene.zoho.revokeRefreshToken(client);
    scene.server.clock.advance(2 * MINUTE);
    await person.post('/oauth/refresh');
    scene.server.clock.advance(2 * MINUTE);
    const second = await person.post('/oauth/refresh');

    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({
      error: { code: 'REAUTH_REQUIRED' },
      status: 'reauth_required',
      needsSetup: true,
      setupUrl: 'http://localhost:3456/',
    });
    expect(second.body.steps).toHaveLength(6);
    expect((await person.get('/oauth/status')).body).toMatchObject({
      status: 'reauth_required',
      needsSetup: true,
      connection: { reauthReason: 'invalid_code' },
    });
    expect((await person.get('/oauth/initialize')).body).toHaveProperty('consentUrl');
    expect((await person.post('/oauth/validate')).body.error.code).toBe('REAUTH_REQUIRED');

    await person.post('/oauth/setup', { code: scene.zoho.mintGrantToken(client) });
    expect((await person.get('/oauth/status')).body).toMatchObject({
      status: 'ready',
      connection: { reauthReason: null },
    });
  });

  it('keeps two people apart', async () => {
    const [one, two] = [await scene.setUpPerson(), scene.as(scene.zoho.registerClient())];

    expect((await two.get('/oauth/status')).body.status).toBe('setup_required');
    expect((await two.delete('/oauth/connection')).body.error.code).toBe('SETUP_REQUIRED');
    expect((await one.person.get('/oauth/status')).body.status).toBe('ready');
  });

  it('revokes at Zoho and forgets when the person disconnects, and nobody else is touched', async () => {
    const [leaving, staying] = [await scene.setUpPerson(), await scene.setUpPerson()];
    const { status, body } = await leaving.person.delete('/oauth/connection');

    expect({ status, body }).toEqual({ status: 200, body: { disconnected: true, revoked: true } });
    expect(scene.zoho.liveTokens(leaving.client)).toEqual({ refreshTokens: [], accessTokens: [] });
    expect((await leaving.person.get('/oauth/status')).body.status).toBe('setup_required');
    expect(scene.zoho.liveTokens(staying.client).refreshTokens).toHaveLength(1);
    expect((await staying.person.get('/oauth/status')).body.status).toBe('ready');
  });

  it('forgets even when Zoho cannot be told, and says so', async () => {
    const { person } = await scene.setUpPerson();
    scene.zoho.faults.next(1, { kind: 'status', status: 503 });

    expect((await person.delete('/oauth/connection')).body).toEqual({ disconnected: true, revoked: false });
    expect((await person.get('/oauth/status')).body.status).toBe('setup_required');
  });

  it('writes no secret into the log or into a readable column', async () => {
    const log = scene.server.log.join('\n');
    const rows = await scene.rows('SELECT to_jsonb(t)::text AS text FROM oauth_tokens t');
    const stored = rows.map(({ text }) => text).join('\n');

    expect(log.length).toBeGreaterThan(0);
    for (const secret of allSecrets()) {
      expect(log).not.toContain(secret);
      expect(stored).not.toContain(secret);
      expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });
});
