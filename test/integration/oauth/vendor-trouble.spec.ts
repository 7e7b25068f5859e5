import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp, type TestApp } from '../../support/app.js';
import { callTool, setUp } from '../../support/tool-calls.js';
import type { SimulatedTechnician } from '../../simulators/simulators.js';

describe('a person whose tools stopped working because ServiceDesk Plus is down', () => {
  let server: TestApp;
  let person: SimulatedTechnician;

  beforeAll(async () => {
    server = await startApp();
    person = server.simulators.newTechnician();
    await setUp(server, person);
  });
  afterAll(() => server?.close());

  it('is told by check_auth_status that nothing is wrong while it is up', async () => {
    expect((await callTool(server, person, 'check_auth_status')).structured).toMatchObject({
      status: 'ready',
      circuits: { 'Zoho Accounts': 'closed', 'ServiceDesk Plus': 'closed' },
    });
  });

  it('is told by check_auth_status that it is not their connection', async () => {
    server.simulators.sdp().faults.untilCleared({ kind: 'status', status: 503 });
    for (let calls = 0; calls < 40; calls += 8) {
      await Promise.all(Array.from({ length: 8 }, () => callTool(server, person, 'list_requests', { limit: 1 })));
    }

    const refused = await callTool(server, person, 'list_requests', { limit: 1 });
    const { structured, text } = await callTool(server, person, 'check_auth_status');

    expect(refused.text).toMatch(/^ServiceDesk Plus failed too often/);

    expect(structured).toMatchObject({ status: 'ready', needsSetup: false, circuits: { 'ServiceDesk Plus': 'open' } });
    expect(text).toMatch(/ServiceDesk Plus failed too often .* tried again in about \d+ seconds/);
  });
});
