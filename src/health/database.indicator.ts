import { Injectable } from '@nestjs/common';
import { HealthIndicatorService, type HealthIndicatorResult } from '@nestjs/terminus';
import { DatabaseStatus } from '../database/database-status.js';

/** Replicas whose clocks differ by more would take each other's leases for expired. */
const WIDEST_SKEW_MS = 5_000;

/** The database in Terminus's words: up, or down without the driver's text, which can hold addresses. */
@Injectable()
export class DatabaseIndicator {
  constructor(
    private readonly indicators: HealthIndicatorService,
    private readonly database: DatabaseStatus,
  ) {}

  /** Goes by the pings that run anyway, and asks the database nothing once its migrations are known to be current. */
  async check(): Promise<HealthIndicatorResult<'database'>> {
    const trouble = await this.trouble();
    const { kind } = this.database;
    const indicator = this.indicators.check('database');
    return trouble === undefined ? indicator.up({ kind }) : indicator.down({ kind, message: trouble });
  }

  private async trouble(): Promise<string | undefined> {
    const { answers, clockSkewMs } = this.database;
    if (!answers) return 'does not answer';
    if (Math.abs(clockSkewMs) > WIDEST_SKEW_MS) {
      return `its clock and the one of this machine are ${Math.round(Math.abs(clockSkewMs) / 1_000)} s apart`;
    }
    try {
      return (await this.database.hasPendingMigrations()) ? 'has migrations to run' : undefined;
    } catch {
      return 'does not answer';
    }
  }
}
