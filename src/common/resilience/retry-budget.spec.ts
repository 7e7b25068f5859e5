import { expect, it } from '@jest/globals';
import { FakeClock } from '../../../test/support/fake-clock.js';
import { RetryBudget } from './retry-budget.js';
import { retryDelayMs } from './retry-delay.js';

const spent = (budget: RetryBudget, attempts: number) =>
  Array.from({ length: attempts }, () => budget.spend()).filter(Boolean).length;

it('allows a tenth of the calls as retries once its savings are gone', () => {
  const budget = new RetryBudget(new FakeClock());
  expect(spent(budget, 1_000)).toBe(10);

  let retries = 0;
  for (let call = 0; call < 1_000; call += 1) {
    budget.earn();
    if (budget.spend()) retries += 1;
  }

  expect(retries).toBeGreaterThan(95);
  expect(retries).toBeLessThanOrEqual(100);
});

it('allows one retry a second besides, and saves ten at most', () => {
  const clock = new FakeClock();
  const budget = new RetryBudget(clock);
  spent(budget, 10);

  clock.advance(3_000);
  expect(spent(budget, 100)).toBe(3);
  clock.advance(3_600_000);
  expect(spent(budget, 100)).toBe(10);
});

it.each([
  [0, 0.5, 100],
  [0, 0, 0],
  [1, 1, 400],
  [2, 1, 800],
  [9, 1, 2_000],
])('waits, before retry %d and with chance %d, %d ms', (retry, random, ms) => {
  expect(retryDelayMs(retry, () => random)).toBe(ms);
});
