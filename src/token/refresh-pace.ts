import type { Repository } from 'typeorm';
import type { DataCenter } from '../common/data-center.js';
import type { Clock } from '../common/time/clock.js';
import type { RefreshPaceRow } from './refresh-pace.entity.js';

/** Unused permits of this much time are kept. */
const BURST_SECONDS = 1;
/** How far callers who wait may go ahead of the pace; whoever came later than that is turned away. */
const LONGEST_DEBT_SECONDS = 5;
/** From a standstill back to the full rate. */
const RECOVERY_SECONDS = 600;
const LOWEST_SHARE = 0.01;
/** Zoho's answers to what was already on its way must not slow the pace down once more. */
const BETWEEN_CUTS_MS = 5_000;
/** Clocks of replicas differ by less. A time further ahead was written by a clock that was wrong, and counts as now. */
const WIDEST_SKEW_SECONDS = 10;
/** One person's throttle is theirs: other software of that person may have used the budget up. */
const CROWD = { connections: 3, withinMs: 60_000 };

export interface Permits {
  readonly granted: number;
  /** Ms to wait before the first of them is used. */
  readonly waitMs: number;
}

const NONE: Permits = { granted: 0, waitMs: 0 };

/**
 * The fleet's speed limit toward each Zoho Accounts server: a token bucket in the database, cut in half when Zoho
 * throttles and grown back over ten minutes. Callers who wait go first, by going into debt. See ADR 0012.
 */
export class RefreshPace {
  constructor(
    private readonly rows: Repository<RefreshPaceRow>,
    private readonly clock: Clock,
    /** Asks per second and data center, over all replicas. */
    private readonly perSecond: number,
  ) {}

  /** Permits for work that can wait: as many as there are, `most` at most. */
  take(dataCenter: DataCenter, most: number): Promise<Permits> {
    return this.spend(dataCenter, most, 0);
  }

  /** A permit for somebody who waits; `granted` is 0 when too many wait already. */
  takeAhead(dataCenter: DataCenter): Promise<Permits> {
    return this.spend(dataCenter, 1, LONGEST_DEBT_SECONDS);
  }

  /** Returns permits of `take` for which there was no work. */
  async giveBack(dataCenter: DataCenter, permits: number): Promise<void> {
    await this.rows.increment({ dataCenter }, 'permits', permits);
  }

  /** Ms until the next permit, at the configured rate. */
  get pauseMs(): number {
    return Math.min(1_000, Math.max(20, 1_000 / this.perSecond));
  }

  /** Zoho throttled. Slows everybody down when it meant the server's address rather than one person. */
  async slowDown(dataCenter: DataCenter, { everyone }: { readonly everyone: boolean }): Promise<void> {
    const now = this.clock.now();
    if (!everyone && !(await this.isCrowdThrottled(now))) return;
    await this.rows.query(
      `UPDATE refresh_pace
          SET share = greatest($2::double precision, share / 2), permits = least(permits, 0), slowed_at = $3::timestamptz
        WHERE data_center = $1 AND (slowed_at IS NULL OR slowed_at <= $4::timestamptz
                                   OR slowed_at > $3::timestamptz + interval '${WIDEST_SKEW_SECONDS} seconds')`,
      [dataCenter, LOWEST_SHARE, now, new Date(now.getTime() - BETWEEN_CUTS_MS)],
    );
  }

  private async spend(dataCenter: DataCenter, most: number, debtSeconds: number): Promise<Permits> {
    const [spent] = await this.rows.query<[{ granted: number; debt: number; rate: number }[], number]>(
      `WITH present AS (
         SELECT greatest(0, extract(epoch FROM $2::timestamptz - counted_at)) AS elapsed, permits, share,
                CASE WHEN counted_at > $2::timestamptz + interval '${WIDEST_SKEW_SECONDS} seconds' THEN $2::timestamptz
                     ELSE greatest(counted_at, $2::timestamptz) END AS counted_at
           FROM refresh_pace WHERE data_center = $1 FOR UPDATE
       ), grown AS (
         SELECT counted_at, elapsed, permits, least(1, share + elapsed / ${RECOVERY_SECONDS}) AS share FROM present
       ), filled AS (
         SELECT counted_at, share, share * $3::double precision AS rate,
                least(greatest(1, share * $3 * ${BURST_SECONDS}), permits + elapsed * share * $3) AS permits
           FROM grown
       ), given AS (
         SELECT counted_at, share, rate, permits,
                greatest(0, least($4::integer, floor(permits + rate * $5::double precision))) AS granted
           FROM filled
       )
       UPDATE refresh_pace SET permits = given.permits - given.granted, share = given.share,
              counted_at = given.counted_at
         FROM given WHERE data_center = $1
       RETURNING given.granted::integer AS granted, greatest(0, -refresh_pace.permits) AS debt, given.rate AS rate`,
      [dataCenter, this.clock.now(), this.perSecond, most, debtSeconds],
    );
    const [row] = spent;
    return row ? { granted: row.granted, waitMs: (row.debt / row.rate) * 1_000 } : NONE;
  }

  private async isCrowdThrottled(now: Date): Promise<boolean> {
    const [{ count } = { count: 0 }] = await this.rows.query<{ count: number }[]>(
      `SELECT count(DISTINCT oauth_token_id)::integer AS count
         FROM token_grants WHERE outcome = 'throttled' AND granted_at > $1`,
      [new Date(now.getTime() - CROWD.withinMs)],
    );
    return count >= CROWD.connections;
  }
}
