import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { QueryDeepPartialEntity, Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { ConnectionChanges } from './connection-changes.js';
import { NO_FAILURE, NO_LEASE } from './connection.repository.js';
import { OAuthToken } from './oauth-token.entity.js';

/** Three times the longest call to Zoho, so that a living holder is done well before its lease ends. */
const LEASE_MS = 30_000;

/** The right to ask Zoho on behalf of one row. `owner` is new with every lease, `row` was read under it. */
export interface RefreshLease {
  readonly owner: string;
  readonly row: OAuthToken;
}

type TokenColumns = Pick<OAuthToken, 'accessTokenCiphertext' | 'accessTokenExpiresAt' | 'nextRefreshAt'> &
  Pick<OAuthToken, 'lastRefreshedAt'>;
type RefreshColumns = TokenColumns & Partial<Pick<OAuthToken, 'refreshTokenCiphertext' | 'scopes'>>;
type CredentialColumns = Pick<OAuthToken, 'clientSecretCiphertext' | 'credentialVerifier' | 'clientIdHash'>;

/**
 * Leases on rows, and the writes that end them. Taking one is a single conditional UPDATE and nothing stays open
 * while Zoho is asked. Every write names owner and version: a holder that was away for longer than its lease, or
 * was overtaken by set-up, writes nothing. See ADR 0003.
 */
@Injectable()
export class RefreshLeases {
  constructor(
    @InjectRepository(OAuthToken) private readonly rows: Repository<OAuthToken>,
    private readonly changes: ConnectionChanges,
    private readonly clock: Clock,
  ) {}

  /** undefined when somebody else holds it, or the row is gone. */
  async take(id: string): Promise<RefreshLease | undefined> {
    const owner = randomUUID();
    const now = this.clock.now();
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ leaseOwner: owner, leaseUntil: new Date(now.getTime() + LEASE_MS) })
      .where('id = :id AND (lease_until IS NULL OR lease_until <= :now)', { id, now })
      .execute();
    const row = affected === 1 ? await this.rows.findOneBy({ id, leaseOwner: owner }) : null;
    return row ? { owner, row } : undefined;
  }

  /** Leases of up to `most` rows that are due and in nobody's hands; the longest overdue first. */
  async claimDue(most: number): Promise<RefreshLease[]> {
    const owner = randomUUID();
    const now = this.clock.now();
    await this.rows.query(
      `UPDATE oauth_tokens SET lease_owner = $1, lease_until = $2 WHERE id IN (
         SELECT id FROM oauth_tokens
          WHERE NOT needs_reauth AND next_refresh_at <= $3 AND (lease_until IS NULL OR lease_until <= $3)
          ORDER BY next_refresh_at LIMIT $4 FOR UPDATE SKIP LOCKED)`,
      [owner, new Date(now.getTime() + LEASE_MS), now, most],
    );
    const rows = await this.rows.find({ where: { leaseOwner: owner }, order: { nextRefreshAt: 'ASC' } });
    return rows.map((row) => ({ owner, row }));
  }

  /** Saves the answer to a refresh grant. False when the lease or the version has passed to somebody else. */
  saveTokens(lease: RefreshLease, tokens: RefreshColumns): Promise<boolean> {
    return this.end(lease, {
      ...tokens,
      ...NO_FAILURE,
      tokenVersion: () => 'token_version + 1',
      refreshCount: () => 'refresh_count + 1',
    });
  }

  /** Saves a client secret that Zoho has confirmed, with the token that confirmed it. False as in `saveTokens`. */
  saveProvenCredentials(lease: RefreshLease, columns: CredentialColumns & RefreshColumns): Promise<boolean> {
    return this.end(lease, {
      ...columns,
      ...NO_FAILURE,
      tokenVersion: () => 'token_version + 1',
      credentialGeneration: () => 'credential_generation + 1',
    });
  }

  /** Saves what a failed refresh leaves behind. False as in `saveTokens`: the verdict was about older tokens. */
  saveFailure(lease: RefreshLease, failure: Partial<OAuthToken>): Promise<boolean> {
    return this.end(lease, failure);
  }

  /** Gives the lease back with nothing to say; `notBefore` puts off the next scheduled try. */
  release(lease: RefreshLease, notBefore?: Date): Promise<boolean> {
    return this.end(lease, notBefore ? { nextRefreshAt: notBefore } : {});
  }

  private async end(
    { owner, row: { id, tokenVersion } }: RefreshLease,
    columns: QueryDeepPartialEntity<OAuthToken>,
  ): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({ ...columns, ...NO_LEASE, updatedAt: this.clock.now() })
      .where({ id, leaseOwner: owner, tokenVersion })
      .execute();
    this.changes.announce(id);
    return affected === 1;
  }
}
