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

describe('a person whose grant has changes and no requests', () => {
  let change: string;
  beforeAll(async () => {
    person = simulators.newTechnician();
    const scopes = ['SDPOnDemand.changes.ALL', 'SDPOnDemand.users.READ'];
    await withClient((client) => client.callTool('complete_setup', { grant_token: person.grantToken({ scopes }) }));
    change = simulators.sdp().store.changes.newestFirst()[0]!.id;
  });

  it('sees the tools for what hangs below changes, and none for requests alone', async () => {
    const listed = await names();

    expect(listed).toEqual(expect.arrayContaining(['log_time', 'read_attachment', 'list_approvals']));
    expect(listed).not.toContain('list_requests');
  });

  it('works below a change, and reads which scope is missing for a request, of which nothing was sent', async () => {
    const logged = await withClient((client) =>
      client.callTool('log_time', { module: 'change', id: change, time: '30m', technician: 'Dana Reyes' }),
    );
    const sent = simulators.sdp().journal.length;
    const refused = await withClient((client) => client.callTool('log_time', { id: '101', time: '30m' }));

    expect(logged).toMatchObject({ isError: false, structured: { record: { module: 'change' } } });
    expect(refused).toMatchObject({ isError: true, structured: { code: 'SDP_SCOPE_MISSING' } });
    expect(refused.text).toContain('SDPOnDemand.requests.READ and SDPOnDemand.requests.CREATE is missing');
    expect(simulators.sdp().journal).toHaveLength(sent);
  });

  it.each(['list_tasks', 'create_task'])('is told by %s that tasks without a record need requests', async (tool) => {
    const ofChange = await withClient((client) =>
      client.callTool(tool, { module: 'change', id: change, title: tool === 'create_task' ? 'Test it' : undefined }),
    );
    const alone = await withClient((client) =>
      client.callTool(tool, tool === 'create_task' ? { title: 'Test it' } : {}),
    );

    expect(ofChange).toMatchObject({ isError: false });
    expect(alone.text).toContain('SDPOnDemand.requests.');
  });
});
