import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Clock } from '../common/time/clock.js';
import { ConnectionRepository } from './connection.repository.js';

const MOST_CONNECTIONS = 10_000;
/** Precise enough for "last used", and one small write a minute for a busy connection. */
const BETWEEN_WRITES_MS = 60_000;

/** Writes when a connection was last used with success, without anybody waiting for it. */
@Injectable()
export class ApiSuccessRecorder {
  private readonly logger = new Logger(ApiSuccessRecorder.name);
  private readonly writtenAtMs = new LRUCache<string, number>({ max: MOST_CONNECTIONS });
  private readonly running = new Set<Promise<void>>();

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly clock: Clock,
  ) {}

  record(connectionId: string): void {
    const now = this.clock.nowMs();
    if (now - (this.writtenAtMs.get(connectionId) ?? -Infinity) < BETWEEN_WRITES_MS) return;
    this.writtenAtMs.set(connectionId, now);

    const write = this.connections
      .recordApiSuccess(connectionId, new Date(now))
      .catch((error: unknown) => this.logger.warn({ event: 'last_use_not_written', connectionId, error }))
      .finally(() => this.running.delete(write));
    this.running.add(write);
  }

  /** Resolves when everything recorded so far is written, or was given up. */
  async drain(): Promise<void> {
    await Promise.all(this.running);
  }
}
