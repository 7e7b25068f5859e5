import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { DeferredWrite } from './deferred-write.entity.js';
import { DEFAULT_EXPIRY_MINUTES, type DeferredSummary, DeferredWrites, summaryOf } from './deferred-writes.js';
import { DeferredWriteBusyError, DeferredWriteNotFoundError, DeferredWriteOverError } from './writes.errors.js';

/** What an administrator may do with anybody's deferred write, without reading what it says. */
@Injectable()
export class DeferredCare {
  constructor(
    @InjectRepository(DeferredWrite) private readonly rows: Repository<DeferredWrite>,
    private readonly writes: DeferredWrites,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws DeferredWriteNotFoundError, DeferredWriteBusyError */
  async cancel(id: string): Promise<DeferredSummary> {
    const { connectionId } = await this.rowOf(id);
    await this.writes.cancel(connectionId, id, 'admin');
    return summaryOf(await this.rowOf(id));
  }

  /**
   * One that waits is due now; one that failed, expired or ended unknown waits again, for another day. What may have
   * been sent is looked for before it is sent again.
   * @throws DeferredWriteNotFoundError, DeferredWriteBusyError, DeferredWriteOverError
   */
  async retry(id: string): Promise<DeferredSummary> {
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + DEFAULT_EXPIRY_MINUTES * 60_000);
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({
        state: 'pending',
        endedAt: null,
        reasonCiphertext: null,
        nextAttemptAt: now,
        expiresAt: () => `CASE WHEN state = 'pending' THEN expires_at ELSE :expiresAt END`,
      })
      .where(`id::text = :id AND state IN ('pending', 'failed', 'expired', 'unknown')`, { id, expiresAt })
      .andWhere('(lease_until IS NULL OR lease_until <= :now)', { now })
      .execute();
    const row = await this.rowOf(id);
    if (affected === 0)
      throw row.state === 'pending' ? new DeferredWriteBusyError() : new DeferredWriteOverError(row.state);
    this.events.emit({ type: 'deferred_write_retried', connectionId: row.connectionId, tool: row.tool, writeId: id });
    return summaryOf(row);
  }

  private async rowOf(id: string): Promise<DeferredWrite> {
    const row = await this.rows.createQueryBuilder('write').where('id::text = :id', { id }).getOne();
    if (!row) throw new DeferredWriteNotFoundError();
    return row;
  }
}
