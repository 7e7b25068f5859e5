import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { OAuthToken } from './oauth-token.entity.js';
import {
  afterFailure,
  errorOf,
  isBackingOff,
  isExhausted,
  isThrottled,
  type RefreshFailure,
} from './refresh-failure.js';

const NOW = Date.parse('2026-11-23T09:00:00Z');
const MINUTE = 60_000;
const at = (ms: number) => new Date(NOW + ms);

const DEAD: RefreshFailure = { kind: 'permanent', code: 'invalid_code' };
const BAD_CLIENT: RefreshFailure = { kind: 'permanent', code: 'invalid_client' };
const TIMEOUT: RefreshFailure = { kind: 'transient', code: 'timeout', mayHaveIssued: true };
const THROTTLED: RefreshFailure = { kind: 'throttled', everyone: false };
const PASSING: readonly RefreshFailure[] = [
  TIMEOUT,
  THROTTLED,
  { kind: 'transient', code: 'server_error', mayHaveIssued: false },
  { kind: 'configuration', code: 'general_error' },
  { kind: 'stored_tokens_unreadable' },
];

function row(columns: Partial<OAuthToken> = {}): OAuthToken {
  return Object.assign(new OAuthToken(), {
    needsReauth: false,
    needsReauthReason: null,
    needsReauthAt: null,
    consecutiveFailures: 0,
    firstFailureAt: null,
    lastFailureAt: null,
    lastFailureCode: null,
    nextRefreshAt: at(0),
    accessTokenExpiresAt: at(-MINUTE),
    ...columns,
  });
}

/** Lets failures happen to a row, one after the other. */
function happen(start: OAuthToken, ...failures: (readonly [atMs: number, failure: RefreshFailure])[]): OAuthToken {
  return failures.reduce(
    (present, [atMs, failure]) =>
      row({ ...present, ...afterFailure(present, failure, { nowMs: NOW + atMs, random: 0 }) }),
    start,
  );
}

const waitOf = (failure: RefreshFailure, start = row(), random = 0, windowStartedAtMs?: number) => {
  const { nextRefreshAt } = afterFailure(start, failure, { nowMs: NOW, random, windowStartedAtMs });
  return nextRefreshAt!.getTime() - NOW;
};

describe('a refused refresh', () => {
  it('leaves the connection alive the first time, and tries again after a minute', () => {
    const once = happen(row(), [0, DEAD]);

    expect(once).toMatchObject({ needsReauth: false, consecutiveFailures: 1, lastFailureCode: 'invalid_code' });
    expect(once.nextRefreshAt!.getTime()).toBeGreaterThanOrEqual(NOW + MINUTE);
  });

  it('needs a person the second time, a minute later, and is not tried again', () => {
    expect(happen(row(), [0, DEAD], [MINUTE, DEAD])).toMatchObject({
      needsReauth: true,
      needsReauthReason: 'invalid_code',
      needsReauthAt: at(MINUTE),
      nextRefreshAt: null,
      firstFailureAt: at(0),
    });
  });

  it('takes two different final words as two', () => {
    expect(happen(row(), [0, DEAD], [MINUTE, BAD_CLIENT])).toMatchObject({
      needsReauth: true,
      needsReauthReason: 'invalid_client',
    });
  });

  it('counts two within a minute as one, of the time of the first', () => {
    const twice = happen(row(), [0, DEAD], [MINUTE - 1, DEAD]);

    expect(twice).toMatchObject({ needsReauth: false, lastFailureAt: at(0) });
    expect(happen(twice, [MINUTE, DEAD]).needsReauth).toBe(true);
  });

  it('starts over when something else went wrong in between', () => {
    expect(happen(row(), [0, DEAD], [MINUTE, TIMEOUT], [2 * MINUTE, DEAD]).needsReauth).toBe(false);
  });

  it('keeps the reason and time of the end when a person tries in vain', () => {
    const ended = happen(row(), [0, DEAD], [MINUTE, DEAD]);

    expect(happen(ended, [9 * MINUTE, TIMEOUT])).toMatchObject({
      needsReauth: true,
      needsReauthReason: 'invalid_code',
      needsReauthAt: at(MINUTE),
      nextRefreshAt: null,
    });
  });
});

describe('a passing failure', () => {
  it('never ends a connection, however often and in whatever order it comes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(100 * MINUTE), fc.constantFrom(...PASSING)), { maxLength: 30 }),
        (failures) => {
          expect(happen(row(), ...failures).needsReauth).toBe(false);
        },
      ),
    );
  });

  it('is counted from the first, with the word of the last', () => {
    expect(happen(row(), [0, TIMEOUT], [MINUTE, THROTTLED])).toMatchObject({
      consecutiveFailures: 2,
      firstFailureAt: at(0),
      lastFailureAt: at(MINUTE),
      lastFailureCode: 'throttled',
    });
  });

  it('waits 5 s at least, longer with every failure, 5 minutes at most while the old token lives', () => {
    const alive = { accessTokenExpiresAt: at(10 * MINUTE) };
    const longest = [0, 1, 2, 5, 50].map((consecutiveFailures) =>
      waitOf(TIMEOUT, row({ ...alive, consecutiveFailures }), 1),
    );

    expect(waitOf(TIMEOUT, row(alive), 0)).toBe(5_000);
    expect(longest).toEqual([10_000, 20_000, 40_000, 300_000, 300_000]);
  });

  it('waits half a minute at most once the old token is dead', () => {
    expect(waitOf(TIMEOUT, row({ consecutiveFailures: 50 }), 1)).toBe(30_000);
  });

  it('waits as long as an open circuit stays open', () => {
    const open: RefreshFailure = {
      kind: 'transient',
      code: 'circuit_open',
      mayHaveIssued: false,
      retryAfterSeconds: 15,
    };

    expect(waitOf(open)).toBe(15_000);
  });

  it('waits to the end of the ten minutes when Zoho throttles', () => {
    expect(waitOf(THROTTLED)).toBe(10 * MINUTE);
    expect(waitOf(THROTTLED, row(), 0, NOW - 4 * MINUTE)).toBe(6 * MINUTE);
    expect(waitOf(THROTTLED, row(), 0, NOW - 10 * MINUTE)).toBe(5_000);
  });
});

describe('a row', () => {
  it('holds callers back until its time has come, and only after a failure', () => {
    expect(isBackingOff(row({ consecutiveFailures: 1, nextRefreshAt: at(1) }), NOW)).toBe(true);
    expect(isBackingOff(row({ consecutiveFailures: 1, nextRefreshAt: at(0) }), NOW)).toBe(false);
    expect(isBackingOff(row({ consecutiveFailures: 0, nextRefreshAt: at(MINUTE) }), NOW)).toBe(false);
  });

  it('is throttled only by throttling', () => {
    expect(isThrottled(happen(row(), [0, THROTTLED]), NOW)).toBe(true);
    expect(isThrottled(happen(row(), [0, TIMEOUT]), NOW)).toBe(false);
  });

  it.each([
    [[DEAD], 'REFRESH_REFUSED', true, 60],
    [[TIMEOUT], 'ZOHO_UNAVAILABLE', true, 5],
    [[THROTTLED], 'ZOHO_THROTTLED', true, 600],
    [[{ kind: 'stored_tokens_unreadable' }], 'STORED_TOKENS_UNREADABLE', false, undefined],
  ] as const)('tells its caller after %j: %s', (failures, code, retryable, retryAfterSeconds) => {
    const error = errorOf(happen(row(), ...failures.map((failure) => [0, failure] as const)), NOW);

    expect(error).toMatchObject({ code, retryable });
    expect(error.retryAfterSeconds).toBe(retryAfterSeconds);
  });

  it('asks for a person once it is dead', () => {
    expect(errorOf(happen(row(), [0, DEAD], [MINUTE, DEAD]), NOW)).toMatchObject({
      code: 'REAUTH_REQUIRED',
      reason: 'invalid_code',
      guidance: { status: 'reauth_required', needsSetup: true },
    });
  });
});

describe('refreshes that fail for a day', () => {
  const HOUR = 60 * MINUTE;
  const failing = (count: number, hours: number) =>
    happen(
      row(),
      ...Array.from({ length: count }, (_, index) => [(index * hours * HOUR) / (count - 1), TIMEOUT] as const),
    );

  it('are told apart from an outage by ten failures and twenty-four hours, not by one of them', () => {
    expect(isExhausted(failing(10, 24))).toBe(true);
    expect(isExhausted(failing(9, 48))).toBe(false);
    expect(isExhausted(failing(50, 23.9))).toBe(false);
  });

  it('are tried once an hour from then on, and never end the connection', () => {
    const exhausted = failing(10, 24);

    expect(exhausted.needsReauth).toBe(false);
    expect(waitOf(TIMEOUT, exhausted, 0)).toBe(45 * MINUTE);
    expect(waitOf(TIMEOUT, exhausted, 0.999)).toBeLessThanOrEqual(75 * MINUTE);
  });

  it('are tried for a caller who waits half a minute after the last one', () => {
    const exhausted = row({ ...failing(10, 24), nextRefreshAt: at(25 * HOUR) });

    expect(isBackingOff(exhausted, NOW + 24 * HOUR + 29_000)).toBe(true);
    expect(isBackingOff(exhausted, NOW + 24 * HOUR + 30_000)).toBe(false);
  });

  it('are not tried for anybody while Zoho throttles', () => {
    const exhausted = row({
      ...failing(10, 24),
      lastFailureCode: 'throttled',
      nextRefreshAt: at(24 * HOUR + 10 * MINUTE),
    });

    expect(isThrottled(exhausted, NOW + 24 * HOUR + 9 * MINUTE)).toBe(true);
    expect(isThrottled(exhausted, NOW + 24 * HOUR + 10 * MINUTE)).toBe(false);
  });
});
