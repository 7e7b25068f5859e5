import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../common/time/clock.js';
import { DatabaseUnavailableError } from '../database/database.errors.js';
import { ConnectionRepository } from './connection.repository.js';

const MOST_CONNECTIONS = 10_000;
/** Precise enough for "last used", and one small write a minute for a busy connection. */
const BETWEEN_WRITES_MS = 60_000;

/** Writes when a connection was last used with success, one at a time and without anybody waiting for it. */
@Injectable()
export class ApiSuccessRecorder {
  private readonly logger = new Logger(ApiSuccessRecorder.name);
  private readonly recordedAtMs = new LRUCache<string, number>({ max: MOST_CONNECTIONS });
  private readonly unwritten = new Map<string, Date>();
  private writing: Promise<void> | undefined;

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly clock: Clock,
  ) {}

  record(connectionId: string): void {
    const now = this.clock.nowMs();
    if (now - (this.recordedAtMs.get(connectionId) ?? -Infinity) < BETWEEN_WRITES_MS) return;
    this.recordedAtMs.set(connectionId, now);
    this.unwritten.set(connectionId, new Date(now));
    this.writing ??= this.write();
  }

  /** Resolves when everything recorded so far is written, or was given up. */
  async drain(): Promise<void> {
    await this.writing;
  }

  private async write(): Promise<void> {
    for (const [connectionId, at] of this.unwritten) {
      this.unwritten.delete(connectionId);
      try {
        await this.connections.recordApiSuccess(connectionId, at);
      } catch (error) {
        // The database says so itself when it is away; a later success is as good.
        if (error instanceof DatabaseUnavailableError) this.unwritten.clear();
        else this.logger.warn({ event: 'last_use_not_written', connectionId, error });
      }
    }
    this.writing = undefined;
  }
}
