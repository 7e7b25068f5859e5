import { afterEach, expect, it } from '@jest/globals';
import { ReplicaLoad } from '../../../src/common/resilience/in-flight-limit.js';
import { startApp, type TestApp } from '../../support/app.js';

let server: TestApp;
afterEach(() => server.close());

it('a replica with as many calls as SDP_MAX_CALLS answers /oauth with 503 and when to come back, and recovers', async () => {
  server = await startApp({ env: { SDP_MAX_CALLS: '1' } });
  const leave = server.app.get(ReplicaLoad).enter();

  const busy = await fetch(`${server.url}/oauth/status`);

  expect(busy.status).toBe(503);
  expect(busy.headers.get('Retry-After')).toBe('2');
  expect(await busy.json()).toMatchObject({ error: { code: 'SERVER_BUSY', retryAfterSeconds: 2 } });
  expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
  leave();
  expect((await fetch(`${server.url}/oauth/status`)).status).toBe(401);
  expect((await fetch(`${server.url}/oauth/status`)).status).toBe(401);
});
