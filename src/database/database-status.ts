import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig } from '../config/app-config.js';

/** How the database does, for those who watch over the server. */
@Injectable()
export class DatabaseStatus {
  readonly kind: 'embedded' | 'postgres';
  private upToDate = false;

  constructor(
    private readonly dataSource: DataSource,
    config: AppConfig,
  ) {
    this.kind = config.database.kind;
  }

  /** @throws when the database has not answered within `timeoutMs`, or answers with an error. */
  async ping(timeoutMs: number): Promise<void> {
    const stop = new AbortController();
    const overdue = delay(timeoutMs, undefined, { signal: stop.signal }).then(() => {
      throw new Error(`The database did not answer within ${timeoutMs} ms`);
    });
    try {
      await Promise.race([this.dataSource.query('SELECT 1'), overdue]);
    } finally {
      stop.abort();
      overdue.catch(() => undefined);
    }
  }

  /** Asked of the database until the answer is no, which stays true for as long as this process runs. */
  async hasPendingMigrations(): Promise<boolean> {
    if (!this.upToDate) this.upToDate = !(await this.dataSource.showMigrations());
    return !this.upToDate;
  }
}
