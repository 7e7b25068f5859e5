import { type BeforeApplicationShutdown, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { ServerEvents } from '../common/events/server-events.js';
import type { ServerLife } from '../common/lifecycle/server-life.js';
import type { Deferrable } from './deferrable.js';
import type { DeferredAttempt } from './deferred-attempt.js';
import type { DeferredClaim, DeferredQueue } from './deferred-queue.js';

const TICK_MS = 5_000;
/** Rows worked on at a time; no more are claimed, so that no lease runs out in a queue. */
const AT_ONCE = 5;

/** Sends deferred writes, on every replica: rows are claimed, so no replica has to lead. */
export class DeferredWriteJob implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(DeferredWriteJob.name);
  private readonly stop = new AbortController();
  private readonly kinds: ReadonlyMap<string, Deferrable>;
  private running: Promise<void> | undefined;
  private unsubscribe = (): void => undefined;

  constructor(
    private readonly queue: DeferredQueue,
    private readonly attempt: DeferredAttempt,
    private readonly events: ServerEvents,
    private readonly life: ServerLife,
    kinds: readonly Deferrable[],
  ) {
    this.kinds = new Map(kinds.map((kind) => [kind.tool, kind]));
  }

  onModuleInit(): void {
    this.life.onDrain(() => this.stop.abort());
    this.unsubscribe = this.events.subscribe((event) => {
      if (event.type === 'connection_set_up' || event.type === 'connection_reset') void this.wake(event.connectionId);
    });
  }

  /** Works on everything that is due now; joins the present run when one is under way. */
  @Interval(TICK_MS)
  tick(): Promise<void> {
    this.running ??= this.run().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Claims nothing more and stops reading; a write that was sent is awaited and its outcome stored. */
  async beforeApplicationShutdown(): Promise<void> {
    this.unsubscribe();
    this.stop.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stop;
    try {
      for (const row of signal.aborted ? [] : await this.queue.expireUnsent()) this.attempt.announceEnd(row, 'expired');
      while (!signal.aborted) {
        const claims = await this.queue.claimDue(AT_ONCE);
        if (claims.length === 0) return;
        await Promise.all(claims.map((claim) => this.work(claim)));
      }
    } catch (error) {
      this.logger.error({ event: 'deferred_writes_run_failed', error });
    }
  }

  /** What fails here is our database: the lease runs out, and the next holder looks before it sends. */
  private async work(claim: DeferredClaim): Promise<void> {
    try {
      await this.attempt.make(claim, this.kinds.get(claim.row.tool), this.stop.signal);
    } catch (error) {
      this.logger.error({ event: 'deferred_write_not_stored', tool: claim.row.tool, error });
    }
  }

  private async wake(connectionId: string): Promise<void> {
    try {
      await this.queue.wake(connectionId);
    } catch (error) {
      this.logger.error({ event: 'deferred_writes_not_woken', connectionId, error });
    }
  }
}
