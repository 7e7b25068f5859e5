import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { defineSdpTool } from '../../../src/mcp/tools/define-tool.js';
import { confirm } from '../../../src/mcp/tools/params.js';
import { type Bridged, startBridge, stdioClients } from '../../support/bridged.js';
import { eventually } from '../../support/eventually.js';
import { outcomeOf } from '../../support/sdk-clients.js';
import { type FakeServer, startFakeServer } from '../mcp/fake-server.js';
import { headersFor } from '../mcp/fake-setup.js';

const deleted: string[] = [];
const deleteThing = defineSdpTool({
  name: 'delete_thing',
  title: 'Delete a thing',
  description: 'Deletes a thing for good.',
  toolsets: ['core'],
  annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: true },
  scopes: [],
  operations: [],
  input: z.strictObject({ id: z.string().max(20), confirm }),
  output: z.object({ deleted: z.string() }),
  async handler({ id, confirm: confirmed }, context) {
    await context.confirm({ confirmed, action: `Delete thing ${id}`, preview: 'A thing of Anna' });
    deleted.push(id);
    return { deleted: id };
  },
  markdown: (output) => `Deleted ${output.deleted}.`,
});

let server: FakeServer;
let bridge: Bridged;
beforeAll(async () => {
  server = await startFakeServer({}, [deleteThing]);
});
afterAll(() => server.close());
beforeEach(() => {
  deleted.length = 0;
  server.endless.started = 0;
  server.endless.aborted = 0;
});
afterEach(async () => {
  expect(await bridge.end()).toBe('fine');
});

const headers = headersFor('anna');
const env = { SDP_CLIENT_ID: headers['X-SDP-Client-Id'], SDP_CLIENT_SECRET: headers['X-SDP-Client-Secret'] };
const asking = { capabilities: { elicitation: { form: {} } } };
const cutOff = (): void => server.app.getHttpServer().closeAllConnections();

describe.each(Object.entries(stdioClients))('a client %s, through the bridge', (_which, newClient) => {
  it('is answered as the person of the environment, with progress on the way', async () => {
    bridge = startBridge(server.url, env);
    const client = newClient();
    await bridge.connect(client);
    const steps: number[] = [];

    const answer = outcomeOf(await client.callTool({ name: 'whoami', arguments: { echo: 'hello' } }));
    await client.callTool({ name: 'countdown' }, { onprogress: ({ progress }) => steps.push(progress) });

    expect(answer.structured).toMatchObject({ echo: 'hello', connectionId: env.SDP_CLIENT_ID });
    expect(steps).toEqual([1, 2, 3]);
    expect(bridge.noted()).toBe('');
  });

  it('cancels a call, which ends on the server', async () => {
    bridge = startBridge(`${server.url}/mcp`, { ...env, SDP_TOOLSETS: 'core,requests' });
    const client = newClient();
    await bridge.connect(client);
    const abort = new AbortController();
    const call = client.callTool({ name: 'endless', arguments: {} }, { signal: abort.signal });
    call.catch(() => undefined);
    await eventually(() => expect(server.endless.started).toBe(1));

    abort.abort();

    await expect(call).rejects.toThrow();
    await eventually(() => expect(server.endless.aborted).toBe(1));
  });

  it('asks its person, whose answer counts', async () => {
    bridge = startBridge(server.url, env);
    const client = newClient(asking);
    const shown: string[] = [];
    const answers = [{ action: 'decline' as const }, { action: 'accept' as const, content: { confirm: true } }];
    client.setRequestHandler('elicitation/create', ({ params }) => {
      shown.push(params.message);
      return answers.shift()!;
    });
    await bridge.connect(client);

    const refused = outcomeOf(await client.callTool({ name: 'delete_thing', arguments: { id: '6' } }));
    const agreed = outcomeOf(await client.callTool({ name: 'delete_thing', arguments: { id: '7' } }));

    expect(refused.structured).toMatchObject({ code: 'CONFIRMATION_REFUSED' });
    expect(agreed.structured).toMatchObject({ deleted: '7' });
    expect(shown).toEqual(['Delete thing 6?\n\nA thing of Anna', 'Delete thing 7?\n\nA thing of Anna']);
    expect(deleted).toEqual(['7']);
  });

  it('is told when the connection breaks under a call, and goes on with the next', async () => {
    bridge = startBridge(server.url, { ...env, SDP_TOOLSETS: 'core,requests' });
    const client = newClient(asking);
    await bridge.connect(client);
    const call = client.callTool({ name: 'endless', arguments: {} });
    call.catch(() => undefined);
    await eventually(() => expect(server.endless.started).toBe(1));

    cutOff();

    await expect(call).rejects.toThrow(/may have done what was asked/);
    const next = outcomeOf(await client.callTool({ name: 'whoami', arguments: {} }));
    expect(next.isError).toBe(false);
  });
});

describe('the bridge', () => {
  it('gives an answer to the question it was given for, not to the same number after a break', async () => {
    bridge = startBridge(server.url, env);
    const client = stdioClients['of the 2025 era']!(asking);
    const answering: (() => void)[] = [];
    client.setRequestHandler(
      'elicitation/create',
      () => new Promise((resolve) => answering.push(() => resolve({ action: 'accept', content: { confirm: true } }))),
    );
    await bridge.connect(client);
    const first = client.callTool({ name: 'delete_thing', arguments: { id: 'first' } });
    first.catch(() => undefined);
    await eventually(() => expect(answering).toHaveLength(1));
    cutOff();
    await expect(first).rejects.toThrow(/broke/);
    const second = client.callTool({ name: 'delete_thing', arguments: { id: 'second' } });
    await eventually(() => expect(answering).toHaveLength(2));

    // The first question was withdrawn with its session; its answer comes all the same.
    answering[0]!();
    bridge.send({ id: 'session-1-0', result: { action: 'accept', content: { confirm: true } } });
    bridge.send({ id: 0, result: { action: 'accept', content: { confirm: true } } });
    await client.ping();
    expect(deleted).toEqual([]);

    answering[1]!();
    expect(outcomeOf(await second).structured).toEqual({ deleted: 'second' });
    expect(deleted).toEqual(['second']);
  });

  it('answers each request once, also one that was cancelled and one that nobody knows', async () => {
    bridge = startBridge(server.url, { ...env, SDP_TOOLSETS: 'core,requests' });
    bridge.send({ id: 1, method: 'tools/call', params: { name: 'endless', arguments: {} } });
    await eventually(() => expect(server.endless.started).toBe(1));

    bridge.send({ method: 'notifications/cancelled', params: { requestId: 1 } });
    bridge.send({ id: 2, method: 'no/such', params: {} });
    bridge.send({ id: 'three', method: 'tools/call', params: { name: 'whoami', arguments: {} } });

    await eventually(() => expect(bridge.received).toHaveLength(2));
    await eventually(() => expect(server.endless.aborted).toBe(1));
    expect(bridge.received).toContainEqual(
      expect.objectContaining({ id: 2, error: expect.objectContaining({ code: -32601 }) }),
    );
    expect(bridge.received).toContainEqual(expect.objectContaining({ id: 'three', result: expect.anything() }));
  });

  it.each([
    ['nothing', {}, /SDP_CLIENT_ID and SDP_CLIENT_SECRET are missing/],
    ['a placeholder', { ...env, SDP_CLIENT_SECRET: '${SDP_CLIENT_SECRET}' }, /SDP_CLIENT_SECRET held a placeholder/],
    ['two lines', { ...env, SDP_ACCESS_KEY: 'key\nX-Other: 1' }, /SDP_ACCESS_KEY held a character/],
  ])('with %s in the environment says so to the client and on standard error', async (_what, wrong, words) => {
    bridge = startBridge(server.url, wrong);
    const client = stdioClients['of the 2025 era']!();

    await expect(bridge.connect(client)).rejects.toThrow(words);

    expect(bridge.noted()).toMatch(words);
    expect(bridge.noted()).not.toContain(env.SDP_CLIENT_SECRET);
  });

  it('of an address that is no such server says so', async () => {
    bridge = startBridge(`${server.url}/nowhere`, env);

    await expect(bridge.connect(stdioClients['of the 2025 era']!(asking))).rejects.toThrow(/not as a ServiceDesk Plus/);
  });

  it('of a host that nobody knows says so at once', async () => {
    bridge = startBridge('https://sdp.invalid', env);

    await expect(bridge.connect(stdioClients['of the 2025 era']!())).rejects.toThrow(/sdp\.invalid is not known/);
  });

  it('that finds no TLS behind https:// says so', async () => {
    bridge = startBridge(server.url.replace('http:', 'https:'), env);

    await expect(bridge.connect(stdioClients['of the 2025 era']!())).rejects.toThrow(/No secure connection/);
  });
});
