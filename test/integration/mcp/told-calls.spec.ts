import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { type FakeServer, startFakeServer } from './fake-server.js';
import { headersFor } from './fake-setup.js';
import { JSON_HEADERS, rpc, send, until } from './raw-http.js';

let server: FakeServer;
let heard = 0;
beforeAll(async () => {
  server = await startFakeServer();
});
afterEach(() => {
  heard = server.events.length;
});
afterAll(() => server.close());

const events = (): readonly ServerEvent[] => server.events.slice(heard);

function call(
  name: string,
  args: object,
  { headers = headersFor('anna'), signal = undefined as AbortSignal | undefined } = {},
) {
  const body = rpc(1, 'tools/call', { name, arguments: args });
  return send(`${server.url}/mcp`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...headers },
    body,
    ...(signal ? { signal } : {}),
  });
}

describe('a tool call', () => {
  it('is told with its connection when it went well', async () => {
    await call('whoami', {});

    expect(events()).toEqual([
      {
        type: 'tool_called',
        tool: 'whoami',
        connectionId: expect.any(String),
        writes: false,
        outcome: 'ok',
        durationMs: expect.any(Number),
      },
    ]);
  });

  it('is told with the code of its error', async () => {
    await call('whoami', { nonsense: 1 });

    expect(events()).toMatchObject([{ tool: 'whoami', outcome: 'INVALID_ARGUMENTS' }]);
  });

  it('is told without a connection when none was proved', async () => {
    await call('whoami', {}, { headers: {} });

    expect(events()).toMatchObject([{ tool: 'whoami', outcome: 'CREDENTIALS_MISSING' }]);
    expect(events()[0]).not.toHaveProperty('connectionId');
  });

  it('is told as cancelled when its caller goes away', async () => {
    const stop = new AbortController();
    const gone = call('endless', {}, { signal: stop.signal }).catch(() => undefined);
    await until(() => server.endless.started === 1);
    stop.abort();
    await gone;
    await until(() => events().length === 1);

    expect(events()).toMatchObject([{ tool: 'endless', writes: true, outcome: 'cancelled' }]);
  });

  it('is nothing to tell of when there is no such tool', async () => {
    await call('nonsense', {});

    expect(events()).toEqual([]);
  });
});
