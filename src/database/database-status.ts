import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { ServerEvents } from '../common/events/server-events.js';
import { AppConfig } from '../config/app-config.js';
import { AppDataSource } from './app-data-source.js';

/** Pings without an answer after which the database counts as away for those who send traffic here. */
const TOLERATED_MISSES = 2;

/** How the database does, for those who watch over the server. */
@Injectable()
export class DatabaseStatus implements OnModuleInit, OnApplicationShutdown {
  readonly kind: 'embedded' | 'postgres';
  private readonly logger = new Logger(DatabaseStatus.name);
  private upToDate = false;

  constructor(
    private readonly dataSource: AppDataSource,
    private readonly events: ServerEvents,
    config: AppConfig,
  ) {
    this.kind = config.database.kind;
  }

  /** True until three pings in a row went without an answer: one alone can be a moment's trouble. */
  get answers(): boolean {
    return this.dataSource.watch.missedInARow <= TOLERATED_MISSES;
  }

  /** How far this machine's clock is ahead of the database's, in ms; behind it when negative. */
  get clockSkewMs(): number {
    return this.dataSource.watch.clockSkewMs;
  }

  /** Asked of the database until the answer is no, which stays true for as long as this process runs. */
  async hasPendingMigrations(): Promise<boolean> {
    if (!this.upToDate) this.upToDate = !(await this.dataSource.showMigrations());
    return !this.upToDate;
  }

  /** Looks once before anything is served: a clock that is wrong must not be found out by the first calls. */
  async onModuleInit(): Promise<void> {
    const { watch } = this.dataSource;
    watch.onLost = () => this.events.emit({ type: 'database_lost' });
    watch.onBack = (lostForMs) => this.events.emit({ type: 'database_back', lostForMs });
    watch.onSkew = (skewMs) => this.logger.warn({ event: 'clock_skew', durationMs: Math.round(skewMs) });
    watch.start();
    await watch.look();
  }

  onApplicationShutdown(): void {
    this.dataSource.watch.stop();
  }
}
