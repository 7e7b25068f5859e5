import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../../simulators/common/faults.js';
import { describeOnEachDatabase, embeddedDatabase } from '../../support/database.js';
import { MINUTE, type OAuthScene, useScene } from './oauth-scene.js';

const THROTTLED = {
  error_description: 'You have made too many requests continuously. Please try again after some time.',
  error: 'Access Denied',
  status: 'failure',
};

/** Tries to set up while Zoho has `fault`; then, with the same grant token, when it is over. */
async function setUpThrough(scene: OAuthScene, fault: Fault) {
  const client = scene.zoho.registerClient();
  const code = scene.zoho.mintGrantToken(client, { minutes: 10 });
  scene.zoho.faults.next(1, fault);
  const during = await scene.as(client).post('/oauth/setup', { code });
  scene.zoho.faults.clear();
  // Longer than a circuit stays open, shorter than a grant token lives.
  scene.server.clock.advance(2 * MINUTE);
  const after = await scene.as(client).post('/oauth/setup', { code });
  return { during, after };
}

describeOnEachDatabase('set-up while Zoho is in trouble', (database) => {
  const scene = useScene(database);

  it.each([400, 200])('says that Zoho throttles, and for how long, when it does so with HTTP %i', async (status) => {
    const { during, after } = await setUpThrough(scene, { kind: 'status', status, body: THROTTLED });

    expect(during.status).toBe(429);
    expect(during.body.error).toMatchObject({ code: 'ZOHO_THROTTLED', retryAfterSeconds: 600 });
    expect(during.headers.get('retry-after')).toBe('600');
    expect(during.text).not.toContain('continuously');
    expect(after.status).toBe(200);
  });

  it.each<[string, Fault]>([
    ['answers 503 with a page', { kind: 'status', status: 503 }],
    ['answers 500 with JSON', { kind: 'status', status: 500, body: 'json' }],
    ['answers 200 with a page', { kind: 'html' }],
    ['cuts the connection', { kind: 'reset' }],
    ['sends an error that nobody knows', { kind: 'status', status: 200, body: { error: '<b>new_error</b>' } }],
  ])('says that Zoho gives no usable answer when it %s, and takes the same grant token later', async (_what, fault) => {
    const { during, after } = await setUpThrough(scene, fault);

    expect(during.status).toBe(503);
    expect(during.body.error).toMatchObject({
      code: 'ZOHO_UNAVAILABLE',
      resolution: expect.stringContaining('same grant token'),
      retryAfterSeconds: expect.any(Number),
    });
    expect(during.body).not.toHaveProperty('needsSetup');
    expect(during.text).not.toMatch(/new_error|temporarily unable|Sign in/);
    expect(after.status).toBe(200);
  });

  it('waits for a slow answer', async () => {
    const client = scene.zoho.registerClient();
    scene.zoho.faults.next(1, { kind: 'slow', ms: 400 });
    const { status } = await scene.as(client).post('/oauth/setup', { code: scene.zoho.mintGrantToken(client) });

    expect(status).toBe(200);
  });

  it('says that Zoho throttles when a refresh is refused for it, and stays ready', async () => {
    const { person } = await scene.setUpPerson();
    scene.server.clock.advance(2 * MINUTE);
    scene.zoho.faults.next(1, { kind: 'status', status: 400, body: THROTTLED });
    const { status, body } = await person.post('/oauth/refresh');

    expect(status).toBe(429);
    expect(body.error.code).toBe('ZOHO_THROTTLED');
    expect((await person.get('/oauth/status')).body.status).toBe('ready');
  });
});

describe('set-up while Zoho never answers', () => {
  const scene = useScene(embeddedDatabase);

  it('ends after ten seconds with a grant token that may be tried again', async () => {
    const client = scene.zoho.registerClient();
    scene.zoho.faults.next(1, { kind: 'hang' });
    const begun = performance.now();
    const { status, body } = await scene.as(client).post('/oauth/setup', { code: scene.zoho.mintGrantToken(client) });

    expect(status).toBe(503);
    expect(body.error).toMatchObject({ code: 'ZOHO_UNAVAILABLE', message: expect.stringContaining('timeout') });
    expect(performance.now() - begun).toBeLessThan(15_000);
  });
});
