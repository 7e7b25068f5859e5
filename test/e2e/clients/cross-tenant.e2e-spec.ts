import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SimulatedTechnician } from '../../simulators/simulators.js';
import { connectors, type TestClient } from '../../support/sdk-clients.js';
import { headersOf, setStage, type Stage } from './stage.js';

const PEOPLE = 3;
const CALLS = 12;

let stage: Stage;
let people: SimulatedTechnician[];

beforeAll(async () => {
  stage = await setStage();
  people = Array.from({ length: PEOPLE }, () => stage.simulators.newTechnician());
  for (const person of people) {
    await withClient('SDK v1 over Streamable HTTP', headersOf(person), async (client) => {
      const { isError } = await client.callTool('complete_setup', { grant_token: person.grantToken() });
      expect(isError).toBe(false);
    });
  }
});
afterAll(() => stage.close());

async function withClient<T>(
  kind: string,
  headers: Record<string, string>,
  act: (client: TestClient) => Promise<T>,
): Promise<T> {
  const client = await connectors[kind]!(stage.url, headers);
  try {
    return await act(client);
  } finally {
    await client.close();
  }
}

const times = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i));

// Every client object counts its JSON-RPC ids from 0, so all of them use the same ones.
describe.each(Object.keys(connectors))('people who use the %s at the same time', (kind) => {
  it('each get their own answers, and ServiceDesk Plus sees each of them act', async () => {
    const before = stage.simulators.sdp().journal.length;

    await Promise.all(
      people.map((person) =>
        withClient(kind, headersOf(person), async (client) => {
          const answers = await Promise.all(
            times(CALLS, async (index) => {
              const subject = `${person.email} ${kind} ${index}`;
              return { subject, answer: await client.callTool('create_request', { subject }) };
            }),
          );
          for (const { subject, answer } of answers) expect(answer.structured).toMatchObject({ subject });
        }),
      ),
    );

    const created = stage.simulators
      .sdp()
      .journal.slice(before)
      .filter(({ operation, status }) => operation === 'requests.create' && status < 400)
      .map(({ user }) => user);
    for (const { email } of people) expect(created.filter((user) => user === email)).toHaveLength(CALLS);
    expect(created).toHaveLength(PEOPLE * CALLS);
  });

  it('are safe from somebody who knows a client id and not its secret', async () => {
    const [victim] = people;
    const thief = { clientId: victim!.clientId, clientSecret: 'f'.repeat(42) };

    const outcomes = await withClient(kind, headersOf(victim!), (own) =>
      withClient(kind, headersOf(thief), (foreign) =>
        Promise.all(
          times(CALLS, async (index) => {
            const [right, wrong] = await Promise.all([
              own.callTool('list_requests', { limit: 1 }),
              foreign.callTool('create_request', { subject: `stolen ${kind} ${index}` }),
            ]);
            return { right: right.isError, wrong: wrong.isError, said: JSON.stringify(wrong) };
          }),
        ),
      ),
    );

    expect(outcomes.map(({ right, wrong }) => [right, wrong])).toEqual(times(CALLS, () => [false, true]));
    expect(outcomes.map(({ said }) => said).join()).not.toContain(victim!.email);
    const stolen = [...stage.simulators.sdp().store.requests.values()].filter(({ subject }) =>
      subject.startsWith(`stolen ${kind}`),
    );
    expect(stolen).toEqual([]);
  });
});
