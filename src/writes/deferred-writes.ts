import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThanOrEqual, type Repository } from 'typeorm';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { DeferredContent } from './deferred-content.js';
import { DeferredWrite, type DeferredState } from './deferred-write.entity.js';
import { DeferralsFullError, DeferredWriteBusyError, DeferredWriteNotFoundError } from './writes.errors.js';
import type { WriteResult } from './write-result.js';

/** How long a deferred write is tried when its caller does not say: until the same time tomorrow. In minutes. */
export const DEFAULT_EXPIRY_MINUTES = 24 * 60;
/** Ended ones stay readable for a week, so that somebody back from the weekend learns what became of theirs. */
export const KEEP_ENDED_MS = 7 * 24 * 60 * 60_000;
/** Writes of one connection that may wait at a time: far above a bad day, far below what fills a table. */
const MOST_PENDING = 500;
/** Rows of one list. */
const MOST_LISTED = 200;

/** What is to be sent later. */
export interface NewDeferral {
  readonly connectionId: string;
  readonly portal: string | undefined;
  readonly tool: string;
  readonly args: unknown;
  readonly dataCenter: string;
  readonly idempotencyKey?: string | undefined;
  /** Long id of the ticket; undefined when it is not known. */
  readonly ticket?: string | undefined;
  readonly expiresInMinutes?: number | undefined;
  /** When it was sent the first time, if that may have worked. */
  readonly maybeSentSince?: Date | undefined;
}

/** A deferred write as anybody may see it: without what it says. */
export interface DeferredSummary {
  readonly id: string;
  readonly connectionId: string;
  readonly tool: string;
  readonly state: DeferredState;
  readonly attempts: number;
  /** It was sent once, and whether that worked is not known yet. */
  readonly maybeSent: boolean;
  /** Code of the last failure. */
  readonly lastCode: string | null;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date;
  readonly expiresAt: Date;
  readonly endedAt: Date | null;
  /** Ids in ServiceDesk Plus; null unless it is done. */
  readonly result: WriteResult | null;
}

/** The same as its own person sees it. */
export interface OwnDeferred extends DeferredSummary {
  /** What the tool was called with; undefined once it is done. */
  readonly args: unknown;
  /** Why it was refused, in words. */
  readonly reason: string | undefined;
}

/** What the operator sees. */
export interface DeferredOverview {
  /** How many in each state; states without any are absent. */
  readonly counts: Readonly<Partial<Record<DeferredState, number>>>;
  /** Newest first, at most 200. */
  readonly writes: readonly DeferredSummary[];
}

/** Writes that wait for ServiceDesk Plus: taken, shown, cancelled. Sending them is the job's. */
@Injectable()
export class DeferredWrites {
  constructor(
    @InjectRepository(DeferredWrite) private readonly rows: Repository<DeferredWrite>,
    private readonly content: DeferredContent,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {}

  /** @throws DeferralsFullError */
  async defer(deferral: NewDeferral): Promise<DeferredSummary> {
    const { connectionId, tool, args, dataCenter, portal, idempotencyKey, ticket, maybeSentSince } = deferral;
    if ((await this.rows.countBy({ connectionId, state: 'pending' })) >= MOST_PENDING) {
      throw new DeferralsFullError(MOST_PENDING);
    }
    const id = randomUUID();
    const now = this.clock.now();
    await this.rows.insert({
      id,
      connectionId,
      tool,
      portal: portal ?? null,
      idempotencyKey: idempotencyKey ?? null,
      ticket: ticket ?? null,
      payloadCiphertext: this.content.sealPayload(id, { args, dataCenter }),
      maybeSentSince: maybeSentSince ?? null,
      nextAttemptAt: now,
      expiresAt: new Date(now.getTime() + (deferral.expiresInMinutes ?? DEFAULT_EXPIRY_MINUTES) * 60_000),
      createdAt: now,
    });
    this.events.emit({ type: 'write_deferred', connectionId, tool, writeId: id });
    return summaryOf(await this.rows.findOneByOrFail({ id }));
  }

  /** Those of one person: all that wait, and what ended in the last week; newest first, at most 200. */
  async listOwn(connectionId: string): Promise<OwnDeferred[]> {
    const since = new Date(this.clock.nowMs() - KEEP_ENDED_MS);
    const rows = await this.rows.find({
      where: [
        { connectionId, state: 'pending' },
        { connectionId, endedAt: MoreThanOrEqual(since) },
      ],
      order: { seq: 'DESC' },
      take: MOST_LISTED,
    });
    return rows.map((row) => this.ownOf(row));
  }

  /** @throws DeferredWriteNotFoundError, also for somebody else's */
  async getOwn(connectionId: string, id: string): Promise<OwnDeferred> {
    const row = await this.rows.findOneBy({ id, connectionId });
    if (!row) throw new DeferredWriteNotFoundError();
    return this.ownOf(row);
  }

  /** The newest one that a call with this key deferred. */
  async findByKey(connectionId: string, idempotencyKey: string, since: Date): Promise<OwnDeferred | undefined> {
    const row = await this.rows.findOne({
      where: { connectionId, idempotencyKey, createdAt: MoreThanOrEqual(since) },
      order: { seq: 'DESC' },
    });
    return row ? this.ownOf(row) : undefined;
  }

  /**
   * Ends one that waits. One that has ended stays as it is: the answer says what became of it.
   * @throws DeferredWriteNotFoundError, DeferredWriteBusyError while it is being sent
   */
  async cancel(connectionId: string, id: string, by?: 'admin'): Promise<OwnDeferred> {
    const now = this.clock.now();
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ state: 'cancelled', endedAt: now, leaseOwner: null, leaseUntil: null })
      .where(`id = :id AND connection_id = :connectionId AND state = 'pending'`, { id, connectionId })
      .andWhere('(lease_until IS NULL OR lease_until <= :now)', { now })
      .execute();
    const deferred = await this.getOwn(connectionId, id);
    if (affected === 0 && deferred.state === 'pending') throw new DeferredWriteBusyError();
    if (affected === 1) {
      const { tool, attempts } = deferred;
      this.events.emit({
        type: 'deferred_write_ended',
        ...{ connectionId, tool, writeId: id, outcome: 'cancelled', attempts },
        ...(by && { by }),
      });
    }
    return deferred;
  }

  /** For the operator: how many in each state, and the newest 200 of one or all, without what they say. */
  async overview(state?: DeferredState): Promise<DeferredOverview> {
    const counted = await this.rows
      .createQueryBuilder('write')
      .select('state')
      .addSelect('count(*)::int', 'count')
      .groupBy('state')
      .getRawMany<{ state: DeferredState; count: number }>();
    const rows = await this.rows.find({
      where: state === undefined ? {} : { state },
      order: { seq: 'DESC' },
      take: MOST_LISTED,
    });
    return {
      counts: Object.fromEntries(counted.map(({ state, count }) => [state, count])),
      writes: rows.map(summaryOf),
    };
  }

  private ownOf(row: DeferredWrite): OwnDeferred {
    return { ...summaryOf(row), args: this.content.openPayload(row)?.args, reason: this.content.openReason(row) };
  }
}

/** Leaves out what it says. */
export function summaryOf(row: DeferredWrite): DeferredSummary {
  const { id, connectionId, tool, state, attempts, lastCode, createdAt, nextAttemptAt, expiresAt, endedAt, result } =
    row;
  const maybeSent = row.maybeSentSince !== null && state !== 'done';
  return {
    ...{ id, connectionId, tool, state, attempts, maybeSent, lastCode, result },
    ...{ createdAt, nextAttemptAt, expiresAt, endedAt },
  };
}
