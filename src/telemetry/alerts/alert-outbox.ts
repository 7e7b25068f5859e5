import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, In, type Repository } from 'typeorm';
import { Clock } from '../../common/time/clock.js';
import { Alert } from './alert.entity.js';

/** Longer than a delivery takes; a claim that a crash cut short is taken up again then. */
const CLAIM_MS = 30_000;
const SHORTEST_BACKOFF_MS = 15_000;
const LONGEST_BACKOFF_MS = 3_600_000;
const GIVE_UP_AFTER_MS = 24 * 3_600_000;
/** Of one query, so that an outage of everybody does not become one statement that outlives its time-out. */
const MOST_RAISED = 500;
const KEEP_MS = 90 * 24 * 3_600_000;

/** Alerts from their transition to their delivery. Every write is one statement that replicas can run side by side. */
@Injectable()
export class AlertOutbox {
  constructor(
    @InjectRepository(Alert) private readonly rows: Repository<Alert>,
    private readonly clock: Clock,
  ) {}

  /** Raises what a query of alert-transitions.ts finds and nobody has raised; 500 at most, the rest the next time. */
  async raise(transitions: string, parameters: readonly unknown[] = [], manager: EntityManager = this.rows.manager) {
    const now = parameters.length + 1;
    await manager.query(
      `INSERT INTO alerts
         (transition, type, connection_id, circuit, code, occurred_at, id, raised_at, seen_at, next_attempt_at)
       SELECT found.*, gen_random_uuid(), $${now}::timestamptz, $${now}::timestamptz, $${now}::timestamptz
         FROM (${transitions}) found (transition, type, connection_id, circuit, code, occurred_at)
        WHERE NOT EXISTS (SELECT 1 FROM alerts raised WHERE raised.transition = found.transition)
        LIMIT ${MOST_RAISED}
       ON CONFLICT (transition) DO NOTHING`,
      [...parameters, this.clock.now()],
    );
  }

  /** As `raise`, for a query whose answer depends on what other replicas are raising at this moment. */
  raiseAlone(transitions: string, parameters: readonly unknown[]): Promise<void> {
    return this.rows.manager.transaction(async (manager) => {
      await manager.query('LOCK TABLE alerts IN SHARE ROW EXCLUSIVE MODE');
      await this.raise(transitions, parameters, manager);
    });
  }

  async note(update: string, parameters: readonly unknown[]): Promise<void> {
    await this.rows.query(update, [...parameters]);
  }

  /** Up to `most` alerts that are due and in nobody's hands, oldest first. */
  async claimDue(most: number): Promise<Alert[]> {
    const now = this.clock.now();
    const [claimed] = await this.rows.query<[{ id: string }[], number]>(
      `UPDATE alerts SET attempts = attempts + 1, next_attempt_at = $2 WHERE id IN (
         SELECT id FROM alerts WHERE next_attempt_at <= $1
          ORDER BY raised_at, occurred_at LIMIT $3 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [now, new Date(now.getTime() + CLAIM_MS), most],
    );
    return this.rows.find({ where: { id: In(claimed.map(({ id }) => id)) }, order: { raisedAt: 'ASC' } });
  }

  async delivered({ id }: Alert): Promise<void> {
    await this.rows.update({ id }, { deliveredAt: this.clock.now(), nextAttemptAt: null });
  }

  /** False when it was the last try: a day has passed since the alert was raised. */
  async failed({ id, attempts, raisedAt }: Alert, random = Math.random()): Promise<boolean> {
    const nowMs = this.clock.nowMs();
    const waitMs = Math.min(LONGEST_BACKOFF_MS, SHORTEST_BACKOFF_MS * 2 ** (attempts - 1)) * (0.75 + random / 2);
    const again = nowMs + waitMs - raisedAt.getTime() < GIVE_UP_AFTER_MS;
    // Whoever claimed it meanwhile has another count, and goes by its own delivery.
    await this.rows.update({ id, attempts }, { nextAttemptAt: again ? new Date(nowMs + waitMs) : null });
    return again;
  }

  /** Forgets what is long over. What still lasts stays, or it would be raised anew. */
  async prune(): Promise<void> {
    await this.rows.query(
      `DELETE FROM alerts WHERE raised_at < $1 AND next_attempt_at IS NULL AND seen_at < $1
          AND NOT EXISTS (SELECT 1 FROM oauth_tokens token
                           WHERE token.id = alerts.connection_id AND (needs_reauth OR consecutive_failures > 0))`,
      [new Date(this.clock.nowMs() - KEEP_MS)],
    );
  }
}
