import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { clientId, headersFor } from './fake-setup.js';
import { JSON_HEADERS, type RawAnswer, rpc, send, until } from './raw-http.js';
import { SseStream } from './sse-stream.js';

const limits = { sessionsPerCredential: 2, sessionsWithoutCredential: 3, stalledBytes: 64 * 1_024 };

let server: FakeServer;
beforeAll(async () => {
  server = await startFakeServer(limits);
});
afterAll(() => server.close());

async function open(headers: Record<string, string>, query = ''): Promise<SseStream> {
  const stream = await SseStream.open(`${server.url}/sse${query}`, headers);
  if (stream.status === 200) await until(() => stream.endpoint !== '');
  return stream;
}

function say(stream: SseStream, body: string, headers: Record<string, string>): Promise<RawAnswer> {
  return send(`${server.url}${stream.endpoint}`, { method: 'POST', headers: { ...JSON_HEADERS, ...headers }, body });
}

async function answerTo(stream: SseStream, id: number): Promise<Record<string, unknown>> {
  await until(() => stream.messages.some((message) => message['id'] === id));
  return stream.messages.find((message) => message['id'] === id)!;
}

const whoami = (id: number, args = {}) => rpc(id, 'tools/call', { name: 'whoami', arguments: args });

describe('an SSE stream', () => {
  it('starts at once, unbuffered, with the address for messages', async () => {
    const stream = await open(headersFor('anna'));

    expect(stream).toMatchObject({
      status: 200,
      headers: {
        'content-type': 'text/event-stream',
        'x-accel-buffering': 'no',
        'cache-control': expect.stringContaining('no-transform'),
      },
    });
    expect(stream.endpoint).toMatch(/^\/messages\?sessionId=[0-9a-f-]{36}$/);
    stream.close();
  });

  it('is kept alive with comments that no client reads as a message', async () => {
    const stream = await open(headersFor('anna'));

    server.clock.advance(18_001);
    server.sessions.sweep();

    await until(() => stream.received.includes(': keep-alive\n\n'));
    expect(stream.messages).toEqual([]);
    stream.close();
  });

  it('stays open in silence, and ends after its lifetime with the time to come back', async () => {
    const stream = await open(headersFor('berta'));

    server.clock.advance(7 * 3_600_000);
    server.sessions.sweep();
    expect(stream.closed).toBe(false);
    server.clock.advance(3_600_000);
    server.sessions.sweep();

    await until(() => stream.closed);
    expect(Number(/^retry: (\d+)$/m.exec(stream.received)?.[1])).toBeGreaterThanOrEqual(1_000);
  });

  it('takes its selection of tools from the GET, where clients can set it', async () => {
    const stream = await open(headersFor('anna'), '?readonly=1&toolsets=requests');

    await say(stream, rpc(1, 'tools/list'), headersFor('anna'));

    const { result } = (await answerTo(stream, 1)) as { result: { tools: { name: string }[] } };
    expect(result.tools.map(({ name }) => name)).toEqual(['countdown', 'set_up']);
    stream.close();
  });
});

describe('a session', () => {
  it.each([
    ['another person', headersFor('berta')],
    ['the right client id with another secret', { ...headersFor('anna'), 'X-SDP-Client-Secret': 'not-the-secret-1' }],
    ['credentials that cannot be read', { 'X-SDP-Client-Id': 'half' }],
  ])('does not exist for %s', async (_who, headers) => {
    const stream = await open(headersFor('anna'));

    const { status } = await say(stream, whoami(1), headers);
    await say(stream, rpc(2, 'ping'), headersFor('anna'));

    expect(status).toBe(404);
    await answerTo(stream, 2);
    expect(stream.messages.map(({ id }) => id)).toEqual([2]);
    stream.close();
  });

  it('opened without credentials does not become the session of someone who has them', async () => {
    const stream = await open({});

    expect((await say(stream, whoami(1), headersFor('anna'))).status).toBe(404);
    stream.close();
  });

  it('acts for nobody when a message carries no credentials, and says so in the answer', async () => {
    const stream = await open(headersFor('anna'));

    const { status } = await say(stream, whoami(1), {});

    expect(status).toBe(202);
    expect(await answerTo(stream, 1)).toMatchObject({
      result: { isError: true, structuredContent: { code: 'CREDENTIALS_MISSING' } },
    });
    stream.close();
  });

  it('works with Basic credentials on one leg and headers of our own on the other', async () => {
    const { 'X-SDP-Client-Id': id, 'X-SDP-Client-Secret': secret } = headersFor('anna');
    const stream = await open({ Authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

    await say(stream, whoami(1), headersFor('anna'));

    expect(await answerTo(stream, 1)).toMatchObject({
      result: { structuredContent: { connectionId: clientId('anna') } },
    });
    stream.close();
  });

  it('is forgotten when its stream closes', async () => {
    const stream = await open(headersFor('anna'));
    const sessions = server.sessions.size;

    stream.close();

    await until(() => server.sessions.size === sessions - 1);
    expect((await say(stream, whoami(1), headersFor('anna'))).status).toBe(404);
  });

  it('answers a message that is not JSON-RPC with 400 and goes on', async () => {
    const stream = await open(headersFor('anna'));

    const statuses = await Promise.all(
      ['{"hello":1}', '[]', ''].map(async (body) => (await say(stream, body, headersFor('anna'))).status),
    );
    await say(stream, whoami(1), headersFor('anna'));

    expect(statuses).toEqual([400, 400, 400]);
    await answerTo(stream, 1);
    stream.close();
  });
});

describe('too many sessions of one person', () => {
  it('end the one that has been quiet longest, and never one with a call in flight', async () => {
    const [busy, quiet] = [await open(headersFor('carla')), await open(headersFor('carla'))];
    await say(busy, rpc(1, 'tools/call', { name: 'endless', arguments: {} }), headersFor('carla'));
    server.clock.advance(1_000);
    await say(quiet, rpc(1, 'ping'), headersFor('carla'));

    const third = await open(headersFor('carla'));

    await until(() => quiet.closed);
    expect([busy.closed, third.closed]).toEqual([false, false]);
    busy.close();
    third.close();
  });

  it('are refused with the time to try again when all of them are busy', async () => {
    const streams = [await open(headersFor('dora')), await open(headersFor('dora'))];
    for (const stream of streams) {
      await say(stream, rpc(1, 'tools/call', { name: 'endless', arguments: {} }), headersFor('dora'));
    }

    const third = await open(headersFor('dora'));

    expect(third).toMatchObject({ status: 503, headers: { 'retry-after': '60' } });
    streams.forEach((stream) => stream.close());
  });
});

describe('a client that does not read', () => {
  it('gets no more work done, and is cut after half a minute, while others go on', async () => {
    const [slow, good] = [await open(headersFor('edda')), await open(headersFor('fritz'))];
    slow.pause();
    const echo = 'x'.repeat(10_000);
    let status = 202;
    for (let id = 1; status === 202 && id < 5_000; id += 1) {
      ({ status } = await say(slow, whoami(id, { echo }), headersFor('edda')));
    }
    expect(status).toBe(503);

    const { size } = server.sessions;
    server.sessions.sweep();
    server.clock.advance(29_000);
    server.sessions.sweep();
    expect(server.sessions.size).toBe(size);
    server.clock.advance(1_000);
    server.sessions.sweep();

    expect(server.sessions.size).toBe(size - 1);
    await say(good, whoami(1), headersFor('fritz'));
    await answerTo(good, 1);
    slow.close();
    good.close();
  });
});

describe('the shutdown', () => {
  it('ends quiet streams at once with a time to come back, lets a running call answer, and takes no new session', async () => {
    const own = await startFakeServer({ sweepMs: 20 });
    const at = (stream: SseStream) => `${own.url}${stream.endpoint}`;
    const headers = { ...JSON_HEADERS, ...headersFor('anna') };
    const [quiet, busy] = [await SseStream.open(`${own.url}/sse`), await SseStream.open(`${own.url}/sse`, headers)];
    await until(() => busy.endpoint !== '');
    await send(at(busy), { method: 'POST', headers, body: whoami(1, { waitMs: 300 }) });

    const closed = own.close();

    await until(() => quiet.closed);
    expect(quiet.received).toMatch(/^retry: \d+$/m);
    await closed;
    await until(() => busy.closed);
    expect(busy.messages).toMatchObject([{ id: 1, result: { structuredContent: { connectionId: clientId('anna') } } }]);
    expect(own.sessions.size).toBe(0);
    expect(() => own.sessions.makeRoom({ fingerprint: 'x', anonymous: false })).toThrow();
  });
});
