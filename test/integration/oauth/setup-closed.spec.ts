import { beforeAll, expect, it } from '@jest/globals';
import { ConnectionService } from '../../../src/token/connection.service.js';
import type { SimulatedTechnician } from '../../simulators/simulators.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { MINUTE, useScene } from './oauth-scene.js';

describeOnEachDatabase('a server whose set-up was closed after somebody had connected', (database) => {
  const scene = useScene(database, { env: { SDP_SETUP_MODE: 'false' } });
  const newcomer = () => scene.as(scene.zoho.registerClient());
  let technician: SimulatedTechnician;

  beforeAll(async () => {
    technician = scene.server.simulators.newTechnician();
    const grant = { code: technician.grantToken(), dataCenter: technician.dataCenter };
    await scene.server.app.get(ConnectionService).exchange(technician, grant);
  });

  it('refuses new set-ups and says whom to ask', async () => {
    const refused = [
      await newcomer().get('/oauth/initialize'),
      await newcomer().post('/oauth/setup', { code: 'x' }),
      await newcomer().get('/oauth/callback?state=x&code=y'),
      await newcomer().post('/oauth/validate'),
      await scene.as(technician).get('/oauth/initialize'),
    ];

    for (const { status, body } of refused) {
      expect(status).toBe(403);
      expect(body.error).toMatchObject({
        code: 'SETUP_DISABLED',
        resolution: expect.stringContaining('Ask the administrator of this server'),
      });
    }
  });

  it('does not spend a grant token on a connection that exists', async () => {
    const asked = scene.zoho.meter.length;
    const { body } = await scene.as(technician).post('/oauth/setup', { code: technician.grantToken() });

    expect(body.error.code).toBe('SETUP_DISABLED');
    expect(scene.zoho.meter).toHaveLength(asked);
  });

  it('tells a newcomer their status, with the administrator as the only step', async () => {
    const { status, body } = await newcomer().get('/oauth/status');

    expect(status).toBe(200);
    expect(body).toMatchObject({ status: 'setup_required', steps: [expect.stringContaining('administrator')] });
  });

  it('still tells people without credentials how to send them', async () => {
    const { body } = await scene.with({}).get('/oauth/status');

    expect(body.error.code).toBe('CREDENTIALS_MISSING');
  });

  it('closes the page with the same words', async () => {
    const { status, text } = await scene.with({}).get('/');

    expect(status).toBe(200);
    expect(text).toContain('Ask the administrator of this server');
    expect(text).not.toContain('Generate Code');
  });

  it('goes on serving who was connected, to the end', async () => {
    const person = scene.as(technician);

    expect((await person.get('/oauth/status')).body.status).toBe('ready');
    expect((await person.post('/oauth/validate')).body).toMatchObject({
      ok: true,
      technician: { email: technician.email },
    });
    scene.server.clock.advance(2 * MINUTE);
    expect((await person.post('/oauth/refresh')).status).toBe(200);
    expect((await person.delete('/oauth/connection')).body).toEqual({ disconnected: true, revoked: true });
  });
});
