import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { ConnectionChanges } from './connection-changes.js';
import { CredentialHasher } from './credential-hasher.js';
import { OAuthToken } from './oauth-token.entity.js';

/** What set-up writes. Everything else of a row is reset or left as it is. */
export type NewConnection = Pick<
  OAuthToken,
  | 'id'
  | 'clientIdHash'
  | 'credentialVerifier'
  | 'clientIdCiphertext'
  | 'clientSecretCiphertext'
  | 'refreshTokenCiphertext'
  | 'accessTokenCiphertext'
  | 'accessTokenExpiresAt'
  | 'dataCenter'
  | 'portal'
  | 'scopes'
  | 'nextRefreshAt'
  | 'refreshJitterSeconds'
  | 'lastRefreshedAt'
  | 'lastUsedAt'
>;

/** Columns that every good token clears. */
export const NO_FAILURE = {
  needsReauth: false,
  needsReauthReason: null,
  needsReauthAt: null,
  consecutiveFailures: 0,
  firstFailureAt: null,
  lastFailureAt: null,
  lastFailureCode: null,
} as const;

export const NO_LEASE = { leaseOwner: null, leaseUntil: null } as const;

/** Rows of `oauth_tokens`, except for what happens under a lease (RefreshLeases). */
@Injectable()
export class ConnectionRepository {
  constructor(
    @InjectRepository(OAuthToken) private readonly rows: Repository<OAuthToken>,
    private readonly hasher: CredentialHasher,
    private readonly changes: ConnectionChanges,
    private readonly clock: Clock,
  ) {}

  findById(id: string): Promise<OAuthToken | null> {
    return this.rows.findOneBy({ id });
  }

  /** Of two rows, one of which was made while its key was missing, the one under the key that stands first. */
  async findByClientId(clientId: string): Promise<OAuthToken | null> {
    const lookups = this.hasher.lookups(clientId);
    const rows = await this.rows.findBy({ clientIdHash: In(lookups) });
    const rankOf = (row: OAuthToken) => lookups.findIndex((lookup) => lookup.equals(row.clientIdHash));
    return rows.sort((one, other) => rankOf(one) - rankOf(other))[0] ?? null;
  }

  /** False when the client has a row already. */
  async insert(connection: NewConnection): Promise<boolean> {
    const now = this.clock.now();
    const inserted = await this.rows
      .createQueryBuilder()
      .insert()
      .values({ ...connection, createdAt: now, updatedAt: now })
      .orIgnore()
      .returning('id')
      .execute();
    this.changes.announce(connection.id);
    return (inserted.raw as unknown[]).length > 0;
  }

  /**
   * Replaces tokens and credentials and clears every failure, the lease included. False when the row no longer has
   * that version: the caller reads it again, so that it knows exactly which refresh token it replaces.
   */
  async replace({ id, ...connection }: NewConnection, tokenVersion: number): Promise<boolean> {
    const { affected } = await this.rows
      .createQueryBuilder()
      .update()
      .set({
        ...connection,
        ...NO_FAILURE,
        ...NO_LEASE,
        tokenVersion: () => 'token_version + 1',
        credentialGeneration: () => 'credential_generation + 1',
        updatedAt: this.clock.now(),
      })
      .where({ id, tokenVersion })
      .execute();
    this.changes.announce(id);
    return affected === 1;
  }

  /** As if nothing had failed: due at once if something had. Tokens stay, and so does a lease. */
  async forgetFailures(id: string): Promise<void> {
    const now = this.clock.now();
    await this.rows
      .createQueryBuilder()
      .update()
      .set({
        ...NO_FAILURE,
        nextRefreshAt: () => 'CASE WHEN needs_reauth OR consecutive_failures > 0 THEN :now ELSE next_refresh_at END',
        updatedAt: now,
      })
      .where({ id })
      .setParameters({ now })
      .execute();
    this.changes.announce(id);
  }

  async delete(id: string): Promise<void> {
    await this.rows.delete({ id });
    this.changes.announce(id);
  }

  async recordApiSuccess(id: string, at: Date): Promise<void> {
    await this.rows.update({ id }, { lastApiSuccessAt: at, lastUsedAt: at, updatedAt: at });
  }

  async counts(): Promise<{ total: number; ready: number; reauthRequired: number; failing: number }> {
    const counts = await this.rows
      .createQueryBuilder('token')
      .select('count(*)::int', 'total')
      .addSelect('count(*) FILTER (WHERE NOT needs_reauth)::int', 'ready')
      .addSelect('count(*) FILTER (WHERE needs_reauth)::int', 'reauthRequired')
      .addSelect('count(*) FILTER (WHERE NOT needs_reauth AND consecutive_failures > 0)::int', 'failing')
      .getRawOne<{ total: number; ready: number; reauthRequired: number; failing: number }>();
    return counts ?? { total: 0, ready: 0, reauthRequired: 0, failing: 0 };
  }
}
