/** The time, as everything in this server sees it. Injected, so that tests set it instead of sleeping. */
export abstract class Clock {
  /** The present instant. */
  abstract now(): Date;

  /** Milliseconds since the epoch. */
  nowMs(): number {
    return this.now().getTime();
  }
}

export class SystemClock extends Clock {
  now(): Date {
    return new Date();
  }
}
