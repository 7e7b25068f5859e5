import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { RefreshTrigger } from '../common/events/server-event.js';
import { ServerEvents } from '../common/events/server-events.js';
import { Clock } from '../common/time/clock.js';
import { inSpan } from '../common/tracing.js';
import { DatabaseUnavailableError } from '../database/database.errors.js';
import { AccessToken } from './access-token.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { GrantMeter } from './grant-meter.js';
import { type LeasedAnswer, LeasedGrant } from './leased-grant.js';
import { type RefreshColumns, type RefreshLease, RefreshLeases } from './refresh-leases.js';
import { afterFailure, errorOf, isExhausted, type RefreshFailure } from './refresh-failure.js';
import { isFresh, timesOf } from './refresh-schedule.js';
import {
  ConnectionGoneError,
  StoredTokensUnreadableError,
  ZohoThrottledError,
  ZohoUnavailableError,
} from './refresh.errors.js';
import type { TokenGrant } from './token-answer.schema.js';

/** Between tries to save, in ms; together with the call to Zoho well inside a lease. */
const SAVE_PAUSES_MS = [500, 2_000, 5_000];

/** Why a row is refreshed, and what was taken for it beforehand. */
export interface RefreshOrder {
  readonly trigger: RefreshTrigger;
  /** Place in the meter, when the caller has one already; a permit of the pace is then taken too. */
  readonly grantId?: string | undefined;
}

/** What is done with a lease: ask Zoho once, write down what came of it, give the lease back. */
@Injectable()
export class RefreshService {
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly leases: RefreshLeases,
    private readonly secrets: ConnectionSecrets,
    private readonly grant: LeasedGrant,
    private readonly meter: GrantMeter,
    private readonly events: ServerEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Refreshes the leased row. Whoever was overtaken (by set-up, or by the next holder after a long pause) drops its
   * own answer, good or bad, and goes by the row as it is now. See ADR 0003.
   * @throws AppError of refresh.errors.ts
   */
  renew(lease: RefreshLease, order: RefreshOrder): Promise<AccessToken> {
    const attributes = { 'sdp_mcp.data_center': lease.row.dataCenter, 'sdp_mcp.trigger': order.trigger };
    const run = inSpan('zoho token refresh', { kind: 'client', attributes }, () => this.run(lease, order));
    this.running.add(run);
    const done = () => this.running.delete(run);
    run.then(done, done);
    return run;
  }

  /** Resolves when no refresh of this process is under way; each ends by itself within seconds. */
  async drain(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async run(lease: RefreshLease, order: RefreshOrder): Promise<AccessToken> {
    const answer = await this.ask(lease, order);
    if (!answer) return this.fail(lease, order, { kind: 'stored_tokens_unreadable' });
    const { verdict, askedAtMs } = answer;
    return verdict.kind === 'ok'
      ? this.save(lease, order, { grant: verdict.grant, askedAtMs })
      : this.fail(lease, order, verdict);
  }

  /** undefined when the stored secrets do not open. */
  private async ask(lease: RefreshLease, { grantId }: RefreshOrder): Promise<LeasedAnswer | undefined> {
    const { id: connectionId, dataCenter } = lease.row;
    try {
      const credentials = this.secrets.openCredentials(lease.row);
      const refreshToken = this.secrets.openRefreshToken(lease.row);
      return grantId === undefined
        ? await this.grant.ask(lease, credentials, refreshToken)
        : await this.grant.askReserved(lease, credentials, { refreshToken, grantId });
    } catch (error) {
      if (error instanceof StoredTokensUnreadableError) return undefined;
      if (error instanceof ZohoThrottledError) {
        await this.leases.release(lease, new Date(this.clock.nowMs() + (error.retryAfterSeconds ?? 1) * 1000));
        this.events.emit({ type: 'token_refresh_held_back', connectionId, dataCenter });
      }
      throw error;
    }
  }

  private async save(
    lease: RefreshLease,
    { trigger }: RefreshOrder,
    { grant, askedAtMs }: { readonly grant: TokenGrant; readonly askedAtMs: number },
  ): Promise<AccessToken> {
    const { id, dataCenter, refreshJitterSeconds, accessTokenExpiresAt, consecutiveFailures } = lease.row;
    const saved = await this.saveInTime(lease, {
      ...this.secrets.sealAccessToken(id, grant.accessToken),
      ...timesOf(askedAtMs, grant.lifetimeSeconds, refreshJitterSeconds),
      // Zoho sends no refresh token here and means the old one; should it send one, that one counts.
      ...(grant.refreshToken === undefined ? {} : this.secrets.sealRefreshToken(id, grant.refreshToken)),
      ...(grant.scopes === undefined ? {} : { scopes: [...grant.scopes] }),
    });
    if (!saved) return this.presentToken(id);
    this.events.emit({
      type: 'token_refreshed',
      connectionId: id,
      dataCenter,
      trigger,
      durationMs: this.clock.nowMs() - askedAtMs,
      leftMs: (accessTokenExpiresAt?.getTime() ?? askedAtMs) - askedAtMs,
      failuresBefore: consecutiveFailures,
    });
    return new AccessToken(grant.accessToken, lease.row.tokenVersion + 1);
  }

  /** Zoho gave the token already: a database that is away for a moment should not cost it. */
  private async saveInTime(lease: RefreshLease, tokens: RefreshColumns): Promise<boolean> {
    for (const pauseMs of SAVE_PAUSES_MS) {
      try {
        return await this.leases.saveTokens(lease, tokens);
      } catch (error) {
        if (!(error instanceof DatabaseUnavailableError)) throw error;
        await wait(pauseMs);
      }
    }
    return this.leases.saveTokens(lease, tokens);
  }

  private async fail(lease: RefreshLease, { trigger }: RefreshOrder, failure: RefreshFailure): Promise<AccessToken> {
    const { row } = lease;
    const windowStartedAt = failure.kind === 'throttled' ? await this.meter.windowStartedAt(row.id) : undefined;
    const columns = afterFailure(row, failure, {
      nowMs: this.clock.nowMs(),
      random: Math.random(),
      windowStartedAtMs: windowStartedAt?.getTime(),
    });
    if (!(await this.leases.saveFailure(lease, columns))) return this.presentToken(row.id);

    const where = { connectionId: row.id, dataCenter: row.dataCenter, code: columns.lastFailureCode ?? failure.kind };
    const failures = columns.consecutiveFailures;
    this.events.emit({ type: 'token_refresh_failed', ...where, trigger, verdict: failure.kind, failures });
    if (columns.needsReauth && !row.needsReauth) this.events.emit({ type: 'reauth_required', ...where });
    if (isExhausted(columns) && !isExhausted(row)) this.events.emit({ type: 'refresh_exhausted', ...where });
    throw errorOf(columns, this.clock.nowMs());
  }

  /** The token that somebody else stored while this refresh was under way. */
  private async presentToken(id: string): Promise<AccessToken> {
    this.events.emit({ type: 'token_save_lost', connectionId: id });
    const row = await this.connections.findById(id);
    if (!row) throw new ConnectionGoneError();
    const token = isFresh(row, this.clock.nowMs()) ? this.secrets.openAccessToken(row) : undefined;
    if (!token) throw new ZohoUnavailableError({ reason: 'refresh_overtaken', retryAfterSeconds: 1 });
    return token;
  }
}
