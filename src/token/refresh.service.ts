import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import { AccessToken } from './access-token.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { GrantMeter } from './grant-meter.js';
import { type LeasedAnswer, LeasedGrant } from './leased-grant.js';
import { type RefreshLease, RefreshLeases } from './refresh-leases.js';
import { afterFailure, errorOf, type RefreshFailure } from './refresh-failure.js';
import { isFresh, timesOf } from './refresh-schedule.js';
import {
  ConnectionGoneError,
  StoredTokensUnreadableError,
  ZohoThrottledError,
  ZohoUnavailableError,
} from './refresh.errors.js';
import type { TokenGrant } from './token-answer.schema.js';

/** What is done with a lease: ask Zoho once, write down what came of it, give the lease back. */
@Injectable()
export class RefreshService {
  private readonly logger = new Logger(RefreshService.name);
  private readonly running = new Set<Promise<unknown>>();

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly leases: RefreshLeases,
    private readonly secrets: ConnectionSecrets,
    private readonly grant: LeasedGrant,
    private readonly meter: GrantMeter,
    private readonly clock: Clock,
  ) {}

  /**
   * Refreshes the leased row. Whoever was overtaken (by set-up, or by the next holder after a long pause) drops its
   * own answer, good or bad, and goes by the row as it is now. See ADR 0003.
   * @throws AppError of refresh.errors.ts
   */
  renew(lease: RefreshLease): Promise<AccessToken> {
    const run = this.run(lease);
    this.running.add(run);
    const done = () => this.running.delete(run);
    run.then(done, done);
    return run;
  }

  /** Resolves when no refresh of this process is under way; each ends by itself within seconds. */
  async drain(): Promise<void> {
    await Promise.allSettled(this.running);
  }

  private async run(lease: RefreshLease): Promise<AccessToken> {
    const answer = await this.ask(lease);
    if (!answer) return this.fail(lease, { kind: 'stored_tokens_unreadable' });
    const { verdict, askedAtMs } = answer;
    return verdict.kind === 'ok' ? this.save(lease, verdict.grant, askedAtMs) : this.fail(lease, verdict);
  }

  /** undefined when the stored secrets do not open. */
  private async ask(lease: RefreshLease): Promise<LeasedAnswer | undefined> {
    try {
      const credentials = this.secrets.openCredentials(lease.row);
      return await this.grant.ask(lease, credentials, this.secrets.openRefreshToken(lease.row));
    } catch (error) {
      if (error instanceof StoredTokensUnreadableError) return undefined;
      if (error instanceof ZohoThrottledError) {
        await this.leases.release(lease, new Date(this.clock.nowMs() + (error.retryAfterSeconds ?? 1) * 1000));
      }
      throw error;
    }
  }

  private async save(lease: RefreshLease, grant: TokenGrant, askedAtMs: number): Promise<AccessToken> {
    const { id, refreshJitterSeconds } = lease.row;
    const saved = await this.leases.saveTokens(lease, {
      ...this.secrets.sealAccessToken(id, grant.accessToken),
      ...timesOf(askedAtMs, grant.lifetimeSeconds, refreshJitterSeconds),
      // Zoho sends no refresh token here and means the old one; should it send one, that one counts.
      ...(grant.refreshToken === undefined ? {} : this.secrets.sealRefreshToken(id, grant.refreshToken)),
      ...(grant.scopes === undefined ? {} : { scopes: [...grant.scopes] }),
    });
    if (!saved) return this.presentToken(id);
    return new AccessToken(grant.accessToken, lease.row.tokenVersion + 1);
  }

  private async fail(lease: RefreshLease, failure: RefreshFailure): Promise<AccessToken> {
    const { row } = lease;
    const windowStartedAt = failure.kind === 'throttled' ? await this.meter.windowStartedAt(row.id) : undefined;
    const columns = afterFailure(row, failure, {
      nowMs: this.clock.nowMs(),
      random: Math.random(),
      windowStartedAtMs: windowStartedAt?.getTime(),
    });
    if (!(await this.leases.saveFailure(lease, columns))) return this.presentToken(row.id);
    this.logger.warn({
      event: columns.needsReauth && !row.needsReauth ? 'reauth_required' : 'refresh_failed',
      connectionId: row.id,
      reason: columns.lastFailureCode,
      attempt: columns.consecutiveFailures,
    });
    throw errorOf(columns, this.clock.nowMs());
  }

  /** The token that somebody else stored while this refresh was under way. */
  private async presentToken(id: string): Promise<AccessToken> {
    this.logger.warn({ event: 'token_save_lost', connectionId: id });
    const row = await this.connections.findById(id);
    if (!row) throw new ConnectionGoneError();
    const token = isFresh(row, this.clock.nowMs()) ? this.secrets.openAccessToken(row) : undefined;
    if (!token) throw new ZohoUnavailableError({ reason: 'refresh_overtaken', retryAfterSeconds: 1 });
    return token;
  }
}
