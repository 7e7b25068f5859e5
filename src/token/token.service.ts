import { Injectable } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import { DatabaseUnavailableError } from '../database/database.errors.js';
import type { AccessToken } from './access-token.js';
import { ApiSuccessRecorder } from './api-success.recorder.js';
import { ConnectionCache } from './connection-cache.js';
import { ConnectionChanges } from './connection-changes.js';
import { ConnectionRepository } from './connection.repository.js';
import { ConnectionSecrets } from './connection-secrets.js';
import { FreshTokens } from './fresh-tokens.js';
import type { OAuthToken } from './oauth-token.entity.js';
import { isFresh, isUsableInNeed } from './refresh-schedule.js';
import { ConnectionGoneError } from './refresh.errors.js';

/** A token this young is not forced anew: SDP would refuse its successor for the same reason. */
const YOUNGEST_FORCED_MS = 60_000;

interface CachedToken {
  readonly token: AccessToken;
  readonly accessTokenExpiresAt: Date | null;
}

/** Access tokens for calls to SDP. */
@Injectable()
export class TokenService {
  private readonly cache: ConnectionCache<CachedToken>;

  constructor(
    private readonly connections: ConnectionRepository,
    private readonly secrets: ConnectionSecrets,
    private readonly fresh: FreshTokens,
    private readonly successes: ApiSuccessRecorder,
    private readonly changes: ConnectionChanges,
    private readonly clock: Clock,
  ) {
    this.cache = new ConnectionCache(changes, clock);
  }

  /**
   * A token that lives for another minute at least; half a minute when Zoho cannot be asked for a new one. Waits up
   * to 8 seconds for a refresh, and only when the stored token is about to end. While the database is away, a token
   * that was given out before is given out for the rest of its life.
   * @throws DatabaseUnavailableError, ReauthorizationRequiredError, RefreshRefusedError, ZohoThrottledError, ZohoUnavailableError,
   *   ConnectionGoneError, StoredTokensUnreadableError
   */
  async getAccessToken(connectionId: string): Promise<AccessToken> {
    const cached = this.cache.get(connectionId);
    if (cached && isFresh(cached, this.clock.nowMs())) return cached.token;
    try {
      return await this.storedOrNew(connectionId);
    } catch (error) {
      const aged = error instanceof DatabaseUnavailableError ? this.cache.getAged(connectionId) : undefined;
      if (aged && isUsableInNeed(aged, this.clock.nowMs())) return aged.token;
      throw error;
    }
  }

  /**
   * For after SDP refused a token: a newer one. Gives the refused one back when it is less than a minute old, since
   * its successor would fare no better; the caller tells by the version.
   * @throws as `getAccessToken`
   */
  async renewAccessToken(connectionId: string, rejected: Pick<AccessToken, 'version'>): Promise<AccessToken> {
    const row = await this.rowOf(connectionId);
    // A time to come is that of a clock that was ahead: within a minute the token is young, beyond it unknown.
    const ageMs = Math.abs(this.clock.nowMs() - (row.lastRefreshedAt?.getTime() ?? 0));
    const current = ageMs < YOUNGEST_FORCED_MS ? this.secrets.openAccessToken(row) : undefined;
    return current ?? this.fresh.obtain(connectionId, { newerThan: rejected.version });
  }

  /**
   * A refresh because a person asked for one, also of a connection that needs re-authorization or is backing off:
   * if Zoho has changed its mind, the connection is well again.
   * @throws as `getAccessToken`
   */
  async refreshNow(connectionId: string): Promise<void> {
    const { tokenVersion } = await this.rowOf(connectionId);
    await this.fresh.obtain(connectionId, { newerThan: tokenVersion, insistent: true });
  }

  /** Notes that SDP answered a call of this connection; returns at once and never throws. */
  recordApiSuccess(connectionId: string): void {
    this.successes.record(connectionId);
  }

  private async storedOrNew(connectionId: string): Promise<AccessToken> {
    const mark = this.changes.mark();
    const row = await this.rowOf(connectionId);
    const token = !row.needsReauth && isFresh(row, this.clock.nowMs()) ? this.secrets.openAccessToken(row) : undefined;
    if (!token) return this.fresh.obtain(connectionId);
    this.cache.set(connectionId, connectionId, { token, accessTokenExpiresAt: row.accessTokenExpiresAt }, mark);
    return token;
  }

  private async rowOf(connectionId: string): Promise<OAuthToken> {
    const row = await this.connections.findById(connectionId);
    if (!row) throw new ConnectionGoneError();
    return row;
  }
}
