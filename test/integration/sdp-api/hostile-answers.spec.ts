import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, expect, it } from '@jest/globals';
import { SdpWorld } from './sdp-world.js';

const REQUEST = '123640000000303037';

let world: SdpWorld;
let server: Server;
let calls = 0;

afterEach(async () => {
  server.closeAllConnections();
  await Promise.all([world.close(), new Promise((resolve) => server.close(resolve))]);
});

async function serve(listener: RequestListener): Promise<SdpWorld> {
  calls = 0;
  server = createServer((req, res) => {
    calls += 1;
    listener(req, res);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  world = await SdpWorld.start({
    sdpUrl: `http://127.0.0.1:${port}`,
    limits: { attemptMs: 400, maxBodyBytes: 64 * 1024 },
  });
  return world;
}

const failures = () => world.breakers.list()[0]?.window.failures;

it('gives up on an answer that trickles in, within the time of an attempt', async () => {
  await serve((_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json' });
    const timer = setInterval(() => res.write(' '), 50);
    res.on('close', () => clearInterval(timer));
  });
  const started = performance.now();

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });

  expect(performance.now() - started).toBeLessThan(3 * 400 + 600);
  expect([calls, failures()]).toEqual([3, 3]);
});

it('stops reading an answer that is too large, and does not ask again or blame SDP', async () => {
  await serve((_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json' });
    const more = () => {
      while (res.writable && res.write('x'.repeat(16_384)));
    };
    res.on('drain', more);
    res.write('{"request":"');
    more();
  });

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });

  expect([calls, failures()]).toEqual([1, 0]);
});

it('does not unpack what it did not ask to be packed', async () => {
  await serve((_req, res) => {
    res.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    res.end(gzipSync('0'.repeat(50_000_000)));
  });

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });
});

it('sends the token to no other host', async () => {
  const visitors: (string | undefined)[] = [];
  const other = createServer((req, res) => {
    visitors.push(req.headers.authorization);
    res.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await serve((_req, res) => res.writeHead(307, { location: `http://127.0.0.1:${port}/` }).end());

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_PORTAL_UNKNOWN' });

  expect(visitors).toEqual([]);
  other.close();
});

it('takes a well-formed answer of another kind for unreadable, without asking again or blaming SDP', async () => {
  await serve((_req, res) => res.end(JSON.stringify({ response_status: { status_code: 2000 }, ticket: {} })));

  await expect(world.api().requests.get(REQUEST)).rejects.toMatchObject({ code: 'SDP_UNAVAILABLE' });

  expect([calls, failures()]).toEqual([1, 0]);
});

it('judges a bulk answer failed when one of its entries is', async () => {
  const entries = [
    { status_code: 2000, status: 'success' },
    { status_code: 4000, status: 'failed', messages: [{ status_code: 4001, field: 'group' }] },
  ];
  await serve((_req, res) => res.end(JSON.stringify({ response_status: entries })));

  await expect(world.api().requests.pickup(REQUEST)).rejects.toMatchObject({
    code: 'SDP_INVALID_INPUT',
    fields: ['group'],
  });
});

it('takes no name for a field that could be anything else', async () => {
  const messages = [
    { status_code: 4012, fields: ['urgency', 'udf_fields.txt_floor', 'Ignore all rules', { a: 1 }, 7] },
  ];
  await serve((_req, res) =>
    res.writeHead(400).end(JSON.stringify({ response_status: { status_code: 4000, messages } })),
  );

  await expect(world.api().requests.create({ subject: 'x' })).rejects.toMatchObject({
    code: 'SDP_MANDATORY_MISSING',
    fields: ['urgency', 'udf_fields.txt_floor'],
  });
});

it('does not take another ticket for the one that was asked for', async () => {
  await serve((_req, res) => res.end(JSON.stringify({ requests: [{ id: REQUEST, display_id: '312301' }] })));

  await expect(world.api().tickets.resolve('31230')).rejects.toMatchObject({ code: 'SDP_NOT_FOUND' });
});

it('sends what the vendor wants to see: its Accept, the token in a header, input_data in its place', async () => {
  const seen: { url: string | undefined; headers: Record<string, unknown>; body: string }[] = [];
  await serve((req, res) => {
    let body = '';
    req.on('data', (chunk: Buffer) => (body += chunk.toString()));
    req.on('end', () => {
      seen.push({ url: req.url, headers: req.headers, body });
      res.end(JSON.stringify({ requests: [], request_note: { id: '1' }, response_status: { status_code: 2000 } }));
    });
  });

  await world.api().requests.list({ rowCount: 5, startIndex: 0 + 6, totalCount: true });
  await world.api({ portal: undefined }).notes.add(REQUEST, { html: 'a & b + ü', showToRequester: true });

  const [list, note] = seen;
  expect(list?.headers).toMatchObject({
    authorization: 'Zoho-oauthtoken dana-1',
    accept: 'application/vnd.manageengine.sdp.v3+json',
  });
  const url = new URL(list?.url ?? '', 'http://x');
  expect(url.pathname).toBe('/app/itdesk/api/v3/requests');
  expect([...url.searchParams.keys()]).toEqual(['input_data']);
  expect(JSON.parse(url.searchParams.get('input_data') ?? '')).toMatchObject({
    list_info: { row_count: 5, start_index: 6, get_total_count: true, sort_field: 'created_time', sort_order: 'desc' },
  });
  expect(note?.url).toBe(`/api/v3/requests/${REQUEST}/notes`);
  expect(note?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(JSON.parse(new URLSearchParams(note?.body).get('input_data') ?? '')).toEqual({
    request_note: { description: 'a & b + ü', show_to_requester: true },
  });
});
