import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../src/common/resilience/circuit-breakers.js';
import { TokenRefreshJob } from '../../src/token/token-refresh.job.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { type DatabaseUnderTest, describeOnEachDatabase } from '../support/database.js';
import { startApp, type TestApp } from '../support/app.js';
import { callTool, setUp } from '../support/tool-calls.js';

const MINUTE_MS = 60_000;
/** More than the calls a circuit needs before it may open. */
const DEAD = 25;

/**
 * How the predecessor of this server died: refreshes of dead tokens were counted as failures of Zoho, opened the
 * circuit for everybody, and were repeated every minute until Zoho blocked the account.
 */
describeOnEachDatabase('people whose refresh tokens are dead', (database: DatabaseUnderTest) => {
  let server: TestApp;
  let drop: () => Promise<void>;
  let dead: SimulatedTechnician[];
  let well: SimulatedTechnician;

  beforeAll(async () => {
    const empty = await database.createEmpty();
    drop = empty.drop;
    server = await startApp({ database: empty.config });
    const { simulators } = server;
    dead = Array.from({ length: DEAD }, (_, index) => simulators.newTechnician({ email: `gone-${index}@example.com` }));
    well = simulators.newTechnician();
    for (const person of [...dead, well]) await setUp(server, person);
    for (const person of dead) simulators.accounts().revokeRefreshToken(person);

    // Four hours of a job that runs every minute, and of assistants that try again every ten.
    const job = server.app.get(TokenRefreshJob);
    for (let minute = 0; minute < 240; minute += 1) {
      server.clock.advance(MINUTE_MS);
      await job.tick();
      if (minute % 10 === 0) await callTool(server, dead[minute % DEAD]!, 'list_requests', { limit: 1 });
    }
  }, 240_000);

  afterAll(async () => {
    await server?.close();
    await drop?.();
  });

  const grantsOf = ({ clientId }: SimulatedTechnician): number =>
    server.simulators
      .accounts()
      .meter.filter((grant) => grant.clientId === clientId && grant.grantType === 'refresh_token').length;

  it('do not open the circuit for the others', async () => {
    const circuits = server.app.get(CircuitBreakers).list();

    expect(circuits.map(({ state }) => state)).not.toContain('open');
    expect(await callTool(server, well, 'list_requests', { limit: 1 })).toMatchObject({ isError: false });
  });

  it('are asked for twice each, and then left alone, whatever their assistants try', () => {
    expect(dead.map(grantsOf)).toEqual(dead.map(() => 2));
    expect(grantsOf(well)).toBeGreaterThanOrEqual(4);
  });

  it('never come near the limit at which Zoho blocks', () => {
    expect(server.simulators.accounts().meter.map(({ outcome }) => outcome)).not.toContain('Access Denied');
  });

  it('are told why and what to do', async () => {
    const answer = await callTool(server, dead[0]!, 'list_requests', { limit: 1 });

    expect(answer).toMatchObject({
      isError: true,
      structured: { code: 'REAUTH_REQUIRED', needsSetup: true, steps: expect.any(Array) },
    });
  });

  it('work again the moment new tokens arrive', async () => {
    await setUp(server, dead[0]!);

    expect(await callTool(server, dead[0]!, 'list_requests', { limit: 1 })).toMatchObject({ isError: false });
    server.clock.advance(61 * MINUTE_MS);
    await server.app.get(TokenRefreshJob).tick();
    expect(grantsOf(dead[0]!)).toBe(3);
  });
});
