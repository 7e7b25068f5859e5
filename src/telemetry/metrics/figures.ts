import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Clock } from '../../common/time/clock.js';

/** Counts over everything that is stored. A connection is in one state. */
export interface Figures {
  readonly connections: { readonly ready: number; readonly failing: number; readonly reauth_required: number };
  readonly refreshes: { readonly due: number; readonly overdue: number };
  readonly deferredWrites: { readonly pending: number };
}

/** However often somebody scrapes, the database is asked this seldom. */
const KEEP_MS = 15_000;
/** Long enough for the job that refreshes to have come by several times. */
const OVERDUE_AFTER_MS = 180_000;

/** What metrics want to know of the database, kept for a moment. */
@Injectable()
export class DatabaseFigures {
  private readAtMs = -Infinity;
  private reading: Promise<Figures | undefined> = Promise.resolve(undefined);

  constructor(
    private readonly dataSource: DataSource,
    private readonly clock: Clock,
  ) {}

  /** undefined while the database does not answer. */
  present(): Promise<Figures | undefined> {
    const nowMs = this.clock.nowMs();
    // Below zero after the clock was set back.
    const ageMs = nowMs - this.readAtMs;
    if (ageMs < 0 || ageMs >= KEEP_MS) {
      this.readAtMs = nowMs;
      this.reading = this.read().catch(() => undefined);
    }
    return this.reading;
  }

  private async read(): Promise<Figures> {
    const now = this.clock.now();
    const [row] = await this.dataSource.query<Record<string, number>[]>(
      `SELECT count(*) FILTER (WHERE NOT needs_reauth AND consecutive_failures = 0)::int AS ready,
              count(*) FILTER (WHERE NOT needs_reauth AND consecutive_failures > 0)::int AS failing,
              count(*) FILTER (WHERE needs_reauth)::int AS reauth_required,
              count(*) FILTER (WHERE NOT needs_reauth AND next_refresh_at <= $1 AND next_refresh_at > $2)::int AS due,
              count(*) FILTER (WHERE NOT needs_reauth AND next_refresh_at <= $2)::int AS overdue,
              (SELECT count(*)::int FROM deferred_writes WHERE state = 'pending') AS pending
         FROM oauth_tokens`,
      [now, new Date(now.getTime() - OVERDUE_AFTER_MS)],
    );
    const { ready = 0, failing = 0, reauth_required = 0, due = 0, overdue = 0, pending = 0 } = row ?? {};
    return {
      connections: { ready, failing, reauth_required },
      refreshes: { due, overdue },
      deferredWrites: { pending },
    };
  }
}
