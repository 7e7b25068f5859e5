import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { request } from 'undici';
import { HttpFaultProxy } from '../../support/http-fault-proxy.js';
import type { HttpFault } from '../../support/http-faults.js';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.js';

const TRUE_BODY = JSON.stringify({ answer: 'the true one', filler: 'x'.repeat(20) });

let vendor: LoopbackServer;
let proxy: HttpFaultProxy;
/** Requests that reached the vendor. */
let carriedOut: number;

beforeEach(async () => {
  carriedOut = 0;
  vendor = await startLoopbackServer(async (_req, res) => {
    carriedOut += 1;
    res.writeHead(200, { 'content-type': 'application/json' });
    res.end(TRUE_BODY);
  });
  proxy = await HttpFaultProxy.to(vendor.url);
});
afterEach(() => Promise.all([proxy.close(), vendor.close()]));

/** Status and body, or the error's code. */
async function ask(path = '/'): Promise<string> {
  try {
    const { statusCode, body } = await request(`${proxy.url}${path}`, {
      signal: AbortSignal.timeout(1_000),
      headersTimeout: 5_000,
    });
    return `${statusCode} ${await body.text()}`;
  } catch (error) {
    const { name, code } = error as { name: string; code?: string | number };
    return typeof code === 'string' ? code : name;
  }
}

const CASES: readonly (readonly [HttpFault, string, number])[] = [
  [{ kind: 'latency', ms: 5 }, `200 ${TRUE_BODY}`, 1],
  [{ kind: 'refuse' }, 'ECONNREFUSED', 0],
  [{ kind: 'reset' }, 'ECONNRESET', 0],
  [{ kind: 'reset', after: true }, 'ECONNRESET', 1],
  [{ kind: 'reset-after-headers', after: true }, 'ECONNRESET', 1],
  [{ kind: 'reset-mid-body', after: true }, 'ECONNRESET', 1],
  [{ kind: 'blackhole' }, 'TimeoutError', 0],
  [{ kind: 'blackhole', after: true }, 'TimeoutError', 1],
  [{ kind: 'stall-mid-body', after: true }, 'TimeoutError', 1],
  [{ kind: 'half-close' }, 'UND_ERR_SOCKET', 0],
  [{ kind: 'short-body', after: true }, 'UND_ERR_SOCKET', 1],
  [{ kind: 'truncate', after: true }, `200 ${TRUE_BODY.slice(0, TRUE_BODY.length >> 1)}`, 1],
  [{ kind: 'bandwidth', bytesPerSecond: 10, after: true }, 'TimeoutError', 1],
  [{ kind: 'http-1.0', after: true }, `200 ${TRUE_BODY}`, 1],
  [{ kind: 'garbage' }, 'HTTPParserError', 0],
  [{ kind: 'answer', status: 503, body: 'busy' }, '503 busy', 0],
  [{ kind: 'answer', status: 400, body: { own: 'body' }, after: true }, '400 {"own":"body"}', 1],
];

describe('a fault on the way to a vendor', () => {
  it.each(CASES)('%j is met as %s by the client, and the vendor carries out %i', async (fault, met, reached) => {
    await proxy.set(fault);

    expect([await ask(), carriedOut]).toEqual([met, reached]);
  });

  it('ends when it is cleared, also where nobody listened', async () => {
    await proxy.set({ kind: 'refuse' });
    await ask();
    await proxy.set();

    expect(await ask()).toBe(`200 ${TRUE_BODY}`);
  });

  it('can be chosen for each request, and is in the journal', async () => {
    const fault = { kind: 'reset' } as const;
    await proxy.set(({ path }) => (path === '/bad' ? fault : undefined));

    expect([await ask('/good'), await ask('/bad')]).toEqual([`200 ${TRUE_BODY}`, 'ECONNRESET']);
    expect(proxy.journal.map(({ path, fault: met }) => [path, met])).toEqual([
      ['/good', undefined],
      ['/bad', fault],
    ]);
  });
});
