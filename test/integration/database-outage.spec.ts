import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ServerEvent } from '../../src/common/events/server-event.js';
import { ServerEvents } from '../../src/common/events/server-events.js';
import { AppDataSource } from '../../src/database/app-data-source.js';
import { TokenRefreshJob } from '../../src/token/token-refresh.job.js';
import { startSimulators, type Simulators, type SimulatedTechnician } from '../simulators/simulators.js';
import { startApp, type TestApp } from '../support/app.js';
import { describeOnPostgres } from '../support/database.js';
import { FakeClock } from '../support/fake-clock.js';
import { FaultProxy } from '../support/fault-proxy.js';
import { type CallOutcome, connectors } from '../support/sdk-clients.js';

const MINUTE_MS = 60_000;

describeOnPostgres('a server whose database goes away', (database) => {
  let simulators: Simulators;
  let server: TestApp;
  let proxy: FaultProxy;
  let person: SimulatedTechnician;
  let end: () => Promise<void>;
  const events: ServerEvent[] = [];

  beforeAll(async () => {
    const clock = new FakeClock();
    simulators = await startSimulators({ clock });
    const { config, drop } = await database.createEmpty();
    const { url } = config as { url: string };
    proxy = await FaultProxy.to(url);
    server = await startApp({
      clock,
      simulators,
      database: { kind: 'postgres', url: proxy.urlOf(url) },
      env: { SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only' },
    });
    server.app.get(ServerEvents).subscribe((event) => void events.push(event));
    end = async () => {
      await proxy.set('pass');
      await server.close();
      await proxy.close();
      await simulators.close();
      await drop();
    };
  });
  afterAll(() => end());

  beforeEach(async () => {
    await proxy.set('pass');
    person = simulators.newTechnician();
    // The pool notices connections that were cut only when it uses them, so it is asked until it answers.
    await until(async () => codeOf(await call(person, 'list_requests')) === 'SETUP_REQUIRED');
    expect(await call(person, 'complete_setup', { grant_token: person.grantToken() })).toMatchObject({
      isError: false,
    });
    expect(await call(person, 'list_requests')).toMatchObject({ isError: false });
    events.length = 0;
  });

  const watch = () => server.app.get(AppDataSource).watch;

  async function call(
    { clientId, clientSecret }: Pick<SimulatedTechnician, 'clientId' | 'clientSecret'>,
    tool: string,
    args: Record<string, unknown> = {},
  ): Promise<CallOutcome> {
    const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
    const client = await connectors['SDK v1 over Streamable HTTP']!(server.url, headers);
    try {
      return await client.callTool(tool, args);
    } finally {
      await client.close();
    }
  }

  it.each(['silent', 'refuse'] as const)(
    'goes on for those whose token it has, for the life of the token, and answers the others in time (%s)',
    async (fault) => {
      server.clock.advance(5 * MINUTE_MS);
      await proxy.set(fault);

      const started = performance.now();
      const took = async <T>(outcome: Promise<T>) => ({ outcome: await outcome, ms: performance.now() - started });
      const [first, ...others] = await Promise.all([
        took(call(person, 'list_requests')),
        took(call({ ...person, clientSecret: simulators.newTechnician().clientSecret }, 'list_requests')),
        took(call(simulators.newTechnician(), 'list_requests')),
      ]);
      const known = first.outcome;
      for (const { ms } of others) expect(ms).toBeLessThan(3_000);
      // The first one may wait for its secret and for its token to be looked up in vain.
      expect(first.ms).toBeLessThan(5_000);
      expect(known).toMatchObject({ isError: false });
      for (const { outcome } of others) {
        expect(outcome).toMatchObject({
          isError: true,
          structured: { code: 'DATABASE_UNAVAILABLE', retryAfterSeconds: 5, needsSetup: false },
        });
      }

      await until(() => watch().isLost);
      const fast = performance.now();
      for (let again = 0; again < 5; again++)
        expect(await call(person, 'list_requests')).toMatchObject({ isError: false });
      expect(performance.now() - fast).toBeLessThan(2_000);

      server.clock.advance(56 * MINUTE_MS);
      expect(await call(person, 'list_requests')).toMatchObject({ structured: { code: 'DATABASE_UNAVAILABLE' } });

      await proxy.set('pass');
      const back = performance.now();
      await until(() => !watch().isLost);
      expect(await call(person, 'list_requests')).toMatchObject({ isError: false });
      expect(performance.now() - back).toBeLessThan(5_000);
      const told = events.filter(({ type }) => type.startsWith('database_'));
      expect(told).toEqual([{ type: 'database_lost' }, { type: 'database_back', lostForMs: expect.any(Number) }]);
    },
    30_000,
  );

  it('does not serve whoever it knows to need a new grant', async () => {
    simulators.accounts().revokeRefreshToken(person);
    server.clock.advance(61 * MINUTE_MS);
    await call(person, 'list_requests');
    server.clock.advance(2 * MINUTE_MS);
    expect(await call(person, 'list_requests')).toMatchObject({ structured: { code: 'REAUTH_REQUIRED' } });

    await proxy.set('refuse');

    expect(await call(person, 'list_requests')).toMatchObject({ structured: { code: 'DATABASE_UNAVAILABLE' } });
  });

  it('is alive but not ready after three pings without an answer, says so over HTTP, and logs each thing once', async () => {
    const before = server.log.length;
    const ready = async () => (await fetch(`${server.url}/health/ready`)).status;
    expect(await ready()).toBe(200);
    await server.app.get(TokenRefreshJob).tick();
    await proxy.set('refuse');
    await until(() => watch().isLost);
    expect(await ready()).toBe(200);

    await until(() => watch().missedInARow >= 3);
    expect(await ready()).toBe(503);
    expect((await fetch(`${server.url}/health/live`)).status).toBe(200);
    expect((await fetch(`${server.url}/health`)).status).toBe(503);
    const headers = { 'X-SDP-Client-Id': person.clientId, 'X-SDP-Client-Secret': 'another-secret-of-somebody' };
    const status = await fetch(`${server.url}/oauth/status`, { headers });
    expect(status.status).toBe(503);
    expect(status.headers.get('Retry-After')).toBe('5');
    for (let tick = 0; tick < 5; tick++) await server.app.get(TokenRefreshJob).tick();

    await proxy.set('pass');
    await until(() => !watch().isLost);
    expect(await ready()).toBe(200);
    const lines = server.log.slice(before).map((line) => (JSON.parse(line) as { event?: string }).event);
    for (const event of ['database_lost', 'database_back', 'refresh_sweep_failed']) {
      expect(lines.filter((line) => line === event)).toEqual([event]);
    }
  }, 20_000);
});

function codeOf({ structured }: CallOutcome): unknown {
  return (structured as { code?: unknown } | undefined)?.code;
}

async function until(claim: () => boolean | Promise<boolean>, patienceMs = 10_000): Promise<void> {
  const started = performance.now();
  while (!(await claim())) {
    if (performance.now() - started > patienceMs) throw new Error(`It did not come to pass within ${patienceMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
