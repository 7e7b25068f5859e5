import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Consents on their way through the browser: found by the hash of `state`, deleted when the redirect comes back. */
export class CreateOauthStates1764000002000 implements MigrationInterface {
  readonly name = 'CreateOauthStates1764000002000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE oauth_states (
        state_hash     bytea       NOT NULL,
        caller_digest  bytea       NOT NULL,
        ciphertext     bytea       NOT NULL,
        expires_at     timestamptz NOT NULL,
        created_at     timestamptz NOT NULL DEFAULT now(),

        CONSTRAINT oauth_states_pkey PRIMARY KEY (state_hash),
        CONSTRAINT oauth_states_state_hash_is_digest CHECK (octet_length(state_hash) >= 32),
        CONSTRAINT oauth_states_caller_digest_is_digest CHECK (octet_length(caller_digest) >= 32)
      )
    `);
    await queryRunner.query('CREATE INDEX oauth_states_by_caller ON oauth_states (caller_digest)');
    await queryRunner.query('CREATE INDEX oauth_states_by_expiry ON oauth_states (expires_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE oauth_states');
  }
}
