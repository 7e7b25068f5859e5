import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { DatabaseStatus } from '../database/database-status.js';

const LONGEST_PING_MS = 2_000;

/** The database in Terminus's words: up, or down without the driver's text, which can hold addresses. */
@Injectable()
export class DatabaseIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabaseStatus,
  ) {}

  async check(): Promise<HealthIndicatorResult<'database'>> {
    const indicator = this.indicators.check('database');
    try {
      await this.database.ping(LONGEST_PING_MS);
    } catch {
      return indicator.down({ kind: this.database.kind, message: 'does not answer' });
    }
    return (await this.database.hasPendingMigrations())
      ? indicator.down({ kind: this.database.kind, message: 'has migrations to run' })
      : indicator.up({ kind: this.database.kind });
  }
}
