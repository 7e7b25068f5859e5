import { DataSource } from 'typeorm';
import { Activity } from '../../src/admin/activity/activity.js';
import { ServerEvents } from '../../src/common/events/server-events.js';
import { CircuitBreakers } from '../../src/common/resilience/circuit-breakers.js';
import { DeferredWriteJob } from '../../src/writes/deferred-write.job.js';
import { callTool } from '../integration/writes/writes-scene.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { startApp, type TestApp } from './app.js';

export const OPERATOR_TOKEN = 'token-of-the-operator-for-tests';
/** In every deferred write: nothing that an operator sees may hold it. */
export const PRIVATE_WORDS = 'words for the ticket alone';

/** A server with people, trouble and an hour behind it, for looking at what an operator sees. */
export interface OperatorWorld extends TestApp {
  readonly people: readonly SimulatedTechnician[];
  rows(sql: string, parameters?: unknown[]): Promise<any[]>;
}

/** @param env besides the admin token */
export async function startOperatorWorld(env: NodeJS.ProcessEnv = {}): Promise<OperatorWorld> {
  const server = await startApp({ env: { SDP_ADMIN_TOKEN: OPERATOR_TOKEN, ...env } });
  const people: SimulatedTechnician[] = [];
  for (let count = 0; count < 6; count += 1) people.push(await setUp(server));
  const data = server.app.get(DataSource);
  return { ...server, people, rows: (sql, parameters) => data.query(sql, parameters) };
}

/** Writes in several states, and a day that has passed. */
export async function addWrites(world: OperatorWorld): Promise<void> {
  const { clock, people, app } = world;
  const [first, second, third] = people as [SimulatedTechnician, SimulatedTechnician, SimulatedTechnician];
  const request = world.simulators.sdp().store.liveRequests()[0]!;
  const note = (as: SimulatedTechnician) =>
    callTool(world.url, as, {
      tool: 'add_private_note',
      args: { request_id: request.display_id, note_content: PRIVATE_WORDS, defer: 'always' },
    });
  await note(second);
  await app.get(DeferredWriteJob).tick();
  await note(third);
  clock.advance(25 * 3_600_000);
  await app.get(DeferredWriteJob).tick();
  await note(first);
  await note(second);
  await callTool(world.url, first, { tool: 'list_requests', args: {} });
}

/** Connections in each state, and an open circuit. */
export async function addTrouble(world: OperatorWorld): Promise<void> {
  const { clock, app } = world;
  const ids = (await world.rows('SELECT id FROM oauth_tokens ORDER BY id')).map(({ id }) => id as string);
  const now = clock.now();
  await world.rows(`UPDATE oauth_tokens SET next_refresh_at = $1, last_api_success_at = $2`, [
    new Date(now.getTime() + 52 * 60_000),
    new Date(now.getTime() - 4 * 60_000),
  ]);
  await world.rows(
    `UPDATE oauth_tokens SET needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = $1,
            consecutive_failures = 2, first_failure_at = $1, last_failure_at = $1, last_failure_code = 'invalid_code'
      WHERE id = $2`,
    [new Date(now.getTime() - 3 * 3_600_000), ids[1]],
  );
  await world.rows(
    `UPDATE oauth_tokens SET consecutive_failures = 3, first_failure_at = $1, last_failure_at = $1,
            last_failure_code = 'timeout', portal = 'branch_office', next_refresh_at = $2
      WHERE id = $3`,
    [new Date(now.getTime() - 9 * 60_000), new Date(now.getTime() + 6 * 60_000), ids[4]],
  );
  await openCircuit(world, 'sdp-api:us');
  await app
    .get(CircuitBreakers)
    .get('zoho-accounts:us')
    .run(async () => 'answer', { isSick: () => true });
}

export async function openCircuit({ app }: OperatorWorld, name: string): Promise<void> {
  const breaker = app.get(CircuitBreakers).get(name);
  const sick = () => Promise.reject(new Error('sick'));
  while (breaker.state().state !== 'open') {
    await breaker.run(sick, { isSick: () => true, sicknessOf: () => 'timeout' }).catch(() => undefined);
  }
}

/** An hour of work, the same each time. */
export function liveAnHour({ app, clock }: OperatorWorld): void {
  const events = app.get(ServerEvents);
  for (let step = 0; step < 360; step += 1) {
    const busy = Math.round(3 + 3 * Math.sin(step / 40) + (step % 7) / 2);
    for (let call = 0; call < busy; call += 1) {
      const slow = (step * 7 + call * 13) % 17 === 0;
      const outcome = step > 250 && step < 275 && call % 2 === 0 ? 'SDP_UNAVAILABLE' : 'ok';
      const durationMs = slow ? 2_600 : 180 + ((step * 31 + call * 57) % 400);
      events.emit({ type: 'tool_called', tool: 'get_request', writes: false, outcome, durationMs });
    }
    const where = { connectionId: 'x', dataCenter: 'us', trigger: 'job' } as const;
    if (step % 12 === 0)
      events.emit({ type: 'token_refreshed', ...where, durationMs: 9, leftMs: 9, failuresBefore: 0 });
    clock.advance(10_000);
    app.get(Activity).tick();
  }
}

async function setUp(server: TestApp): Promise<SimulatedTechnician> {
  const technician = server.simulators.newTechnician();
  const response = await fetch(`${server.url}/oauth/setup`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-SDP-Client-Id': technician.clientId,
      'X-SDP-Client-Secret': technician.clientSecret,
    },
    body: JSON.stringify({ code: technician.grantToken() }),
  });
  if (!response.ok) throw new Error(`The set-up failed: ${await response.text()}`);
  return technician;
}
