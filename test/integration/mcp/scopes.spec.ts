import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEFAULT_SCOPES } from '../../../src/config/default-scopes.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../../simulators/simulators.js';
import { startApp, type TestApp } from '../../support/app.js';
import { FakeClock } from '../../support/fake-clock.js';
import { connectors, type TestClient } from '../../support/sdk-clients.js';

const HELD = ['SDPOnDemand.requests.READ', 'SDPOnDemand.setup.READ'];

let simulators: Simulators;
let app: TestApp;
let person: SimulatedTechnician;
beforeAll(async () => {
  const clock = new FakeClock();
  simulators = await startSimulators({ clock });
  app = await startApp({ clock, simulators });
  person = simulators.newTechnician();
});
afterAll(async () => {
  await app.close();
  await simulators.close();
});

async function withClient<T>(act: (client: TestClient) => Promise<T>): Promise<T> {
  const { clientId, clientSecret } = person;
  const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
  const client = await connectors['SDK v2 pinned to 2026-07-28']!(app.url, headers);
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}
const names = () => withClient(async (client) => (await client.listTools()).map(({ name }) => name));

describe('a person whose grant covers a part', () => {
  it('sees all tools before the set-up, then those of the grant, and all again after a larger one', async () => {
    const before = await names();
    await withClient((client) =>
      client.callTool('complete_setup', { grant_token: person.grantToken({ scopes: HELD }) }),
    );
    const some = await names();

    expect(before).toEqual(expect.arrayContaining(['create_request', 'list_requests']));
    expect(some).toEqual(expect.arrayContaining(['list_requests', 'get_metadata', 'complete_setup']));
    for (const name of ['create_request', 'list_technicians']) expect(some).not.toContain(name);

    const sent = simulators.sdp().writes().length;
    const refused = await withClient((client) => client.callTool('create_request', { subject: 'Not allowed' }));
    expect(refused).toMatchObject({
      isError: true,
      structured: { code: 'SDP_SCOPE_MISSING', needsSetup: false, status: 'ready', setupUrl: expect.any(String) },
    });
    expect(refused.text).toContain('SDPOnDemand.requests.CREATE is missing');
    // The steps have the whole string: Zoho replaces a grant and never adds to it.
    expect(refused.text).toContain(`paste exactly this as Scope: ${DEFAULT_SCOPES.join(',')}`);
    expect(simulators.sdp().writes()).toHaveLength(sent);

    await withClient((client) => client.callTool('complete_setup', { grant_token: person.grantToken() }));
    expect(await names()).toEqual(before);
  });
});
