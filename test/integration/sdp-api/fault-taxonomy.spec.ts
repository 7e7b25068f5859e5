import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { AppError } from '../../../src/common/errors/app.error.js';
import type { SdpApi } from '../../../src/sdp-api/sdp-api.js';
import type { Fault } from '../../simulators/common/faults.js';
import { SdpWorld } from './sdp-world.js';

const REQUEST = '123640000000303037';
const LIMITS = { attemptMs: 500 };

let world: SdpWorld;
beforeAll(async () => {
  world = await SdpWorld.start({ limits: LIMITS });
});
beforeEach(async () => {
  // What the test before wrote is not to be taken for what this one writes.
  world.clock.advance(60_000);
  await world.renew();
});
afterAll(() => world.close());

type Act = (api: SdpApi) => Promise<unknown>;

const read: Act = (api) => api.requests.get(REQUEST);
const write: Act = (api) => api.notes.add(REQUEST, { html: 'seen', showToRequester: false });

async function codeOf(act: Act, of = world): Promise<string> {
  try {
    await act(of.api());
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

/** Failures in the circuit's window. */
function counted(of = world): number {
  return of.breakers.list()[0]?.window.failures ?? 0;
}

const envelope = (code: number, more: object = {}) => ({
  response_status: { status_code: 4000, status: 'failed', messages: [{ status_code: code, type: 'failed', ...more }] },
});

interface Row {
  readonly fault: string;
  readonly how: Fault;
  /** Outcome, calls that SDP saw, and failures the circuit counted. */
  readonly read: readonly [code: string, calls: number, counted: number];
  readonly write: readonly [code: string, calls: number, counted: number];
}

const SICK = { read: ['SDP_UNAVAILABLE', 3, 3], write: ['SDP_OUTCOME_UNKNOWN', 1, 1] } as const;
/** SDP did the work and its answer was lost: a write is found when it is looked for. */
const DONE_UNSEEN = { read: ['SDP_UNAVAILABLE', 3, 3], write: ['done', 1, 1] } as const;
const refused = (code: string) => ({ read: [code, 1, 0], write: [code, 1, 0] }) as const;
const status = (
  code: number,
  body: 'html' | 'json' | object = 'html',
  headers: Record<string, string> = {},
): Fault => ({
  kind: 'status',
  status: code,
  body,
  headers,
});

const TABLE: readonly Row[] = [
  { fault: 'the connection is reset before any answer', how: { kind: 'reset' }, ...SICK },
  { fault: 'the connection is reset after the work is done', how: { kind: 'reset', after: true }, ...DONE_UNSEEN },
  { fault: 'the connection is reset in the middle of the answer', how: { kind: 'resetMidBody' }, ...DONE_UNSEEN },
  { fault: 'half of the answer is missing', how: { kind: 'truncated' }, ...DONE_UNSEEN },
  { fault: 'no answer comes', how: { kind: 'hang' }, ...SICK },
  { fault: 'a login page comes with status 200', how: { kind: 'html' }, ...SICK },
  { fault: 'an empty answer comes with status 204', how: status(204, {}), ...SICK },
  { fault: 'a gateway answers 502 with a page', how: status(502), ...SICK },
  { fault: 'SDP answers 503', how: status(503), ...SICK },
  { fault: 'SDP answers 504', how: status(504), ...SICK },
  { fault: 'SDP answers 500 with its code 4004', how: status(500, envelope(4004)), ...SICK },
  { fault: 'code 4004 comes under HTTP 200', how: status(200, envelope(4004)), ...SICK },
  {
    fault: 'the answer is right and labelled as a page',
    how: { kind: 'wrongContentType' },
    read: ['done', 1, 0],
    write: ['done', 1, 0],
  },
  {
    fault: 'SDP redirects to another host',
    how: status(301, 'html', { location: 'http://127.0.0.1:1/' }),
    ...refused('SDP_PORTAL_UNKNOWN'),
  },
  {
    fault: 'SDP does not accept a value',
    how: status(400, envelope(4001, { field: 'group' })),
    ...refused('SDP_INVALID_INPUT'),
  },
  {
    fault: 'a mandatory field is missing',
    how: status(400, envelope(4012, { fields: ['urgency'] })),
    ...refused('SDP_MANDATORY_MISSING'),
  },
  {
    fault: 'a field may not be set',
    how: status(403, envelope(4002, { message: 'Cannot give value for priority' })),
    ...refused('SDP_FIELD_REFUSED'),
  },
  { fault: 'the role does not allow it', how: status(403, envelope(4002)), ...refused('SDP_FORBIDDEN') },
  { fault: 'there is no such record', how: status(404, envelope(4007)), ...refused('SDP_NOT_FOUND') },
  { fault: 'a page says 404', how: status(404), ...refused('SDP_NOT_FOUND') },
  { fault: 'a page says 400', how: status(400), ...refused('SDP_NOT_FOUND') },
  {
    fault: 'a field is not editable',
    how: status(400, envelope(4009, { field: 'sla' })),
    ...refused('SDP_FIELD_REFUSED'),
  },
  {
    fault: 'a field is read only',
    how: status(400, envelope(4014, { field: 'sla' })),
    ...refused('SDP_FIELD_REFUSED'),
  },
  {
    fault: 'a token is refused under HTTP 200, and its successor too',
    how: status(200, envelope(4002, { message: 'UNAUTHORISED' })),
    read: ['SDP_UNAUTHORIZED', 2, 0],
    write: ['SDP_UNAUTHORIZED', 2, 0],
  },
  {
    fault: 'a failure comes under HTTP 200',
    how: status(200, envelope(4012, { fields: ['urgency'] })),
    ...refused('SDP_MANDATORY_MISSING'),
  },
  {
    fault: 'the scope is missing',
    how: status(401, envelope(4002, { message: 'OAUTH_SCOPE_MISMATCH' })),
    ...refused('SDP_SCOPE_MISSING'),
  },
  { fault: 'the rate limit is met', how: status(429, envelope(4015)), ...refused('SDP_RATE_LIMITED') },
  { fault: 'the rate limit is met inside a 400', how: status(400, envelope(4015)), ...refused('SDP_RATE_LIMITED') },
  {
    fault: "Zoho's shared throttle answers",
    how: status(400, { error: { title: 'URL_ROLLING_THROTTLES_LIMIT_EXCEEDED' } }),
    ...refused('SDP_RATE_LIMITED'),
  },
  {
    fault: 'a short rate limit lasts',
    how: status(429, envelope(4015), { 'retry-after': '2' }),
    read: ['SDP_RATE_LIMITED', 3, 0],
    write: ['SDP_RATE_LIMITED', 3, 0],
  },
];

describe.each(TABLE)('when $fault', ({ how, ...expected }) => {
  it(`answers a read with ${expected.read[0]} after ${expected.read[1]} calls, ${expected.read[2]} of them counted`, async () => {
    const calls = world.spoil(how);

    expect([await codeOf(read), calls.length, counted()]).toEqual(expected.read);
  });

  it(`answers a write with ${expected.write[0]} after ${expected.write[1]} calls, ${expected.write[2]} of them counted`, async () => {
    const calls = world.spoil(how, Infinity, ({ method }) => method === 'POST');

    expect([await codeOf(write), calls.length, counted()]).toEqual(expected.write);
  });
});

describe.each([
  ['nobody listens', 'http://127.0.0.1:9'],
  ['the host has no address', 'http://sdp.invalid'],
])('when %s', (_fault, sdpUrl) => {
  let unreachable: SdpWorld;
  beforeAll(async () => {
    unreachable = await SdpWorld.start({ sdpUrl });
  });
  afterAll(() => unreachable.close());

  it.each([
    ['read', read],
    ['write', write],
  ])('repeats a %s, for nothing was sent, and says that SDP cannot be reached', async (_kind, act) => {
    await unreachable.renew();

    expect([await codeOf(act, unreachable), counted(unreachable), unreachable.pauses.length]).toEqual([
      'SDP_UNAVAILABLE',
      3,
      2,
    ]);
    await expect(act(unreachable.api())).rejects.toThrow(/cannot be reached at (127\.0\.0\.1:9|sdp\.invalid)/);
  });
});

it('recovers within one call from faults that pass', async () => {
  const calls = world.spoil(status(503), 2);

  expect([await codeOf(read), calls.length]).toEqual(['done', 2]);
});
