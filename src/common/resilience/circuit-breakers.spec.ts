import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { setTimeout as wait } from 'node:timers/promises';
import { FakeClock } from '../../../test/support/fake-clock.js';
import type { CircuitBreaker } from './circuit-breaker.js';
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

async function failTimes(count: number): Promise<void> {
  for (let call = 0; call < count; call += 1) await fail(new Sick());
}

/** Until the circuit lets a probe through. */
async function untilHalfOpen(): Promise<void> {
  while (breaker.state().state === 'open') await wait(5);
}

describe('the registry', () => {
  it('keeps one breaker a name, and their states apart', async () => {
    await failTimes(20);

    expect(breakers.get('sdp-api:us')).toBe(breaker);
    expect(await succeed(breakers.get('sdp-api:eu'))).toBe('answer');
    expect(breakers.list().map(({ name, state }) => [name, state])).toEqual([
      ['sdp-api:us', 'open'],
      ['sdp-api:eu', 'closed'],
    ]);
  });

  it('resets a breaker with nothing left of what it counted', async () => {
    await failTimes(20);

    expect(breakers.reset('sdp-api:us')).toBe(true);
    await failTimes(1);

    expect(breaker.state()).toMatchObject({ state: 'closed', window: { calls: 1, failures: 1 } });
    expect(breakers.reset('nothing')).toBe(false);
  });

  it('forgets failures when the window has passed', async () => {
    breakers.shutdown();
    breakers = new CircuitBreakers(clock, { windowMs: 50 });
    breaker = breakers.get('sdp-api:us');
    await failTimes(19);

    while (breaker.state().window.failures > 0) await wait(5);
    await failTimes(1);

    expect(breaker.state().state).toBe('closed');
  });
});

describe('the history of a circuit', () => {
  it('says when it opened, that trials failed, when it closed and was reset; listeners hear of transitions', async () => {
    const told: string[] = [];
    breakers.shutdown();
    breakers = new CircuitBreakers(clock, { openForMs: OPEN_FOR_MS, openForJitterMs: 0 }, Math.random, (circuit, to) =>
      told.push(`${circuit} ${to}`),
    );
    breaker = breakers.get('sdp-api:us');
    const start = clock.nowMs();

    await failTimes(20);
    clock.advance(1_000);
    await untilHalfOpen();
    await fail(new Sick());
    clock.advance(1_000);
    await untilHalfOpen();
    await fail(new Sick());
    expect(breaker.state().openedAt).toEqual(new Date(start));
    clock.advance(1_000);
    await untilHalfOpen();
    await succeed();
    clock.advance(1_000);
    breakers.reset('sdp-api:us');

    expect(breaker.state().history).toEqual([
      { at: new Date(start), to: 'opened', reason: '20 of 20 calls failed, the last one by INTERNAL_ERROR' },
      {
        at: new Date(start + 2_000),
        to: 'trial failed',
        reason: '2 trial calls since it opened, the last one by INTERNAL_ERROR',
      },
      { at: new Date(start + 3_000), to: 'closed', reason: 'the trial call was answered' },
      { at: new Date(start + 4_000), to: 'reset', reason: 'an administrator asked for it' },
    ]);
    expect(told).toEqual(['sdp-api:us opened', 'sdp-api:us closed', 'sdp-api:us reset']);
  });

  it('keeps the last twenty', () => {
    for (let resets = 0; resets < 25; resets += 1) {
      clock.advance(1_000);
      breaker.reset();
    }

    const { history } = breaker.state();
    expect(history).toHaveLength(20);
    expect(history.at(-1)?.at).toEqual(clock.now());
  });
});
