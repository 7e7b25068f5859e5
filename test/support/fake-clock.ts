import { Clock } from '../../src/common/time/clock.js';

/** A clock that stands still until a test moves it. */
export class FakeClock extends Clock {
  private current: number;

  constructor(start: Date | string = '2026-11-23T09:00:00Z') {
    super();
    this.current = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.current);
  }

  /** @param ms milliseconds, may be negative */
  advance(ms: number): void {
    this.current += ms;
  }
}
