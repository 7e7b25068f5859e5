import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { type CircuitBreaker, CircuitOpenError } from './circuit-breaker.js';
import { CircuitBreakers } from './circuit-breakers.js';

class Sick extends Error {}

/** Opossum keeps its own time, so the times here are real and short. */
const OPEN_FOR_MS = 60;

let clock: FakeClock;
let breakers: CircuitBreakers;
let breaker: CircuitBreaker;

beforeEach(() => {
  clock = new FakeClock();
  breakers = new CircuitBreakers(clock, { openForMs: OPEN_FOR_MS, openForJitterMs: 0, timeoutMs: 500 });
  breaker = breakers.get('sdp-api:us');
});
afterEach(() => breakers.shutdown());

const isSick = (error: unknown) => error instanceof Sick;
const succeed = (of = breaker) => of.run(async () => 'answer', { isSick });
const fail = (error: Error, of = breaker) =>
  of.run(() => Promise.reject(error), { isSick }).catch((reason: unknown) => reason);

async function failTimes(count: number, error: Error = new Sick()): Promise<void> {
  for (let call = 0; call < count; call += 1) await fail(error);
}

/** Until the circuit lets a probe through. */
async function untilHalfOpen(): Promise<void> {
  while (breaker.state().state === 'open') await wait(5);
}

describe('a closed circuit', () => {
  it('opens when more than half of twenty calls failed', async () => {
    await failTimes(19);
    expect(breaker.state().state).toBe('closed');

    await failTimes(1);
    expect(breaker.state().state).toBe('open');
  });

  it('stays closed when half of the calls succeed', async () => {
    for (let pair = 0; pair < 20; pair += 1) {
      await succeed();
      await failTimes(1);
    }

    expect(breaker.state().state).toBe('closed');
  });

  it('stays closed on any number of errors that are no sign of sickness, and passes them on', async () => {
    const notFound = new Error('404');
    await failTimes(100, notFound);

    expect(await fail(notFound)).toBe(notFound);
    expect(breaker.state().state).toBe('closed');
  });

  it('counts a call that outlives the safety net', async () => {
    breakers.shutdown();
    breakers = new CircuitBreakers(clock, { timeoutMs: 5, volumeThreshold: 1 });
    const hasty = breakers.get('sdp-api:us');
    const abandoned = new AbortController();

    await expect(
      hasty.run(() => wait(10_000, undefined, { signal: abandoned.signal }), { isSick: () => false }),
    ).rejects.toMatchObject({ code: 'ETIMEDOUT' });
    abandoned.abort();

    expect(hasty.state().state).toBe('open');
  });

  it('does not run a call whose caller has left', async () => {
    let ran = false;
    const run = breaker.run(async () => (ran = true), { isSick, signal: AbortSignal.abort() });

    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
    expect(ran).toBe(false);
  });
});

describe('an open circuit', () => {
  beforeEach(() => failTimes(20));

  it('refuses calls without running them and says when to come back', async () => {
    clock.advance(20);
    let ran = false;
    const refused = await breaker.run(async () => (ran = true), { isSick }).catch((error: unknown) => error);

    expect(refused).toBeInstanceOf(CircuitOpenError);
    expect(refused).toMatchObject({
      code: 'CIRCUIT_OPEN',
      circuit: 'sdp-api:us',
      retryAfterSeconds: 1,
      httpStatus: 503,
    });
    expect(ran).toBe(false);
  });

  it('lets one probe through after its time and closes when that succeeds', async () => {
    await untilHalfOpen();
    let answer = (_value: string) => {};
    const probe = breaker.run(() => new Promise<string>((resolve) => (answer = resolve)), { isSick });

    expect(await fail(new Sick())).toBeInstanceOf(CircuitOpenError);
    answer('well');
    expect(await probe).toBe('well');
    expect(breaker.state().state).toBe('closed');
  });

  it('says whether it lets through everything, one probe or nothing', async () => {
    expect(breaker.admits).toBe('none');
    await untilHalfOpen();
    expect(breaker.admits).toBe('one');

    const probe = succeed();
    expect(breaker.admits).toBe('none');
    await probe;
    expect(breaker.admits).toBe('all');
  });

  it('opens again when the probe fails', async () => {
    await untilHalfOpen();
    await fail(new Sick());

    expect(breaker.state().state).toBe('open');
    await untilHalfOpen();
    expect(await succeed()).toBe('answer');
  });

  it('closes when the probe is answered with a refusal, for then the upstream is well', async () => {
    await untilHalfOpen();
    await fail(new Error('404'));

    expect(breaker.state().state).toBe('closed');
  });

  it('starts with an empty window when it closes, so that one failure does not open it again', async () => {
    await untilHalfOpen();
    await succeed();
    await failTimes(1);

    expect(breaker.state()).toMatchObject({ state: 'closed', openedAt: null, window: { calls: 1, failures: 1 } });
  });

  it('keeps its probe when the caller leaves, and judges by the upstream', async () => {
    await untilHalfOpen();
    const caller = new AbortController();
    let failProbe = (_error: Error) => {};
    const probe = breaker.run(
      (signal) =>
        new Promise((_, reject) => {
          failProbe = reject;
          signal.addEventListener('abort', () => reject(signal.reason as Error));
        }),
      { isSick, signal: caller.signal },
    );
    caller.abort();

    await expect(probe).rejects.toMatchObject({ name: 'AbortError' });
    expect(breaker.state().state).toBe('half-open');
    failProbe(new Sick());
    await wait(0);
    expect(breaker.state().state).toBe('open');
  });
});

it('is not closed by a call that began before it opened', async () => {
  let answer = (_value: string) => {};
  const early = breaker.run(() => new Promise<string>((resolve) => (answer = resolve)), { isSick });
  await failTimes(20);
  await untilHalfOpen();

  answer('late');
  expect(await early).toBe('late');

  expect(breaker.state().state).toBe('half-open');
});
