import { Injectable, Logger } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { AppError } from '../common/errors/app.error.js';
import { ServerEvents } from '../common/events/server-events.js';
import { retryDelayMs } from '../common/resilience/retry-delay.js';
import { Clock } from '../common/time/clock.js';
import { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { ConnectionService } from '../token/connection.service.js';
import type { Connection } from '../token/connection.js';
import { ReauthorizationRequiredError } from '../token/refresh.errors.js';
import type { Deferrable, DeferrableContext } from './deferrable.js';
import { DeferredContent } from './deferred-content.js';
import { type DeferredClaim, DeferredQueue } from './deferred-queue.js';
import type { DeferredState, DeferredWrite } from './deferred-write.entity.js';
import { failureKind } from './failure-kind.js';
import { ConnectionMovedError } from './writes.errors.js';
import type { WriteResult } from './write-result.js';

/** First wait after a failure; the next ones double up to a quarter of an hour. In ms. */
const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 15 * 60_000;
/** No wait is shorter than this, however the dice fall: the write of a moment ago may still be on its way. In ms. */
const SHORTEST_WAIT_MS = 10_000;

type Payload = NonNullable<ReturnType<DeferredContent['openPayload']>>;
type Look = { readonly found: WriteResult | undefined } | { readonly error: unknown };

/** One attempt at one deferred write, from its claim to what is written down of it. */
@Injectable()
export class DeferredAttempt {
  private readonly logger = new Logger(DeferredAttempt.name);
  /** What was done and could not be stored, by row: this process need not ask SDP for it. */
  private readonly unstored = new LRUCache<string, WriteResult>({ max: 10_000 });

  constructor(
    private readonly queue: DeferredQueue,
    private readonly content: DeferredContent,
    private readonly connections: ConnectionService,
    private readonly sdp: SdpApiFactory,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Looks first when it may have been sent already; sends it when it is not there and its time is not over.
   * @param kind undefined when this version of the server no longer has it
   */
  async make(claim: DeferredClaim, kind: Deferrable | undefined, signal: AbortSignal): Promise<void> {
    const { row } = claim;
    const unstored = this.unstored.get(row.id);
    if (unstored) return this.end(claim, 'done', { result: unstored });
    const payload = this.content.openPayload(row);
    if (kind === undefined || payload === undefined) {
      return this.end(claim, 'failed', { lastCode: 'DEFERRED_WRITE_UNREADABLE' });
    }
    const expired = row.expiresAt.getTime() <= this.clock.nowMs();

    if (row.maybeSentSince) {
      const look = await this.look(row, kind, payload, signal);
      if ('error' in look) {
        if (look.error instanceof ConnectionMovedError)
          return this.end(claim, 'unknown', { lastCode: look.error.code });
        return expired ? this.end(claim, 'unknown', {}) : this.postpone(claim, look.error, row.maybeSentSince);
      }
      if (look.found) return this.end(claim, 'done', { result: look.found });
    }
    if (expired) return this.end(claim, 'expired', {});
    await this.send(claim, kind, payload, signal);
  }

  /** Says that one has ended whose end was written down elsewhere. */
  announceEnd(row: DeferredWrite, outcome: Exclude<DeferredState, 'pending'>, attempts = row.attempts): void {
    const { connectionId, tool, id: writeId } = row;
    this.events.emit({ type: 'deferred_write_ended', connectionId, tool, writeId, outcome, attempts });
  }

  private async look(row: DeferredWrite, kind: Deferrable, payload: Payload, signal: AbortSignal): Promise<Look> {
    try {
      const context = await this.contextOf(row, payload, signal);
      return { found: await kind.find(payload.args, context, row.maybeSentSince ?? row.createdAt) };
    } catch (error) {
      this.report(error, row);
      return { error };
    }
  }

  private async send(claim: DeferredClaim, kind: Deferrable, payload: Payload, signal: AbortSignal): Promise<void> {
    const { row } = claim;
    let context: DeferrableContext;
    try {
      context = await this.contextOf(row, payload, signal);
    } catch (error) {
      this.report(error, row);
      if (error instanceof ConnectionMovedError) return this.refused(claim, error, row.attempts);
      return this.postpone(claim, error, row.maybeSentSince);
    }
    const startedAt = this.clock.now();
    if (!(await this.queue.beginSending(claim))) return;
    const attempts = row.attempts + 1;
    let result: WriteResult;
    try {
      result = await kind.send(payload.args, context);
    } catch (error) {
      this.report(error, row);
      const failure = failureKind(error);
      if (failure === 'refused' && error instanceof AppError) return this.refused(claim, error, attempts);
      const sentSince = failure === 'maybe_sent' ? (row.maybeSentSince ?? startedAt) : row.maybeSentSince;
      return this.postpone(claim, error, sentSince);
    }
    this.unstored.set(row.id, result);
    await this.end(claim, 'done', { result }, attempts);
  }

  private refused(claim: DeferredClaim, error: AppError, attempts: number): Promise<void> {
    const reasonCiphertext = this.content.sealReason(claim.row.id, `${error.message} ${error.resolution}`);
    return this.end(claim, 'failed', { lastCode: error.code, reasonCiphertext }, attempts);
  }

  /** As the person, with their own token. @throws ConnectionGoneError, ConnectionMovedError, ReauthorizationRequiredError */
  private async contextOf(
    row: DeferredWrite,
    home: Pick<Payload, 'dataCenter'>,
    signal: AbortSignal,
  ): Promise<DeferrableContext> {
    const { id, dataCenter, scopes, state, reauthReason }: Connection = await this.connections.get(row.connectionId);
    if (home.dataCenter !== undefined && home.dataCenter !== dataCenter) throw new ConnectionMovedError();
    if (state === 'reauth_required') throw new ReauthorizationRequiredError(reauthReason ?? 'unknown');
    const connection = { connectionId: id, dataCenter, scopes, portal: row.portal ?? undefined };
    return { sdp: this.sdp.for(connection, { signal }), deferredAt: row.createdAt, signal };
  }

  private async postpone(claim: DeferredClaim, error: unknown, maybeSentSince: Date | null): Promise<void> {
    const range = { baseMs: FIRST_WAIT_MS, capMs: LONGEST_WAIT_MS };
    const drawn = retryDelayMs(Math.min(claim.row.attempts, 10), Math.random, range);
    const asked = error instanceof AppError ? (error.retryAfterSeconds ?? 0) * 1_000 : 0;
    // A process that stops leaves it to the next one, or to another replica, at once.
    const waitMs = failureKind(error) === 'left' ? 0 : Math.max(drawn, asked, SHORTEST_WAIT_MS);
    const code = error instanceof AppError ? error.code : 'INTERNAL_ERROR';
    await this.queue.postpone(claim, { at: new Date(this.clock.nowMs() + waitMs), code, maybeSentSince });
  }

  private async end(
    claim: DeferredClaim,
    state: Exclude<DeferredState, 'pending'>,
    more: { result?: WriteResult; lastCode?: string; reasonCiphertext?: Buffer },
    attempts = claim.row.attempts,
  ): Promise<void> {
    const ours = await this.queue.end(claim, { state, ...more });
    this.unstored.delete(claim.row.id);
    if (ours) this.announceEnd(claim.row, state, attempts);
  }

  private report(error: unknown, { connectionId, tool }: DeferredWrite): void {
    const line = { event: 'deferred_write_not_sent', connectionId, tool };
    if (error instanceof AppError) this.logger.log({ ...line, code: error.code });
    else this.logger.error({ ...line, error });
  }
}
