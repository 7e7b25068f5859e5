import { describe, expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { AttemptLimiter } from './attempt-limiter.js';

const MINUTE = 60_000;

function limiter() {
  const clock = new FakeClock();
  return { clock, attempts: new AttemptLimiter(clock, { attempts: 3, windowMs: MINUTE }) };
}

describe('the attempt limiter', () => {
  it('lets the allowed number through and says how long the next one waits', () => {
    const { clock, attempts } = limiter();
    const first = attempts.attempt('a');
    clock.advance(20_000);

    expect([first, attempts.attempt('a'), attempts.attempt('a'), attempts.attempt('a')]).toEqual([
      undefined,
      undefined,
      undefined,
      40,
    ]);
  });

  it('frees one attempt when the oldest is a window old', () => {
    const { clock, attempts } = limiter();
    for (let count = 0; count < 3; count += 1) {
      attempts.attempt('a');
      clock.advance(10_000);
    }
    clock.advance(30_000);

    expect(attempts.attempt('a')).toBeUndefined();
    expect(attempts.attempt('a')).toBe(10);
  });

  it('does not count what it refused', () => {
    const { clock, attempts } = limiter();
    for (let count = 0; count < 50; count += 1) attempts.attempt('a');
    clock.advance(MINUTE);

    expect(attempts.attempt('a')).toBeUndefined();
  });

  it('keeps keys apart and forgets one on request', () => {
    const { attempts } = limiter();
    for (let count = 0; count < 3; count += 1) attempts.attempt('a');

    expect(attempts.attempt('b')).toBeUndefined();
    attempts.forget('a');
    expect(attempts.attempt('a')).toBeUndefined();
  });
});
