import { afterEach, describe, expect, it } from '@jest/globals';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { type CallOptions, type CallOutcome, connectors } from '../../support/sdk-clients.js';
import { clientId, headersFor } from './fake-setup.js';
import { until } from './raw-http.js';

let server: FakeServer;
const leaving: AbortController[] = [];
afterEach(async () => {
  leaving.splice(0).forEach((leave) => leave.abort());
  await server.close();
});

/** Calls that run until they are cancelled, all started when this resolves. */
async function occupy(count: number, name: string): Promise<void> {
  const { started } = server.endless;
  const calls = Array.from({ length: count }, () => start(name));
  await until(() => server.endless.started === started + count);
  void Promise.allSettled(calls);
}

function start(name: string, tool = 'endless'): Promise<CallOutcome> {
  const leave = new AbortController();
  leaving.push(leave);
  return call(tool, headersFor(name), { signal: leave.signal });
}

async function call(tool: string, headers: Record<string, string>, options: CallOptions = {}): Promise<CallOutcome> {
  const client = await connectors['SDK v1 over Streamable HTTP']!(server.url, headers);
  try {
    return await client.callTool(tool, {}, options);
  } finally {
    await client.close();
  }
}

const shed = () => server.events.filter(({ type }) => type === 'call_shed');

describe('calls of one connection', () => {
  it('run eight at a time, wait in order, and beyond that are answered at once', async () => {
    server = await startFakeServer({ waitingPerConnection: 2 });
    await occupy(8, 'anna');
    const more = [1, 2, 3].map(() => start('anna', 'whoami'));

    expect(await Promise.race(more)).toMatchObject({
      isError: true,
      structured: { code: 'TOO_MANY_CALLS', retryAfterSeconds: 5 },
    });
    expect(shed()).toEqual([{ type: 'call_shed', reason: 'connection' }]);
    expect((await start('berta', 'whoami')).structured).toMatchObject({ connectionId: clientId('berta') });

    leaving[0]!.abort();
    expect((await Promise.all(more)).filter(({ isError }) => !isError)).toHaveLength(2);
  });

  it('are not held up by those who name its Client ID with another secret', async () => {
    server = await startFakeServer();
    server.setup.hold();
    const strange = { ...headersFor('anna'), 'X-SDP-Client-Secret': 'a-secret-that-is-wrong' };
    const held = Array.from({ length: 24 }, () => call('whoami', strange));
    await until(() => server.setup.held === 8);

    const own = start('anna', 'whoami');
    await until(() => server.setup.held === 9);
    server.setup.release();

    expect((await own).isError).toBe(false);
    await Promise.allSettled(held);
  });

  it('are refused after a wait of thirty seconds, here less', async () => {
    server = await startFakeServer({ callsPerConnection: 1, longestWaitMs: 30 });
    await occupy(1, 'anna');

    expect((await start('anna', 'whoami')).structured).toMatchObject({ code: 'TOO_MANY_CALLS' });
  });
});

describe('calls of a replica', () => {
  it('that is full are answered at once, and it recovers', async () => {
    server = await startFakeServer({ calls: 3 });
    await occupy(2, 'anna');
    await occupy(1, 'berta');

    const turnedAway = await start('carla', 'whoami');

    expect(turnedAway).toMatchObject({ isError: true, structured: { code: 'SERVER_BUSY', retryAfterSeconds: 2 } });
    expect(shed()).toEqual([{ type: 'call_shed', reason: 'server' }]);
    leaving[0]!.abort();
    await until(() => server.endless.aborted === 1);
    expect((await start('carla', 'whoami')).isError).toBe(false);
  });

  it('leave room for connections when strangers take all they may', async () => {
    server = await startFakeServer({ callsWithoutConnection: 4 });
    await occupy(5, 'anna');
    server.setup.hold();
    const strangers = ['b', 'c', 'd', 'e'].map((name) => start(name, 'whoami'));
    await until(() => server.setup.held === 4);

    expect((await start('f', 'whoami')).structured).toMatchObject({ code: 'SERVER_BUSY' });
    server.setup.release();
    await Promise.all(strangers);
    expect((await start('f', 'whoami')).isError).toBe(false);
  });

  it('leave room for whoever has proved a connection, while others wait and while strangers take all they may', async () => {
    server = await startFakeServer({ callsWithoutConnection: 4, callsPerConnection: 1, waitingPerConnection: 4 });
    for (const name of ['anna', 'berta']) expect((await start(name, 'whoami')).isError).toBe(false);
    await occupy(1, 'anna');
    const waiting = [1, 2, 3, 4, 5].map(() => start('anna', 'whoami'));
    await until(() => shed().length === 1);

    expect((await start('carla', 'whoami')).isError).toBe(false);

    server.setup.hold();
    const strangers = ['d', 'e', 'f', 'g'].map((name) => start(name, 'whoami'));
    await until(() => server.setup.held === 4);
    const known = start('berta', 'whoami');
    await until(() => server.setup.held === 5);
    server.setup.release();
    leaving[2]!.abort();

    expect((await known).isError).toBe(false);
    await Promise.allSettled([...strangers, ...waiting]);
  });
});

describe('a call with a progress token', () => {
  it('hears something while it runs, whatever the tool reports', async () => {
    server = await startFakeServer({ progressMs: 20 });
    const leave = new AbortController();
    const seen: number[] = [];
    const running = call('endless', headersFor('anna'), {
      signal: leave.signal,
      onprogress: ({ progress }) => void seen.push(progress),
    });

    await until(() => seen.length >= 3);
    leave.abort();
    await running.catch(() => undefined);

    expect(seen.slice(0, 3)).toEqual([0.5, 0.75, 0.875]);
  });
});
