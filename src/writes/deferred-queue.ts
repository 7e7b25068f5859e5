import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { QueryDeepPartialEntity, Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { DeferredWrite } from './deferred-write.entity.js';

/** Twice the longest call to ServiceDesk Plus (45 s), so that a living holder is done well before its lease ends. */
const LEASE_MS = 90_000;

/** The right to work on one row. `owner` is new with every claim, `row` was read under it. */
export interface DeferredClaim {
  readonly owner: string;
  readonly row: DeferredWrite;
}

const NO_LEASE = { leaseOwner: null, leaseUntil: null } as const;

/**
 * Which deferred write is next, over all replicas. Rows are claimed by one conditional UPDATE, and no transaction stays
 * open while SDP is asked. A row waits for every earlier one of its person that goes to the same ticket; where one of
 * the two tickets is not known yet, they are taken for the same.
 */
@Injectable()
export class DeferredQueue {
  constructor(
    @InjectRepository(DeferredWrite) private readonly rows: Repository<DeferredWrite>,
    private readonly clock: Clock,
  ) {}

  /** Claims of up to `most` rows that are due, in nobody's hands and not behind another; the oldest first. */
  async claimDue(most: number): Promise<DeferredClaim[]> {
    const owner = randomUUID();
    const now = this.clock.now();
    await this.rows.query(
      `UPDATE deferred_writes SET lease_owner = $1, lease_until = $2 WHERE id IN (
         SELECT own.id FROM deferred_writes own
          WHERE own.state = 'pending' AND own.next_attempt_at <= $3
            AND (own.lease_until IS NULL OR own.lease_until <= $3)
            AND NOT EXISTS (
              SELECT 1 FROM deferred_writes earlier
               WHERE earlier.state = 'pending' AND earlier.connection_id = own.connection_id AND earlier.seq < own.seq
                 AND (earlier.ticket = own.ticket OR earlier.ticket IS NULL OR own.ticket IS NULL))
          ORDER BY own.seq LIMIT $4 FOR UPDATE SKIP LOCKED)`,
      [owner, this.leaseEnd(), now, most],
    );
    const rows = await this.rows.find({ where: { leaseOwner: owner, state: 'pending' }, order: { seq: 'ASC' } });
    return rows.map((row) => ({ owner, row }));
  }

  /**
   * Notes that it is sent now, before it is, so that a crash leaves it to be looked for. False when the lease has
   * passed to somebody else: then nothing may be sent.
   */
  beginSending({ owner, row }: DeferredClaim): Promise<boolean> {
    return this.write(
      { owner, row },
      {
        maybeSentSince: row.maybeSentSince ?? this.clock.now(),
        leaseUntil: this.leaseEnd(),
        attempts: row.attempts + 1,
      },
    );
  }

  /** Puts it off. @param maybeSentSince null when nothing was sent */
  postpone(
    claim: DeferredClaim,
    { at, code, maybeSentSince }: { readonly at: Date; readonly code: string; readonly maybeSentSince: Date | null },
  ): Promise<boolean> {
    const { expiresAt } = claim.row;
    const nextAttemptAt = at < expiresAt ? at : expiresAt;
    const attempts = claim.row.attempts + 1;
    return this.write(claim, { ...NO_LEASE, attempts, maybeSentSince, nextAttemptAt, lastCode: code });
  }

  /** False when the lease has passed to somebody else. */
  end(
    claim: DeferredClaim,
    outcome: Pick<QueryDeepPartialEntity<DeferredWrite>, 'state' | 'result' | 'lastCode' | 'reasonCiphertext'>,
  ): Promise<boolean> {
    const content = outcome.state === 'done' ? { payloadCiphertext: null } : {};
    return this.write(claim, { ...NO_LEASE, ...content, ...outcome, endedAt: this.clock.now() });
  }

  /** Ends those whose time is over and that were never sent, also behind others. Gives them as they were. */
  async expireUnsent(): Promise<DeferredWrite[]> {
    const owner = randomUUID();
    const now = this.clock.now();
    await this.rows
      .createQueryBuilder()
      .update()
      .set({ leaseOwner: owner, leaseUntil: this.leaseEnd() })
      .where(`state = 'pending' AND maybe_sent_since IS NULL AND expires_at <= :now`, { now })
      .andWhere('(lease_until IS NULL OR lease_until <= :now)', { now })
      .execute();
    const rows = await this.rows.findBy({ leaseOwner: owner });
    const ended = await Promise.all(
      rows.map(async (row) => ((await this.end({ owner, row }, { state: 'expired' })) ? [row] : [])),
    );
    return ended.flat();
  }

  /** The connection is well again, as far as anybody knows: what waited for that is due now. */
  async wake(connectionId: string): Promise<void> {
    await this.rows.update({ connectionId, state: 'pending' }, { nextAttemptAt: this.clock.now() });
  }

  private async write(
    { owner, row: { id } }: DeferredClaim,
    columns: QueryDeepPartialEntity<DeferredWrite>,
  ): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set(columns)
      .where({ id, leaseOwner: owner, state: 'pending' })
      .execute();
    return affected === 1;
  }

  private leaseEnd(): Date {
    return new Date(this.clock.nowMs() + LEASE_MS);
  }
}
