import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import type { DataCenter } from '../common/data-center.js';
import { AppError } from '../common/errors/app.error.js';
import { ServerLife } from '../common/lifecycle/server-life.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { ApiSuccessRecorder } from './api-success.recorder.js';
import { GrantMeter } from './grant-meter.js';
import { type RefreshLease, RefreshLeases } from './refresh-leases.js';
import { RefreshPace } from './refresh-pace.js';
import { RefreshService } from './refresh.service.js';
import { ZohoAccountsClient } from './zoho-accounts.client.js';

const TICK_MS = 15_000;
/** After a start, what came due while the server was down should not wait for a tick. */
const FIRST_TICK_MS = 1_000;

/** Refreshes of this replica at one time and data center; each ends long before the lease it began with. */
const AT_ONCE = 256;
/** Rows are claimed when this many can be worked on at once, so that claims do not come in ones. */
const CLAIM_ROOM = AT_ONCE / 2;

/** The same by what the circuit to Zoho lets through: one alone finds out whether it is well again. */
const ROOM = { all: AT_ONCE, one: 1, none: 0 };

const DAY_MS = 86_400_000;

/**
 * Refreshes tokens before they end, on every replica: rows are claimed, so no replica has to lead. Rows that need a
 * person are not due and are never tried. See ADR 0003 and 0012.
 */
@Injectable()
export class TokenRefreshJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger(TokenRefreshJob.name);
  private sweeping: Promise<void> | undefined;
  private stopping = false;
  private failing = false;

  constructor(
    private readonly leases: RefreshLeases,
    private readonly meter: GrantMeter,
    private readonly pace: RefreshPace,
    private readonly refreshes: RefreshService,
    private readonly successes: ApiSuccessRecorder,
    private readonly accounts: ZohoAccountsClient,
    private readonly clock: Clock,
    private readonly config: AppConfig,
    life: ServerLife,
  ) {
    life.onDrain(() => (this.stopping = true));
  }

  @Timeout(FIRST_TICK_MS)
  first(): Promise<void> {
    return this.tick();
  }

  /** Refreshes everything that is due now; joins the present run when one is under way. */
  @Interval(TICK_MS)
  tick(): Promise<void> {
    if (this.stopping) return Promise.resolve();
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
      await this.parkUnused();
      // Each data center by itself: one that is slow or throttled does not hold the others up.
      const sweeps = (await this.leases.dueDataCenters()).map((dataCenter) => this.sweepOne(dataCenter));
      const failed = (await Promise.allSettled(sweeps)).find(({ status }) => status === 'rejected');
      if (failed?.status === 'rejected') throw failed.reason;
      this.failing = false;
    } catch (error) {
      // Once for an outage of the database, not once for a tick.
      if (!this.failing) this.logger.error({ event: 'refresh_sweep_failed', error });
      this.failing = true;
    }
  }

  private async parkUnused(): Promise<void> {
    const { refreshIdleDays } = this.config;
    if (refreshIdleDays === 0) return;
    const count = await this.leases.parkUnused(new Date(this.clock.nowMs() - refreshIdleDays * DAY_MS));
    if (count > 0) this.logger.log({ event: 'unused_tokens_parked', count });
  }

  private async sweepOne(dataCenter: DataCenter): Promise<void> {
    const running = new Set<Promise<void>>();
    try {
      await this.claimAndRefresh(dataCenter, running);
    } finally {
      // Also when nothing more can be claimed: the next run begins when this one has ended.
      await Promise.all(running);
    }
  }

  /** Adds what it begins to `running`. @throws what a claim or, when it has nothing to do with Zoho, a refresh threw */
  private async claimAndRefresh(dataCenter: DataCenter, running: Set<Promise<void>>): Promise<void> {
    const broken: unknown[] = [];
    // The pace may hold the rest back; the next tick goes on with it. Real time, since it is Zoho's patience.
    const endsAtMs = performance.now() + TICK_MS;
    while (!this.stopping && broken.length === 0 && performance.now() < endsAtMs) {
      if (running.size > AT_ONCE - CLAIM_ROOM) {
        await Promise.race(running);
        continue;
      }
      // A refusal of our own circuit would be written down as a failure of the connection, and put its next try off.
      const admits = this.accounts.admits(dataCenter);
      if (admits === 'none' && running.size === 0) break;
      const room = ROOM[admits] - running.size;
      if (room <= 0) {
        await Promise.race(running);
        continue;
      }
      const { granted } = await this.pace.take(dataCenter, room);
      if (granted === 0) {
        await wait(this.pace.pauseMs);
        continue;
      }
      const batch = await this.leases.claimDue(dataCenter, granted);
      const asks = await this.reserve(batch);
      for (const lease of batch) {
        const refresh = this.refresh(lease, asks.get(lease.row.id))
          .catch((error: unknown) => void broken.push(error))
          .finally(() => running.delete(refresh));
        running.add(refresh);
      }
      if (batch.length < granted) {
        await this.pace.giveBack(dataCenter, granted - batch.length);
        break;
      }
    }
    await Promise.all(running);
    if (broken.length > 0) throw broken[0];
  }

  /** The asks of a batch, as far as the meter allows. When it cannot be asked, the rows are free for the next run. */
  private async reserve(batch: readonly RefreshLease[]): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.meter.reserveEach(batch.map(({ row }) => row.id));
    } catch (error) {
      await Promise.allSettled(batch.map((lease) => this.leases.release(lease)));
      throw error;
    }
  }

  private async refresh(lease: RefreshLease, grantId: string | undefined): Promise<void> {
    try {
      await this.refreshes.renew(lease, { trigger: 'job', grantId });
    } catch (error) {
      // What Zoho refused is in the row and was told already; the next try is written down there as well.
      if (!(error instanceof AppError)) throw error;
    }
  }
}
