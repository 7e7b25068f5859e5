import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { AppError } from '../common/errors/app.error.js';
import { ApiSuccessRecorder } from './api-success.recorder.js';
import { type RefreshLease, RefreshLeases } from './refresh-leases.js';
import { RefreshService } from './refresh.service.js';

const TICK_MS = 60_000;

/**
 * Refreshes of this replica at one time. A batch is no larger, so that every leased row is worked on at once and
 * its lease does not run out in a queue.
 */
const AT_ONCE = 5;

/**
 * Refreshes tokens before they end, on every replica: rows are claimed, so no replica has to lead. Rows that need a
 * person are not due and are never tried.
 */
@Injectable()
export class TokenRefreshJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenRefreshJob.name);
  private sweeping: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly leases: RefreshLeases,
    private readonly refreshes: RefreshService,
    private readonly successes: ApiSuccessRecorder,
  ) {}

  /** Refreshes everything that is due now; joins the present run when one is under way. */
  @Interval(TICK_MS)
  tick(): Promise<void> {
    this.sweeping ??= this.sweep().finally(() => (this.sweeping = undefined));
    return this.sweeping;
  }

  /** Claims nothing more, and waits for what was begun: an answer of Zoho that nobody saves is a token lost. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.sweeping;
    await this.refreshes.drain();
    await this.successes.drain();
  }

  private async sweep(): Promise<void> {
    try {
      while (!this.stopping) {
        const due = await this.leases.claimDue(AT_ONCE);
        if (due.length === 0) return;
        await Promise.all(due.map((lease) => this.refresh(lease)));
      }
    } catch (error) {
      this.logger.error({ event: 'refresh_sweep_failed', error });
    }
  }

  private async refresh(lease: RefreshLease): Promise<void> {
    try {
      await this.refreshes.renew(lease);
    } catch (error) {
      // What Zoho refused is in the row and the log already; the next try is written down there as well.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
