import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { ServerLife } from '../common/lifecycle/server-life.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { ConnectionChanges } from '../token/connection-changes.js';
import { type RetentionName, type RetentionRule, retentionRules, type RetentionRules } from './retention-rules.js';

const HOUR_MS = 3_600_000;
/** Servers that are restarted every hour clean up as well. */
const FIRST_MS = 60_000;
/** Batches of one rule in one run; the rest is for the next. */
const MOST_BATCHES = 100;

/**
 * Removes what has outlived its use, on every replica: rows that another one is removing are passed over, so it does
 * not matter how many do it at once.
 */
@Injectable()
export class RetentionJob implements BeforeApplicationShutdown {
  private readonly logger = new Logger(RetentionJob.name);
  private readonly rules: RetentionRules;
  private running: Promise<void> | undefined;
  private stopping = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly changes: ConnectionChanges,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
    life: ServerLife,
    config: AppConfig,
  ) {
    life.onDrain(() => (this.stopping = true));
    this.rules = retentionRules(config);
  }

  @Timeout(FIRST_MS)
  first(): Promise<void> {
    return this.run();
  }

  /** Removes everything that is due now; joins the present run when one is under way. Never throws. */
  @Interval(HOUR_MS)
  run(): Promise<void> {
    this.running ??= this.sweep().finally(() => (this.running = undefined));
    return this.running;
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async sweep(): Promise<void> {
    for (const name of Object.keys(this.rules) as RetentionName[]) {
      try {
        const count = await this.apply(name, this.rules[name]);
        if (count > 0) this.logger.log({ event: 'retention', reason: name, count });
      } catch (error) {
        this.logger.error({ event: 'retention_failed', reason: name, error });
      }
    }
  }

  private async apply(name: RetentionName, rule: RetentionRule): Promise<number> {
    let count = 0;
    for (let batches = 0; batches < MOST_BATCHES && !this.stopping; batches += 1) {
      const removed = await this.removeBatch(rule);
      if (name === 'dead_connections') removed.forEach((id) => this.tell(id));
      count += removed.length;
      if (removed.length < rule.batch) break;
    }
    return count;
  }

  /** The condition is looked at again under the row's lock: a connection that was set up just now stays. */
  private async removeBatch({ table, key, since, where = 'true', ageMs, batch }: RetentionRule): Promise<string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `WITH removed AS (
         DELETE FROM ${table} WHERE ${key} IN (
           SELECT ${key} FROM ${table} WHERE ${where} AND ${since} <= $1
            ORDER BY ${since} LIMIT $2 FOR UPDATE SKIP LOCKED)
         RETURNING ${key} AS id)
       SELECT id FROM removed`,
      [new Date(this.clock.nowMs() - ageMs), batch],
    );
    return rows.map(({ id }) => id);
  }

  private tell(connectionId: string): void {
    this.changes.announce(connectionId);
    this.events.emit({ type: 'connection_removed', connectionId, revoked: false, by: 'retention' });
  }
}
