import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per person's Zoho client. Secrets are ciphertext; the client id is found by its keyed hash. */
export class CreateOauthTokens1764000000000 implements MigrationInterface {
  readonly name = 'CreateOauthTokens1764000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE oauth_tokens (
        id                        uuid        NOT NULL,
        client_id_hash            bytea       NOT NULL,
        credential_verifier       bytea       NOT NULL,
        client_id_ciphertext      bytea       NOT NULL,
        client_secret_ciphertext  bytea       NOT NULL,
        refresh_token_ciphertext  bytea       NOT NULL,
        access_token_ciphertext   bytea,
        access_token_expires_at   timestamptz,
        data_center               text        NOT NULL,
        portal                    text,
        scopes                    text[]      NOT NULL,
        needs_reauth              boolean     NOT NULL DEFAULT false,
        needs_reauth_reason       text,
        needs_reauth_at           timestamptz,
        consecutive_failures      integer     NOT NULL DEFAULT 0,
        first_failure_at          timestamptz,
        last_failure_at           timestamptz,
        last_failure_code         text,
        next_refresh_at           timestamptz,
        refresh_jitter_seconds    integer     NOT NULL DEFAULT 0,
        lease_owner               uuid,
        lease_until               timestamptz,
        token_version             integer     NOT NULL DEFAULT 1,
        credential_generation     integer     NOT NULL DEFAULT 1,
        last_refreshed_at         timestamptz,
        refresh_count             integer     NOT NULL DEFAULT 0,
        last_api_success_at       timestamptz,
        last_used_at              timestamptz,
        created_at                timestamptz NOT NULL DEFAULT now(),
        updated_at                timestamptz NOT NULL DEFAULT now(),

        CONSTRAINT oauth_tokens_pkey PRIMARY KEY (id),
        CONSTRAINT oauth_tokens_one_per_client UNIQUE (client_id_hash),
        CONSTRAINT oauth_tokens_client_id_hash_is_digest CHECK (octet_length(client_id_hash) >= 32),
        CONSTRAINT oauth_tokens_credential_verifier_is_digest CHECK (octet_length(credential_verifier) >= 32),
        CONSTRAINT oauth_tokens_data_center_known
          CHECK (data_center IN ('us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'uk', 'sa', 'ae')),
        CONSTRAINT oauth_tokens_access_token_has_expiry
          CHECK ((access_token_ciphertext IS NULL) = (access_token_expires_at IS NULL)),
        CONSTRAINT oauth_tokens_reauth_says_why_and_when
          CHECK (needs_reauth = (needs_reauth_reason IS NOT NULL) AND needs_reauth = (needs_reauth_at IS NOT NULL)),
        CONSTRAINT oauth_tokens_failures_have_a_start
          CHECK (consecutive_failures >= 0 AND (consecutive_failures = 0 OR first_failure_at IS NOT NULL)),
        CONSTRAINT oauth_tokens_refresh_jitter_not_negative CHECK (refresh_jitter_seconds >= 0),
        CONSTRAINT oauth_tokens_lease_has_owner_and_end CHECK ((lease_owner IS NULL) = (lease_until IS NULL)),
        CONSTRAINT oauth_tokens_versions_count_up
          CHECK (token_version >= 1 AND credential_generation >= 1 AND refresh_count >= 0)
      )
    `);
    await queryRunner.query(`
      CREATE INDEX oauth_tokens_due ON oauth_tokens (next_refresh_at) WHERE NOT needs_reauth
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE oauth_tokens');
  }
}
