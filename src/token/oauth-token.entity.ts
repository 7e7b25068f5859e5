import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';
import type { DataCenter } from '../common/data-center.js';

/**
 * One person's Zoho client and its tokens. Rows hold secrets as ciphertext only, each bound to its row and column.
 *
 * What people see as the state of a connection follows from `needsReauth`; there is no second column for it.
 */
@Entity({ name: 'oauth_tokens' })
@Unique('oauth_tokens_one_per_client', ['clientIdHash'])
@Index('oauth_tokens_due', ['nextRefreshAt'], { where: 'NOT needs_reauth' })
@Index('oauth_tokens_in_trouble', ['id'], { where: 'needs_reauth OR consecutive_failures > 0' })
@Check('oauth_tokens_client_id_hash_is_digest', 'octet_length(client_id_hash) >= 32')
@Check('oauth_tokens_credential_verifier_is_digest', 'octet_length(credential_verifier) >= 32')
@Check('oauth_tokens_data_center_known', `data_center IN ('us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'uk', 'sa', 'ae')`)
@Check('oauth_tokens_access_token_has_expiry', '(access_token_ciphertext IS NULL) = (access_token_expires_at IS NULL)')
@Check(
  'oauth_tokens_reauth_says_why_and_when',
  'needs_reauth = (needs_reauth_reason IS NOT NULL) AND needs_reauth = (needs_reauth_at IS NOT NULL)',
)
@Check(
  'oauth_tokens_failures_have_a_start',
  'consecutive_failures >= 0 AND (consecutive_failures = 0 OR first_failure_at IS NOT NULL)',
)
@Check('oauth_tokens_refresh_jitter_not_negative', 'refresh_jitter_seconds >= 0')
@Check('oauth_tokens_lease_has_owner_and_end', '(lease_owner IS NULL) = (lease_until IS NULL)')
@Check('oauth_tokens_versions_count_up', 'token_version >= 1 AND credential_generation >= 1 AND refresh_count >= 0')
export class OAuthToken {
  /** Made by us before the first insert, because the ciphertext is bound to it. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'oauth_tokens_pkey' })
  id!: string;

  /** Keyed hash of the client id: finds the row without a readable id in the database. */
  @Column({ name: 'client_id_hash', type: 'bytea' })
  clientIdHash!: Buffer;

  /** Keyed hash of client id and secret: proves the caller on every request. */
  @Column({ name: 'credential_verifier', type: 'bytea' })
  credentialVerifier!: Buffer;

  @Column({ name: 'client_id_ciphertext', type: 'bytea' })
  clientIdCiphertext!: Buffer;

  @Column({ name: 'client_secret_ciphertext', type: 'bytea' })
  clientSecretCiphertext!: Buffer;

  @Column({ name: 'refresh_token_ciphertext', type: 'bytea' })
  refreshTokenCiphertext!: Buffer;

  @Column({ name: 'access_token_ciphertext', type: 'bytea', nullable: true })
  accessTokenCiphertext!: Buffer | null;

  @Column({ name: 'access_token_expires_at', type: 'timestamptz', nullable: true })
  accessTokenExpiresAt!: Date | null;

  @Column({ name: 'data_center', type: 'text' })
  dataCenter!: DataCenter;

  /** The person's own portal; null is the server's default. */
  @Column({ type: 'text', nullable: true })
  portal!: string | null;

  /** As granted by Zoho, which may be fewer than were asked for. */
  @Column({ type: 'text', array: true })
  scopes!: string[];

  /** True once Zoho has said for good that the grant is dead: only a person can help. */
  @Column({ name: 'needs_reauth', type: 'boolean', default: false })
  needsReauth!: boolean;

  /** A stable word such as `invalid_code`; null unless `needsReauth`. */
  @Column({ name: 'needs_reauth_reason', type: 'text', nullable: true })
  needsReauthReason!: string | null;

  @Column({ name: 'needs_reauth_at', type: 'timestamptz', nullable: true })
  needsReauthAt!: Date | null;

  /** Failed refreshes since the last good one. */
  @Column({ name: 'consecutive_failures', type: 'integer', default: 0 })
  consecutiveFailures!: number;

  /** Start of the present run of failures. */
  @Column({ name: 'first_failure_at', type: 'timestamptz', nullable: true })
  firstFailureAt!: Date | null;

  @Column({ name: 'last_failure_at', type: 'timestamptz', nullable: true })
  lastFailureAt!: Date | null;

  @Column({ name: 'last_failure_code', type: 'text', nullable: true })
  lastFailureCode!: string | null;

  /** When the scheduled job may claim the row; null is on demand only. */
  @Column({ name: 'next_refresh_at', type: 'timestamptz', nullable: true })
  nextRefreshAt!: Date | null;

  /** How much earlier than five minutes before expiry this row is refreshed, so that rows do not come due together. */
  @Column({ name: 'refresh_jitter_seconds', type: 'integer', default: 0 })
  refreshJitterSeconds!: number;

  /** The replica's run that refreshes this row now; counts only until `leaseUntil`. */
  @Column({ name: 'lease_owner', type: 'uuid', nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  /** Goes up by one with each stored access token; a save names the version it read. */
  @Column({ name: 'token_version', type: 'integer', default: 1 })
  tokenVersion!: number;

  /** Goes up by one with each set-up; a refresh begun under an older generation is dropped. */
  @Column({ name: 'credential_generation', type: 'integer', default: 1 })
  credentialGeneration!: number;

  @Column({ name: 'last_refreshed_at', type: 'timestamptz', nullable: true })
  lastRefreshedAt!: Date | null;

  @Column({ name: 'refresh_count', type: 'integer', default: 0 })
  refreshCount!: number;

  @Column({ name: 'last_api_success_at', type: 'timestamptz', nullable: true })
  lastApiSuccessAt!: Date | null;

  @Column({ name: 'last_used_at', type: 'timestamptz', nullable: true })
  lastUsedAt!: Date | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', type: 'timestamptz' })
  updatedAt!: Date;
}
