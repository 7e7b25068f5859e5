import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type QueryDeepPartialEntity, type Repository } from 'typeorm';
import type { DataCenter } from '../common/data-center.js';
import { Batches } from '../common/resilience/batches.js';
import { Clock } from '../common/time/clock.js';
import { ConnectionChanges } from './connection-changes.js';
import { NO_FAILURE, NO_LEASE } from './connection.repository.js';
import { OAuthToken } from './oauth-token.entity.js';

/** Three times the longest call to Zoho, so that a living holder is done well before its lease ends. */
const LEASE_MS = 30_000;

/** `$1` is the present time. */
const IS_DUE = 'NOT needs_reauth AND next_refresh_at <= $1 AND (lease_until IS NULL OR lease_until <= $1)';

/** Rows in one save. */
const MOST_SAVES = 128;
/** One is on its way to the disk while the next is put together. */
const SAVES_AT_ONCE = 2;

const SAVE_TOKENS = `
  UPDATE oauth_tokens token
     SET access_token_ciphertext = save.access_token, access_token_expires_at = save.expires_at,
         next_refresh_at = save.next_refresh_at, last_refreshed_at = save.refreshed_at,
         refresh_token_ciphertext = coalesce(save.refresh_token, token.refresh_token_ciphertext),
         scopes = CASE WHEN save.scopes IS NULL THEN token.scopes
                       ELSE ARRAY(SELECT jsonb_array_elements_text(save.scopes::jsonb)) END,
         needs_reauth = false, needs_reauth_reason = NULL, needs_reauth_at = NULL, consecutive_failures = 0,
         first_failure_at = NULL, last_failure_at = NULL, last_failure_code = NULL,
         lease_owner = NULL, lease_until = NULL, token_version = token_version + 1, refresh_count = refresh_count + 1,
         updated_at = $1
    FROM unnest($2::uuid[], $3::uuid[], $4::integer[], $5::bytea[], $6::timestamptz[], $7::timestamptz[],
                $8::timestamptz[], $9::bytea[], $10::text[])
      AS save(id, owner, version, access_token, expires_at, next_refresh_at, refreshed_at, refresh_token, scopes)
   WHERE token.id = save.id AND token.lease_owner = save.owner AND token.token_version = save.version
  RETURNING save.owner`;

interface Save {
  readonly lease: RefreshLease;
  readonly tokens: RefreshColumns;
}

/** The right to ask Zoho on behalf of one row. `owner` is new with every lease, `row` was read under it. */
export interface RefreshLease {
  readonly owner: string;
  readonly row: OAuthToken;
}

type TokenColumns = Pick<OAuthToken, 'accessTokenCiphertext' | 'accessTokenExpiresAt' | 'nextRefreshAt'> &
  Pick<OAuthToken, 'lastRefreshedAt'>;
export type RefreshColumns = TokenColumns & Partial<Pick<OAuthToken, 'refreshTokenCiphertext' | 'scopes'>>;
type CredentialColumns = Pick<OAuthToken, 'clientSecretCiphertext' | 'credentialVerifier' | 'clientIdHash'>;

/**
 * Leases on rows, and the writes that end them. Taking one is a single conditional UPDATE and nothing stays open
 * while Zoho is asked. Every write names owner and version: a holder that was away for longer than its lease, or
 * was overtaken by set-up, writes nothing. See ADR 0003.
 */
@Injectable()
export class RefreshLeases {
  private readonly saves = new Batches((saves: readonly Save[]) => this.saveAll(saves), MOST_SAVES, SAVES_AT_ONCE);

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

  /** Data centers in which a row is due. */
  async dueDataCenters(): Promise<DataCenter[]> {
    const rows = await this.rows.query<{ data_center: DataCenter }[]>(
      `SELECT DISTINCT data_center FROM oauth_tokens WHERE ${IS_DUE}`,
      [this.clock.now()],
    );
    return rows.map((row) => row.data_center);
  }

  /** Leases of up to `most` due rows of a data center that are in nobody's hands; the longest overdue first. */
  async claimDue(dataCenter: DataCenter, most: number): Promise<RefreshLease[]> {
    const owner = randomUUID();
    const now = this.clock.now();
    const [claimed] = await this.rows.query<[{ id: string }[], number]>(
      `UPDATE oauth_tokens SET lease_owner = $2, lease_until = $3 WHERE id IN (
         SELECT id FROM oauth_tokens WHERE ${IS_DUE} AND data_center = $4
          ORDER BY next_refresh_at LIMIT $5 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [now, owner, new Date(now.getTime() + LEASE_MS), dataCenter, most],
    );
    if (claimed.length === 0) return [];
    const rows = await this.rows.findBy({ id: In(claimed.map(({ id }) => id)), leaseOwner: owner });
    return rows.map((row) => ({ owner, row }));
  }

  /** Takes what nobody has used since `unusedSince` out of the schedule: it is refreshed again at its next use. */
  async parkUnused(unusedSince: Date): Promise<number> {
    const [, parked] = await this.rows.query<[unknown[], number]>(
      `UPDATE oauth_tokens SET next_refresh_at = NULL
        WHERE ${IS_DUE} AND coalesce(last_used_at, created_at) < $2`,
      [this.clock.now(), unusedSince],
    );
    return parked;
  }

  /** Saves the answer to a refresh grant. False when the lease or the version has passed to somebody else. */
  saveTokens(lease: RefreshLease, tokens: RefreshColumns): Promise<boolean> {
    return this.saves.run({ lease, tokens });
  }

  /** One statement and one commit for all that came in together: a commit waits for the disk. */
  private async saveAll(saves: readonly Save[]): Promise<boolean[]> {
    const now = this.clock.now();
    const column = <T>(value: (save: Save) => T): T[] => saves.map(value);
    const [saved] = await this.rows.query<[{ owner: string }[], number]>(SAVE_TOKENS, [
      now,
      column(({ lease }) => lease.row.id),
      column(({ lease }) => lease.owner),
      column(({ lease }) => lease.row.tokenVersion),
      column(({ tokens }) => tokens.accessTokenCiphertext),
      column(({ tokens }) => tokens.accessTokenExpiresAt),
      column(({ tokens }) => tokens.nextRefreshAt),
      column(({ tokens }) => tokens.lastRefreshedAt),
      column(({ tokens }) => tokens.refreshTokenCiphertext ?? null),
      column(({ tokens }) => (tokens.scopes ? JSON.stringify(tokens.scopes) : null)),
    ]);
    const owners = new Set(saved.map(({ owner }) => owner));
    return saves.map(({ lease }) => {
      this.changes.announce(lease.row.id);
      return owners.has(lease.owner);
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
