import { describe, expect, it } from '@jest/globals';
import { embeddedDatabase } from '../../support/database.js';
import { useScene } from './oauth-scene.js';

describe('credentials at the REST interface', () => {
  const scene = useScene(embeddedDatabase);

  it.each([
    ['GET', '/oauth/initialize'],
    ['POST', '/oauth/setup'],
    ['GET', '/oauth/status'],
    ['POST', '/oauth/validate'],
    ['POST', '/oauth/refresh'],
    ['DELETE', '/oauth/connection'],
  ])('are needed by %s %s, and the answer shows the entry that sends them', async (method, path) => {
    const nobody = scene.with({});
    const body = path === '/oauth/setup' ? { code: 'x' } : undefined;
    const answer = await (method === 'GET'
      ? nobody.get(path)
      : method === 'DELETE'
        ? nobody.delete(path)
        : nobody.post(path, body));

    expect(answer.status).toBe(401);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.body).toMatchObject({
      error: { code: 'CREDENTIALS_MISSING', setupUrl: 'http://localhost:3456/' },
      status: 'setup_required',
      needsSetup: true,
    });
    expect(answer.body.steps.join('\n')).toMatch(
      /env block.*never leaves your machine[^]*"X-SDP-Client-Secret": "\$\{SDP_CLIENT_SECRET\}"/,
    );
  });

  it('that arrive as placeholders are named', async () => {
    const headers = { 'X-SDP-Client-Id': '${SDP_CLIENT_ID}', 'X-SDP-Client-Secret': '${SDP_CLIENT_SECRET}' };
    const { status, body } = await scene.with(headers).get('/oauth/status');

    expect(status).toBe(401);
    expect(body.error.message).toBe(
      'X-SDP-Client-Id and X-SDP-Client-Secret arrived with a variable that was not filled in.',
    );
  });

  it('work as Authorization: Basic, for the same connection', async () => {
    const { client } = await scene.setUpPerson();
    const authorization = `Basic ${Buffer.from(`${client.clientId}:${client.clientSecret}`).toString('base64')}`;

    expect((await scene.with({ authorization }).get('/oauth/status')).body.status).toBe('ready');
  });

  it('in the query string are refused, with the advice to make a new secret', async () => {
    const { client, person } = await scene.setUpPerson();
    const { status, body } = await person.get(`/oauth/status?client_secret=${client.clientSecret}`);

    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'CREDENTIALS_MALFORMED',
      message: expect.stringContaining('new Client Secret'),
    });
  });

  it('of a form that Zoho does not use are refused without asking Zoho', async () => {
    const asked = scene.zoho.meter.length;
    const { status, body } = await scene.as({ clientId: 'jane', clientSecret: 'secret' }).get('/oauth/status');

    expect(status).toBe(400);
    expect(body.error.code).toBe('CREDENTIALS_MALFORMED');
    expect(scene.zoho.meter).toHaveLength(asked);
  });

  it('beside a header that cannot be used get one sentence for each such header', async () => {
    const { client } = await scene.setUpPerson();
    const person = scene.as(client, { 'X-SDP-Data-Center': 'mars', 'X-SDP-Portal': 'a/b' });
    const { status, body } = await person.get('/oauth/status');

    expect(status).toBe(400);
    expect(body.error).toMatchObject({ code: 'HEADER_INVALID', message: expect.stringMatching(/Data-Center.*Portal/) });
  });

  it('with the secret of somebody else are rejected', async () => {
    const { client } = await scene.setUpPerson();
    const other = await scene.setUpPerson();
    const mixed = { clientId: client.clientId, clientSecret: other.client.clientSecret };
    const { status, body } = await scene.as(mixed).get('/oauth/status');

    expect(status).toBe(401);
    expect(body.error.code).toBe('CLIENT_REJECTED');
    expect(body).not.toHaveProperty('connection');
  });
});
