import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Writes that are remembered: by their caller's key for a day, and those the server is to send later. */
export class CreateWrites1764000006000 implements MigrationInterface {
  readonly name = 'CreateWrites1764000006000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE write_intents (
        connection_id    uuid        NOT NULL,
        idempotency_key  text        NOT NULL,
        request_hash     bytea       NOT NULL,
        tool             text        NOT NULL,
        state            text        NOT NULL,
        attempt_id       uuid        NOT NULL,
        sent_at          timestamptz NOT NULL,
        result           jsonb,
        created_at       timestamptz NOT NULL DEFAULT now(),

        CONSTRAINT write_intents_pkey PRIMARY KEY (connection_id, idempotency_key),
        CONSTRAINT write_intents_of_connection
          FOREIGN KEY (connection_id) REFERENCES oauth_tokens (id) ON DELETE CASCADE,
        CONSTRAINT write_intents_key_length CHECK (char_length(idempotency_key) BETWEEN 1 AND 100),
        CONSTRAINT write_intents_request_hash_is_digest CHECK (octet_length(request_hash) >= 32),
        CONSTRAINT write_intents_state_known CHECK (state IN ('sent', 'done', 'failed', 'unknown')),
        CONSTRAINT write_intents_done_has_result CHECK ((state = 'done') = (result IS NOT NULL))
      )
    `);
    await queryRunner.query('CREATE INDEX write_intents_by_age ON write_intents (created_at)');
    await queryRunner.query(`
      CREATE TABLE deferred_writes (
        id                  uuid        NOT NULL,
        seq                 bigint      GENERATED ALWAYS AS IDENTITY,
        connection_id       uuid        NOT NULL,
        portal              text,
        tool                text        NOT NULL,
        idempotency_key     text,
        ticket              text,
        payload_ciphertext  bytea,
        state               text        NOT NULL DEFAULT 'pending',
        attempts            integer     NOT NULL DEFAULT 0,
        maybe_sent_since    timestamptz,
        next_attempt_at     timestamptz NOT NULL,
        expires_at          timestamptz NOT NULL,
        lease_owner         uuid,
        lease_until         timestamptz,
        last_code           text,
        reason_ciphertext   bytea,
        result              jsonb,
        created_at          timestamptz NOT NULL DEFAULT now(),
        ended_at            timestamptz,

        CONSTRAINT deferred_writes_pkey PRIMARY KEY (id),
        CONSTRAINT deferred_writes_one_order UNIQUE (seq),
        CONSTRAINT deferred_writes_state_known
          CHECK (state IN ('pending', 'done', 'failed', 'expired', 'cancelled', 'unknown')),
        CONSTRAINT deferred_writes_ended_says_when CHECK ((state = 'pending') = (ended_at IS NULL)),
        CONSTRAINT deferred_writes_done_keeps_no_content CHECK ((state = 'done') = (payload_ciphertext IS NULL)),
        CONSTRAINT deferred_writes_attempts_not_negative CHECK (attempts >= 0),
        CONSTRAINT deferred_writes_lease_has_owner_and_end CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
      )
    `);
    await queryRunner.query(`
      CREATE INDEX deferred_writes_due ON deferred_writes (next_attempt_at) WHERE state = 'pending'
    `);
    await queryRunner.query('CREATE INDEX deferred_writes_by_connection ON deferred_writes (connection_id, seq)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE deferred_writes');
    await queryRunner.query('DROP TABLE write_intents');
  }
}
