import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';

const EVERY_MS = 250;
/** A loop that was blocked for longer counts as stuck. */
const LONGEST_LAG_MS = 2_000;
/** How long a block is remembered: a probe that waited for its end is answered after it, and should still see it. */
const MEMORY_MS = 5_000;

/**
 * Tells whether the event loop was blocked. While it is, no probe is answered at all, and a probe that waited for the
 * end of a block would find everything well; so a timer that should run four times a second notes how late it was. An
 * orchestrator that restarts after three failed probes in a row restarts a process that is blocked again and again,
 * and not one that was busy once.
 */
@Injectable()
export class EventLoop implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private lastRunMs = performance.now();
  private lastBlockMs = -Infinity;

  /** Blocked for more than two seconds, now or in the last five. */
  get wasBlocked(): boolean {
    this.note();
    return performance.now() - this.lastBlockMs < MEMORY_MS;
  }

  onApplicationBootstrap(): void {
    this.lastRunMs = performance.now();
    this.timer = setInterval(() => this.note(), EVERY_MS).unref();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private note(): void {
    if (this.timer === undefined) return;
    const now = performance.now();
    if (now - this.lastRunMs > LONGEST_LAG_MS + EVERY_MS) this.lastBlockMs = now;
    this.lastRunMs = now;
  }
}
