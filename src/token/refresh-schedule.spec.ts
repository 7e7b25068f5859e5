import { describe, expect, it } from '@jest/globals';
import { drawJitterSeconds, isFresh, isUsableInNeed, timesOf } from './refresh-schedule.js';

const ASKED_AT = Date.parse('2026-11-23T09:00:00Z');
const secondsAfter = (at: Date) => (at.getTime() - ASKED_AT) / 1000;

describe('the times of a token', () => {
  it('count from the moment Zoho was asked, half a minute short', () => {
    const { accessTokenExpiresAt, lastRefreshedAt } = timesOf(ASKED_AT, 3600, 0);

    expect(secondsAfter(accessTokenExpiresAt)).toBe(3570);
    expect(secondsAfter(lastRefreshedAt)).toBe(0);
  });

  it('set the refresh five minutes before expiry and earlier by the jitter', () => {
    expect(secondsAfter(timesOf(ASKED_AT, 3600, 0).nextRefreshAt)).toBe(3270);
    expect(secondsAfter(timesOf(ASKED_AT, 3600, 300).nextRefreshAt)).toBe(2970);
  });

  it.each([60, 120, 600, 1200])('leave three quarters of a life of %i s before the refresh', (lifetimeSeconds) => {
    const { accessTokenExpiresAt, nextRefreshAt } = timesOf(ASKED_AT, lifetimeSeconds, 300);

    expect(secondsAfter(accessTokenExpiresAt) - secondsAfter(nextRefreshAt)).toBeLessThanOrEqual(lifetimeSeconds / 4);
    expect(secondsAfter(nextRefreshAt)).toBeGreaterThan(0);
  });
});

describe('the jitter', () => {
  it('is whole seconds from 0 to 300', () => {
    expect([0, 0.5, 0.999_999].map(drawJitterSeconds)).toEqual([0, 150, 300]);
  });
});

describe('a token', () => {
  const expiringIn = (seconds: number) => ({ accessTokenExpiresAt: new Date(ASKED_AT + seconds * 1000) });

  it.each([
    [61, true, true],
    [60, true, true],
    [59, false, true],
    [30, false, true],
    [29, false, false],
    [-1, false, false],
  ])('with %i s left is fresh: %s, usable in need: %s', (seconds, fresh, usable) => {
    expect(isFresh(expiringIn(seconds), ASKED_AT)).toBe(fresh);
    expect(isUsableInNeed(expiringIn(seconds), ASKED_AT)).toBe(usable);
  });

  it('that was never stored is neither', () => {
    expect(isFresh({ accessTokenExpiresAt: null }, ASKED_AT)).toBe(false);
    expect(isUsableInNeed({ accessTokenExpiresAt: null }, ASKED_AT)).toBe(false);
  });
});
