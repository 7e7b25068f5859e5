import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { ConnectionGoneError, ZohoThrottledError } from './refresh.errors.js';
import { type GrantOutcome, TokenGrant } from './token-grant.entity.js';

/** Zoho gives ten access tokens per refresh token in ten minutes, then none (zoho.com/accounts token limits). */
const WINDOW_MS = 600_000;

/**
 * What an ask weighs. One whose answer was lost may or may not have given a token: half. One that gave none: nothing.
 * Three tokens in ten minutes are for this server, the other seven for whatever else the person runs.
 */
const WEIGHT = `CASE WHEN outcome = 'granted' THEN 2 WHEN outcome = 'failed' THEN 1 ELSE 0 END`;
const WEIGHT_OF_ONE = 2;
const MOST_WEIGHT = 6;

/**
 * Our own meter of access tokens, kept in the database and so shared by all replicas and restarts. An ask is written
 * down before it is made: one that a crash cuts short counts. Called under the row's lease, which keeps two asks
 * for one row from passing the meter together.
 */
@Injectable()
export class GrantMeter {
  constructor(
    @InjectRepository(TokenGrant) private readonly grants: Repository<TokenGrant>,
    private readonly clock: Clock,
  ) {}

  /**
   * Writes down an ask for each connection whose budget of the last ten minutes allows one: ids for `settle`, by
   * connection. The others are left out.
   */
  async reserveEach(connectionIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
    if (connectionIds.length === 0) return new Map();
    const windowStart = this.windowStart();
    // In one statement, and so with one commit: what is too old is forgotten on the way.
    const inserted = await this.grants.query<{ id: string; oauth_token_id: string }[]>(
      `WITH forgotten AS (DELETE FROM token_grants WHERE oauth_token_id = ANY($1) AND granted_at <= $3)
       INSERT INTO token_grants (oauth_token_id, granted_at)
       SELECT token.id, $2 FROM oauth_tokens token WHERE token.id = ANY($1) AND $4 >=
         (SELECT coalesce(sum(${WEIGHT}), 0) FROM token_grants WHERE oauth_token_id = token.id AND granted_at > $3)
       RETURNING id, oauth_token_id`,
      [connectionIds, this.clock.now(), windowStart, MOST_WEIGHT - WEIGHT_OF_ONE],
    );
    return new Map(inserted.map(({ id, oauth_token_id }) => [oauth_token_id, id]));
  }

  /**
   * Writes down one ask.
   * @throws ZohoThrottledError when the budget of the last ten minutes is used, ConnectionGoneError
   */
  async reserve(connectionId: string): Promise<string> {
    const reserved = (await this.reserveEach([connectionId])).get(connectionId);
    if (reserved !== undefined) return reserved;

    const startedAt = await this.windowStartedAt(connectionId);
    if (!startedAt) throw new ConnectionGoneError();
    throw new ZohoThrottledError((startedAt.getTime() + WINDOW_MS - this.clock.nowMs()) / 1000, 'this server');
  }

  /** Says what came of an ask. One that is never settled counts as a token. */
  async settle(id: string, outcome: GrantOutcome): Promise<void> {
    if (outcome !== 'granted') await this.grants.update({ id }, { outcome });
  }

  /** Time of the oldest ask of the last ten minutes that counts; undefined when there is none. */
  async windowStartedAt(connectionId: string): Promise<Date | undefined> {
    const [oldest] = await this.grants.query<{ granted_at: Date }[]>(
      `SELECT granted_at FROM token_grants WHERE oauth_token_id = $1 AND granted_at > $2 AND ${WEIGHT} > 0
        ORDER BY granted_at LIMIT 1`,
      [connectionId, this.windowStart()],
    );
    return oldest?.granted_at;
  }

  /** A new refresh token came with its first access token: what its predecessor used no longer counts. */
  async startOver(connectionId: string): Promise<void> {
    await this.grants.delete({ oauthTokenId: connectionId });
    await this.grants.query(
      `INSERT INTO token_grants (oauth_token_id, granted_at, outcome)
       SELECT id, $2, 'granted' FROM oauth_tokens WHERE id = $1`,
      [connectionId, this.clock.now()],
    );
  }

  private windowStart(): Date {
    return new Date(this.clock.nowMs() - WINDOW_MS);
  }
}
