import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { clientId, headersFor } from './fake-setup.js';
import { connectors } from '../../support/sdk-clients.js';

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer();
});
afterAll(() => server.close());

const PEOPLE = ['anna', 'berta', 'carla', 'dora', 'edda', 'fritz'];
/** As many as one person may have under way: eight running and sixteen that wait. */
const CALLS = 24;

it.each(Object.entries(connectors))(
  'gives every answer to its asker when clients share all JSON-RPC ids (%s)',
  async (_name, connect) => {
    const clients = await Promise.all(
      PEOPLE.map(async (name) => ({ name, client: await connect(server.url, headersFor(name)) })),
    );

    const answers = await Promise.all(
      clients.flatMap(({ name, client }) =>
        Array.from({ length: CALLS }, async (_, index) => ({
          asker: name,
          echo: `${name}-${index}`,
          answer: await client.callTool('whoami', { echo: `${name}-${index}`, waitMs: Math.floor(Math.random() * 30) }),
        })),
      ),
    );

    for (const { asker, echo, answer } of answers) {
      expect(answer.structured).toEqual({ connectionId: clientId(asker), echo });
    }
    await Promise.all(clients.map(({ client }) => client.close()));
  },
);

it.each(Object.entries(connectors))(
  'keeps answers apart while some of the calls are cancelled half-way (%s)',
  async (_name, connect) => {
    const clients = await Promise.all(
      PEOPLE.slice(0, 3).map(async (name) => ({ name, client: await connect(server.url, headersFor(name)) })),
    );

    const wrong = await Promise.all(
      clients.flatMap(({ name, client }) =>
        Array.from({ length: CALLS / 2 }, async (_, index) => {
          const echo = `${name}-${index}`;
          const abort = new AbortController();
          if (index % 3 === 0) setTimeout(() => abort.abort(), 10);
          const answer = await client
            .callTool('whoami', { echo, waitMs: 20 + (index % 5) * 5 }, { signal: abort.signal })
            .catch(() => undefined);
          if (answer === undefined) return !abort.signal.aborted;
          return answer.structured['connectionId'] !== clientId(name) || answer.structured['echo'] !== echo;
        }),
      ),
    );

    expect(wrong).not.toContain(true);
    await Promise.all(clients.map(({ client }) => client.close()));
  },
);

it.each(Object.entries(connectors))(
  'never acts for a known client id under a wrong secret, however many right calls run beside it (%s)',
  async (_name, connect) => {
    // Somebody of whom no cancelled call is still on its way out: those have places of the same person.
    const right = await connect(server.url, headersFor('dora'));
    const wrong = await connect(server.url, { ...headersFor('dora'), 'X-SDP-Client-Secret': 'not-the-secret-1' });

    const outcomes = await Promise.all(
      Array.from({ length: CALLS }, async () => [
        (await right.callTool('whoami', { waitMs: 5 })).isError,
        (await wrong.callTool('whoami', { waitMs: 5 })).isError,
      ]),
    );

    expect(outcomes).toEqual(Array.from({ length: CALLS }, () => [false, true]));
    await Promise.all([right.close(), wrong.close()]);
  },
);
