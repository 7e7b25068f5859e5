import { afterEach, describe, expect, it } from '@jest/globals';
import { applyFault, type Fault, FaultSwitch } from './faults.js';
import { type LoopbackServer, startLoopbackServer } from './loopback-server.js';

const TRUE_BODY = JSON.stringify({ answer: 'the true one', padding: 'x'.repeat(200) });

let server: LoopbackServer | undefined;
let carriedOut = 0;

async function serverWith(fault: Fault): Promise<string> {
  carriedOut = 0;
  server = await startLoopbackServer(async (req, res) => {
    if ((await applyFault(fault, req, res)) === 'answered') return;
    carriedOut += 1;
    res.writeHead(200, { 'content-type': 'application/json;charset=UTF-8' });
    res.end(TRUE_BODY);
  });
  return server.url;
}

afterEach(async () => {
  await server?.close();
  server = undefined;
});

describe('a fault', () => {
  it('makes the answer late and still true', async () => {
    const url = await serverWith({ kind: 'slow', ms: 120 });
    const started = performance.now();

    const response = await fetch(url);

    expect(await response.text()).toBe(TRUE_BODY);
    expect(performance.now() - started).toBeGreaterThanOrEqual(110);
  });

  it('leaves the client waiting for ever', async () => {
    const url = await serverWith({ kind: 'hang' });

    const answer = fetch(url, { signal: AbortSignal.timeout(150) });

    await expect(answer).rejects.toThrow(/timeout/);
    expect(carriedOut).toBe(0);
  });

  it.each([
    ['html', 'text/html'],
    ['json', 'application/json'],
    [{ own: 'body' }, 'application/json'],
  ] as const)('answers a status with a body of %j', async (body, contentType) => {
    const url = await serverWith({ kind: 'status', status: 503, body, headers: { 'retry-after': '7' } });

    const response = await fetch(url);

    expect(response.status).toBe(503);
    expect(response.headers.get('content-type')).toContain(contentType);
    expect(response.headers.get('retry-after')).toBe('7');
    expect(carriedOut).toBe(0);
  });

  it('puts an HTML page under status 200', async () => {
    const url = await serverWith({ kind: 'html' });

    const response = await fetch(url);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<!DOCTYPE html>');
  });

  it('destroys the socket before any header', async () => {
    const url = await serverWith({ kind: 'reset' });

    await expect(fetch(url)).rejects.toMatchObject({ cause: { code: 'UND_ERR_SOCKET' } });
    expect(carriedOut).toBe(0);
  });

  it.each([{ kind: 'reset' }, { kind: 'status', status: 502 }, { kind: 'html' }] as const)(
    'can lose the answer of a request that was carried out: %j',
    async (fault) => {
      const url = await serverWith({ ...fault, after: true });

      const text = await fetch(url).then(
        (response) => response.text(),
        () => '',
      );

      expect(text).not.toContain('the true one');
      expect(carriedOut).toBe(1);
    },
  );

  it('sends the headers and half of the body, then destroys the socket', async () => {
    const url = await serverWith({ kind: 'resetMidBody' });

    const response = await fetch(url);

    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(carriedOut).toBe(1);
  });

  it('cuts the JSON of a complete HTTP answer', async () => {
    const url = await serverWith({ kind: 'truncated' });

    const text = await (await fetch(url)).text();

    expect(TRUE_BODY.startsWith(text)).toBe(true);
    expect(() => JSON.parse(text) as unknown).toThrow();
  });

  it('labels the true JSON as HTML', async () => {
    const url = await serverWith({ kind: 'wrongContentType' });

    const response = await fetch(url);

    expect(response.headers.get('content-type')).toContain('text/html');
    expect(await response.text()).toBe(TRUE_BODY);
  });
});

describe('the fault switch', () => {
  const read = { method: 'GET', path: '/read' };
  const write = { method: 'POST', path: '/write' };
  const reset: Fault = { kind: 'reset' };
  const html: Fault = { kind: 'html' };

  it('uses up the faults armed for the next requests, in order', () => {
    const faults = new FaultSwitch();
    faults.next(1, reset);
    faults.next(1, html);

    expect([faults.take(read), faults.take(read), faults.take(read)]).toEqual([reset, html, undefined]);
  });

  it('keeps a standing fault until it is cleared, behind those armed for the next requests', () => {
    const faults = new FaultSwitch();
    faults.untilCleared(html);
    faults.next(1, reset);

    const met = [faults.take(read), faults.take(read), faults.take(read)];
    faults.clear();

    expect(met).toEqual([reset, html, html]);
    expect(faults.take(read)).toBeUndefined();
  });

  it('spares the requests its predicate does not accept', () => {
    const faults = new FaultSwitch();
    faults.next(1, reset, ({ path }) => path === '/write');

    expect([faults.take(read), faults.take(write), faults.take(write)]).toEqual([undefined, reset, undefined]);
  });
});
