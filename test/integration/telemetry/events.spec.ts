import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import { startApp, type TestApp } from '../../support/app.js';
import { sampleEvents } from '../../support/sample-events.js';
import { connectors } from '../../support/sdk-clients.js';

let app: TestApp;
const heard: ServerEvent[] = [];
const credentials = (of: { clientId: string; clientSecret: string }) => ({
  'X-SDP-Client-Id': of.clientId,
  'X-SDP-Client-Secret': of.clientSecret,
});

beforeAll(async () => {
  app = await startApp();
  app.app.get(ServerEvents).subscribe((event) => void heard.push(event));
});
afterAll(() => app.close());

const told = (type: ServerEvent['type']) => heard.filter((event) => event.type === type);

it('a set-up that fails is told once, whichever way it came', async () => {
  const technician = app.simulators.newTechnician();
  const code = '1000.0123456789abcdef0123456789abcdef.0123456789abcdef0123456789abcdef';
  const headers = credentials(technician);

  await fetch(`${app.url}/oauth/setup`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ code, dataCenter: 'us' }),
  });
  await fetch(`${app.url}/oauth/callback?code=${code}&state=unknown`);

  expect(told('setup_failed')).toEqual([
    { type: 'setup_failed', dataCenter: 'us', code: 'GRANT_TOKEN_INVALID' },
    { type: 'setup_failed', dataCenter: 'us', code: 'STATE_INVALID' },
  ]);
});

it('a write is told with the ids of what it wrote', async () => {
  const technician = app.simulators.newTechnician();
  const client = await connectors['SDK v1 over SSE']!(app.url, credentials(technician));
  await client.callTool('complete_setup', { grant_token: technician.grantToken() });
  const [ticket] = [...app.simulators.sdp().store.requests.values()];
  const note = await client.callTool('add_private_note', { request_id: ticket!.display_id, note_content: 'checked' });
  await client.close();

  expect(told('tool_called').at(-1)).toMatchObject({
    tool: 'add_private_note',
    writes: true,
    outcome: 'ok',
    recordIds: [note.structured['id'], note.structured['note_id']],
  });
});

it.each([
  ['circuit_opened', 'warn'],
  ['database_lost', 'error'],
  ['token_save_lost', 'warn'],
] as const)('an event is one line of the log, with its name and level (%s)', (type, level) => {
  const before = app.log.length;
  app.app.get(ServerEvents).emit(sampleEvents[type]);

  const lines = app.log.slice(before).map((line) => JSON.parse(line) as Record<string, unknown>);
  const { type: event, ...fields } = sampleEvents[type];
  expect(lines).toEqual([expect.objectContaining({ event, level, ...fields })]);
});

it('a circuit that opens is told', async () => {
  const breaker = app.app.get(CircuitBreakers).get('sdp-api:test');
  const sick = () => breaker.run(() => Promise.reject(new Error('sick')), { isSick: () => true });
  for (let calls = 20; calls > 0; calls -= 1) await sick().catch(() => undefined);

  expect(breaker.state().state).toBe('open');
  expect(told('circuit_opened').at(-1)).toEqual({ type: 'circuit_opened', circuit: 'sdp-api:test' });
});
