import type { HttpFault } from '../../../support/http-faults.js';

/** What a caller is told, and how many exchanges SDP saw. */
type Expected = readonly [outcome: string, tries: number];

/** A fault, and what is expected of each kind of tool. */
export interface FaultRow {
  readonly name: string;
  readonly how: HttpFault;
  readonly reads: Expected;
  readonly writes: Expected;
  /** Does the circuit count it? */
  readonly isSickness: boolean;
  /** Waits for time-outs: not in the short set. */
  readonly slow?: true;
}

/** SDP is sick: reads are repeated twice; of a write nobody knows whether it was carried out. */
const sick = { reads: ['SDP_UNAVAILABLE', 3], writes: ['SDP_OUTCOME_UNKNOWN', 1], isSickness: true } as const;
/** As `sick`, but the write was carried out, and looking shows it. */
const found = { reads: ['SDP_UNAVAILABLE', 3], writes: ['ok', 1], isSickness: true } as const;
const well = { reads: ['ok', 1], writes: ['ok', 1], isSickness: false } as const;
const refused = (code: string) => ({ reads: [code, 1], writes: [code, 1], isSickness: false }) as const;

const PAGE = '<!DOCTYPE html><html><head><title>Sorry</title></head><body>Sorry</body></html>';
const answer = (status: number, body: string | object = PAGE, headers: Record<string, string> = {}): HttpFault => ({
  kind: 'answer',
  status,
  body,
  headers,
});
const envelope = (code: number, more: object = {}) => ({
  response_status: { status_code: 4000, status: 'failed', messages: [{ status_code: code, type: 'failed', ...more }] },
});

/** Faults of the network and of SDP; the statuses that SDP gives for reasons of its own are in the tests of `sdp-api`. */
export const FAULTS: readonly FaultRow[] = [
  { name: 'nothing', how: { kind: 'latency', ms: 1 }, ...well },
  { name: 'late by half a second', how: { kind: 'latency', ms: 500 }, ...well },
  {
    name: 'nobody listens',
    how: { kind: 'refuse' },
    reads: ['SDP_UNAVAILABLE', 0],
    writes: ['SDP_UNAVAILABLE', 0],
    isSickness: true,
  },
  { name: 'RST before the answer', how: { kind: 'reset' }, ...sick },
  { name: 'RST after the work, before the answer', how: { kind: 'reset', after: true }, ...found },
  { name: 'RST after the headers', how: { kind: 'reset-after-headers', after: true }, ...found },
  { name: 'RST in the middle of the body', how: { kind: 'reset-mid-body', after: true }, ...found },
  { name: 'FIN instead of an answer', how: { kind: 'half-close' }, ...sick },
  { name: 'FIN instead of an answer, after the work', how: { kind: 'half-close', after: true }, ...found },
  { name: 'a body shorter than promised', how: { kind: 'short-body', after: true }, ...found },
  { name: 'half of the JSON', how: { kind: 'truncate', after: true }, ...found },
  { name: 'bytes that are no HTTP', how: { kind: 'garbage' }, ...sick },
  { name: 'HTTP/1.0 without length', how: { kind: 'http-1.0', after: true }, ...well },
  { name: 'a gzip bomb', how: { kind: 'gzip-bomb', megabytes: 64 }, ...sick },
  { name: '200 with a page', how: answer(200), ...sick },
  { name: '200 with nothing', how: answer(200, ''), ...sick },
  {
    name: '200 with an empty object',
    how: answer(200, {}),
    reads: ['SDP_UNAVAILABLE', 1],
    writes: ['SDP_OUTCOME_UNKNOWN', 1],
    isSickness: false,
  },
  { name: '204', how: answer(204, ''), ...sick },
  {
    name: '301 to another host',
    how: answer(301, '', { location: 'http://127.0.0.1:1/' }),
    ...refused('SDP_PORTAL_UNKNOWN'),
  },
  {
    name: '307 to another host',
    how: answer(307, '', { location: 'http://127.0.0.1:1/' }),
    ...refused('SDP_PORTAL_UNKNOWN'),
  },
  { name: '400 with a page', how: answer(400), ...refused('SDP_NOT_FOUND') },
  { name: '400 for a value', how: answer(400, envelope(4001, { field: 'group' })), ...refused('SDP_INVALID_INPUT') },
  {
    name: '401 for a token that was made within the minute',
    how: answer(401, envelope(4002)),
    reads: ['SDP_UNAUTHORIZED', 1],
    writes: ['SDP_UNAUTHORIZED', 1],
    isSickness: false,
  },
  {
    name: '401 for a scope',
    how: answer(401, envelope(4002, { message: 'OAUTH_SCOPE_MISMATCH' })),
    ...refused('SDP_SCOPE_MISSING'),
  },
  { name: '403', how: answer(403, envelope(4002)), ...refused('SDP_FORBIDDEN') },
  { name: '404', how: answer(404, envelope(4007)), ...refused('SDP_NOT_FOUND') },
  { name: '405 with a page', how: answer(405), ...refused('SDP_INVALID_INPUT') },
  { name: '409', how: answer(409, envelope(4008)), ...refused('SDP_INVALID_INPUT') },
  { name: '429 without Retry-After', how: answer(429, envelope(4015)), ...refused('SDP_RATE_LIMITED') },
  {
    name: '429 for a minute',
    how: answer(429, envelope(4015), { 'retry-after': '60' }),
    ...refused('SDP_RATE_LIMITED'),
  },
  {
    name: '429 for a second',
    how: answer(429, envelope(4015), { 'retry-after': '1' }),
    reads: ['SDP_RATE_LIMITED', 3],
    writes: ['SDP_RATE_LIMITED', 3],
    isSickness: false,
  },
  {
    name: "400 with Zoho's shared throttle",
    how: answer(400, { error: { title: 'URL_ROLLING_THROTTLES_LIMIT_EXCEEDED' } }),
    ...refused('SDP_RATE_LIMITED'),
  },
  { name: '500', how: answer(500, envelope(4004)), ...sick },
  { name: '501', how: answer(501), ...sick },
  { name: '502', how: answer(502), ...sick },
  { name: '503', how: answer(503), ...sick },
  { name: '503 for two seconds', how: answer(503, PAGE, { 'retry-after': '2' }), ...sick },
  {
    name: '503 for an hour',
    how: answer(503, PAGE, { 'retry-after': '3600' }),
    reads: ['SDP_UNAVAILABLE', 1],
    writes: ['SDP_OUTCOME_UNKNOWN', 1],
    isSickness: true,
  },
  { name: '504', how: answer(504), ...sick },
  { name: 'silence', how: { kind: 'blackhole' }, ...sick, slow: true },
  { name: 'silence after the work', how: { kind: 'blackhole', after: true }, ...found, slow: true },
  { name: 'silence in the middle of the body', how: { kind: 'stall-mid-body', after: true }, ...found, slow: true },
  {
    name: 'a body at one byte a second',
    how: { kind: 'bandwidth', bytesPerSecond: 1, after: true },
    ...found,
    slow: true,
  },
];
