import { setTimeout as delay } from 'node:timers/promises';
import { type Clock, SystemClock } from '../common/time/clock.js';

/** Times in ms. */
export interface WatchTimes {
  /** Between two pings of a database that answers. */
  readonly everyMs: number;
  /** Between two pings of one that does not. */
  readonly whileLostMs: number;
}

export const WATCH_TIMES: WatchTimes = { everyMs: 2_000, whileLostMs: 500 };

const AT_ONCE_MS = 100;
const REMARKABLE_SKEW_MS = 2_000;

/** Asks the database for its time, in ms since the epoch; not held back while it is lost, and gives up in time. */
export type Ping = () => Promise<number>;

/**
 * Knows whether the database answers. It asks every two seconds, and at once when a query met an outage; as long as
 * there is no answer, other queries need not be tried (`isLost`), so that calls are answered without a wait.
 */
export class DatabaseWatch {
  /** Called once for each time the database is lost. */
  onLost: () => void = () => undefined;
  /** @param lostForMs since it was found lost */
  onBack: (lostForMs: number) => void = () => undefined;
  /** Called when the clocks begin to differ by two seconds or more. */
  onSkew: (skewMs: number) => void = () => undefined;
  private lostSinceMs: number | undefined;
  private misses = 0;
  private skewMs = 0;
  private asking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private watching = false;

  constructor(
    private readonly ping: Ping,
    private readonly times = WATCH_TIMES,
    /** The machine's own, which is compared with the database's. */
    private readonly clock: Clock = new SystemClock(),
  ) {}

  get isLost(): boolean {
    return this.lostSinceMs !== undefined;
  }

  /** Pings without an answer since the last answer. */
  get missedInARow(): number {
    return this.misses;
  }

  /** How far this machine's clock is before the database's, beyond what the way of the answer explains; ms. */
  get clockSkewMs(): number {
    return this.skewMs;
  }

  start(): void {
    this.watching = true;
    this.schedule();
  }

  stop(): void {
    this.watching = false;
    clearTimeout(this.timer);
  }

  /** To be called when a query met an outage. */
  suspect(): void {
    if (this.watching) void this.look();
  }

  /** To be called when a query was not answered at all: not even with the database's own time-out, which is shorter. */
  silent(): void {
    if (!this.watching) return;
    this.lose();
    void this.look();
  }

  /** Asks now; whoever asks meanwhile shares the answer. Never rejects. */
  look(): Promise<void> {
    clearTimeout(this.timer);
    this.asking ??= this.ask().finally(() => {
      this.asking = undefined;
      this.schedule();
    });
    return this.asking;
  }

  private async ask(): Promise<void> {
    try {
      const { databaseMs, askedAtMs } = await this.pingTwice();
      this.answered(databaseMs, askedAtMs);
    } catch {
      this.misses += 1;
      this.lose();
    }
  }

  private lose(): void {
    if (this.isLost) return;
    this.lostSinceMs = performance.now();
    this.onLost();
  }

  /** A pool can hand out a connection that the server has ended, which fails at once and says nothing of the server. */
  private async pingTwice(): Promise<{ databaseMs: number; askedAtMs: number }> {
    const startedMs = performance.now();
    try {
      return await this.pingOnce();
    } catch (error) {
      if (performance.now() - startedMs > AT_ONCE_MS) throw error;
      await delay(AT_ONCE_MS);
      return this.pingOnce();
    }
  }

  private async pingOnce(): Promise<{ databaseMs: number; askedAtMs: number }> {
    const askedAtMs = this.clock.nowMs();
    return { databaseMs: await this.ping(), askedAtMs };
  }

  private answered(databaseMs: number, askedAtMs: number): void {
    const halfTripMs = (this.clock.nowMs() - askedAtMs) / 2;
    const aheadMs = askedAtMs + halfTripMs - databaseMs;
    this.noteSkew(Math.sign(aheadMs) * Math.max(0, Math.abs(aheadMs) - halfTripMs));
    this.misses = 0;
    if (this.lostSinceMs === undefined) return;
    const lostForMs = Math.round(performance.now() - this.lostSinceMs);
    this.lostSinceMs = undefined;
    this.onBack(lostForMs);
  }

  private noteSkew(skewMs: number): void {
    const isNew = Math.abs(this.skewMs) < REMARKABLE_SKEW_MS;
    this.skewMs = skewMs;
    if (isNew && Math.abs(skewMs) >= REMARKABLE_SKEW_MS) this.onSkew(skewMs);
  }

  private schedule(): void {
    clearTimeout(this.timer);
    if (!this.watching) return;
    const { whileLostMs, everyMs } = this.times;
    // Replicas that lost the same database do not ask it in the same moments.
    const jitter = 0.8 + 0.4 * Math.random();
    this.timer = setTimeout(() => void this.look(), (this.isLost ? whileLostMs : everyMs) * jitter).unref();
  }
}
