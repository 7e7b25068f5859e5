import { beforeEach, describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../test/support/fake-clock.js';
import { InFlightCalls } from './in-flight-calls.js';
import { MCP_LIMITS } from './mcp-limits.js';
import { SessionsExhaustedError } from './mcp.errors.js';
import { type SseSession, SseSessions } from './sse-sessions.js';

const MINUTE_MS = 60_000;
const limits = { ...MCP_LIMITS, sessions: 4, sessionsPerCredential: 2, sessionsWithoutCredential: 3 };

let clock: FakeClock;
let calls: InFlightCalls;
let sessions: SseSessions<SseSession>;
let log: string[];
let queued: Record<string, number>;
let proved: Set<string>;
const gate = { hasProved: (fingerprint: string) => proved.has(fingerprint) };

beforeEach(() => {
  clock = new FakeClock();
  calls = new InFlightCalls();
  sessions = new SseSessions(limits, clock, calls, gate, () => 0.5);
  log = [];
  queued = {};
  proved = new Set();
});

function open(id: string, fingerprint = id): void {
  const anonymous = fingerprint === 'none';
  sessions.makeRoom({ fingerprint, anonymous });
  const stream = {
    queuedBytes: () => queued[id] ?? 0,
    keepAlive: () => void log.push(`${id} keep-alive`),
    end: (retryMs: number) => void log.push(`${id} end ${retryMs}`),
    destroy: () => void log.push(`${id} destroy`),
  };
  sessions.add({ id, fingerprint, anonymous, stream });
}

describe('room for a session', () => {
  it('is made by the quietest session of the same credentials, which comes back slowly', () => {
    open('old', 'anna');
    clock.advance(1);
    open('new', 'anna');
    clock.advance(1);
    sessions.touch('old');

    open('third', 'anna');

    expect(log).toEqual(['new end 60000']);
    expect(sessions.size).toBe(2);
  });

  it('is not taken from a call in flight', () => {
    open('a', 'anna');
    open('b', 'anna');
    const signal = new AbortController().signal;
    [calls.begin('a', 1, signal), calls.begin('b', 1, signal)].forEach(() => undefined);

    expect(() => open('c', 'anna')).toThrow(SessionsExhaustedError);
    expect(log).toEqual([]);
  });

  it('is not taken from a session in use by somebody else when the process is full', () => {
    ['a', 'b', 'c', 'd'].forEach((id) => open(id));
    clock.advance(10 * MINUTE_MS - 1);

    expect(() => open('e')).toThrow(SessionsExhaustedError);
    clock.advance(1);
    open('e');

    expect(log).toEqual(['a end 60000']);
  });

  it('is kept for those who have proved a connection, however many made-up credentials come', () => {
    sessions = new SseSessions({ ...limits, sessionsUnproved: 2 }, clock, calls, gate, () => 0.5);
    proved.add('anna');
    open('quiet', 'anna');
    clock.advance(10 * MINUTE_MS);
    for (let count = 1; count <= 5; count += 1) {
      open(`made-up ${count}`);
      clock.advance(1);
    }

    expect(log).toEqual(['made-up 1 end 60000', 'made-up 2 end 60000', 'made-up 3 end 60000']);
    open('second', 'anna');
    expect(sessions.size).toBe(4);
  });

  it('is counted apart for callers without credentials, who all look the same', () => {
    ['x', 'y', 'z'].forEach((id) => open(id, 'none'));
    expect(log).toEqual([]);

    open('w', 'none');

    expect(log).toEqual(['x end 60000']);
  });
});

describe('a sweep', () => {
  it('sends a comment to each stream when its own time has come', () => {
    open('a');
    clock.advance(14_999);
    sessions.sweep();
    expect(log).toEqual([]);

    clock.advance(1);
    sessions.sweep();
    sessions.sweep();

    expect(log).toEqual(['a keep-alive']);
  });

  it('spreads the comments by a fifth to either side', () => {
    const pauses = [0, 1].map((random) => {
      const spread = new SseSessions(limits, clock, calls, gate, () => random);
      let beats = 0;
      const stream = { queuedBytes: () => 0, keepAlive: () => (beats += 1), end: () => 0, destroy: () => 0 };
      spread.add({ id: 'a', fingerprint: 'a', anonymous: false, stream });
      let waited = 0;
      for (; beats === 0; waited += 1_000) {
        clock.advance(1_000);
        spread.sweep();
      }
      return waited;
    });

    expect(pauses).toEqual([12_000, 18_000]);
  });

  it('cuts a stream that is not read for half a minute, and not one that recovers', () => {
    open('a');
    queued['a'] = 256 * 1_024 + 1;
    sessions.sweep();
    clock.advance(20_000);
    queued['a'] = 0;
    sessions.sweep();
    queued['a'] = 256 * 1_024 + 1;
    clock.advance(20_000);
    sessions.sweep();
    expect(log).not.toContain('a destroy');

    clock.advance(30_000);
    sessions.sweep();

    expect(log).toContain('a destroy');
    expect(sessions.size).toBe(0);
  });

  it('ends a session of eight hours, after its running call', () => {
    open('a');
    const call = calls.begin('a', 1, new AbortController().signal);
    clock.advance(8 * 60 * MINUTE_MS);
    sessions.sweep();
    expect(log).toEqual(['a keep-alive']);

    call.end();
    sessions.sweep();

    expect(log).toEqual(['a keep-alive', 'a end 3000']);
  });
});

describe('an idle session', () => {
  const minutes = (count: number): void => {
    clock.advance(count * MINUTE_MS);
    sessions.sweep();
  };

  it('stays for as long as its stream lives, unless a limit is set', () => {
    open('a');
    minutes(7 * 60);

    expect(sessions.size).toBe(1);
  });

  it('is ended after the limit that is set, in which the time of running calls does not count', () => {
    sessions = new SseSessions({ ...limits, endIdleMs: 30 * MINUTE_MS }, clock, calls, gate, () => 0.5);
    open('a');
    const call = calls.begin('a', 1, new AbortController().signal);
    minutes(40);
    call.end();
    minutes(29);
    expect(sessions.size).toBe(1);

    minutes(1);

    expect(log).toContain('a end 3000');
  });
});

describe('a drain', () => {
  it('ends quiet sessions at once, busy ones after their call, and lets nobody in', () => {
    open('quiet');
    open('busy');
    const call = calls.begin('busy', 1, new AbortController().signal);

    sessions.drain();
    expect(log).toEqual(['quiet end 3000']);
    call.end();
    sessions.sweep();

    expect(log).toEqual(['quiet end 3000', 'busy end 3000']);
    expect(() => open('late')).toThrow(SessionsExhaustedError);
  });
});
