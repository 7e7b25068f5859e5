import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { listenBy } from '../../common/events/event-table.js';
import { ServerEvents } from '../../common/events/server-events.js';
import { Clock } from '../../common/time/clock.js';
import { ReplicaBus } from '../../replicas/replica-bus.js';
import { ActivityRing, KEPT_SECONDS, STEP_SECONDS } from './activity-ring.js';
import { quantile, stepOf } from './latency.js';
import { NOTHING, type Sample } from './sample.js';

/** Of a table for people. */
const PERIOD_SECONDS = 300;

/** Figures of some seconds; null where nobody was heard, for example before the start of this replica. */
export interface ActivityPoint {
  /** End of the seconds. */
  readonly at: Date;
  readonly calls: number | null;
  readonly errors: number | null;
  /** Half of the calls, and 95 % of them, took less; in ms, null without calls. */
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly refreshes: number | null;
  readonly refreshFailures: number | null;
}

export interface ActivityReport {
  /** Replicas whose figures are summed. */
  readonly replicas: readonly string[];
  /** The minutes of the last hour, oldest first; the last one ends now. */
  readonly minutes: readonly ActivityPoint[];
  /** The same hour in steps of five minutes. */
  readonly periods: readonly ActivityPoint[];
  readonly hour: ActivityPoint;
}

/**
 * Calls and refreshes of the last hour over all replicas: each counts its own and tells the others every ten seconds,
 * so that every one of them can answer. A replica that starts knows the hour from then on. See ADR 0016.
 */
@Injectable()
export class Activity {
  private readonly ring = new ActivityRing();
  private current: Sample = NOTHING;

  constructor(
    events: ServerEvents,
    private readonly bus: ReplicaBus,
    private readonly clock: Clock,
  ) {
    listenBy(events, {
      tool_called: ({ outcome, durationMs }) => this.countCall(outcome !== 'ok' && outcome !== 'cancelled', durationMs),
      token_refreshed: () => (this.current = { ...this.current, refreshes: this.current.refreshes + 1 }),
      token_refresh_failed: () =>
        (this.current = { ...this.current, refreshFailures: this.current.refreshFailures + 1 }),
    });
    bus.on('activity', ({ type: _, replica, at, ...sample }) => this.ring.take(replica, at, sample, this.nowSeconds()));
  }

  /** Ends the present sample and tells it. */
  @Interval(STEP_SECONDS * 1_000)
  tick(): void {
    const sample = this.current;
    this.current = NOTHING;
    this.bus.publish({
      ...{ type: 'activity', replica: this.bus.replicaId, at: this.lastStep() },
      ...{ ...sample, latency: [...sample.latency] },
    });
  }

  report(): ActivityReport {
    const to = this.lastStep();
    return {
      replicas: this.ring.replicas(),
      minutes: this.pointsUpTo(to, 60),
      periods: this.pointsUpTo(to, PERIOD_SECONDS),
      hour: pointOf(to, this.ring.between(to - KEPT_SECONDS, to)),
    };
  }

  /** The hour up to then, in steps of so many seconds. */
  private pointsUpTo(to: number, seconds: number): ActivityPoint[] {
    return Array.from({ length: KEPT_SECONDS / seconds }, (_, index) => {
      const end = to - KEPT_SECONDS + (index + 1) * seconds;
      return pointOf(end, this.ring.between(end - seconds, end));
    });
  }

  private countCall(failed: boolean, durationMs: number): void {
    const { calls, errors, latency } = this.current;
    this.current = {
      ...this.current,
      calls: calls + 1,
      errors: errors + (failed ? 1 : 0),
      latency: latency.with(stepOf(durationMs), (latency[stepOf(durationMs)] ?? 0) + 1),
    };
  }

  private nowSeconds(): number {
    return Math.floor(this.clock.nowMs() / 1_000);
  }

  private lastStep(): number {
    return Math.floor(this.nowSeconds() / STEP_SECONDS) * STEP_SECONDS;
  }
}

function pointOf(at: number, sample: Sample | undefined): ActivityPoint {
  const { calls = null, errors = null, refreshes = null, refreshFailures = null, latency = [] } = sample ?? {};
  const [p50Ms, p95Ms] = [quantile(0.5, latency), quantile(0.95, latency)];
  return {
    at: new Date(at * 1_000),
    calls,
    errors,
    p50Ms: p50Ms ?? null,
    p95Ms: p95Ms ?? null,
    refreshes,
    refreshFailures,
  };
}
