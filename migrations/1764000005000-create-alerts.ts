import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators are told by webhook: one row for each transition, over all replicas, until it is delivered. */
export class CreateAlerts1764000005000 implements MigrationInterface {
  readonly name = 'CreateAlerts1764000005000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE alerts (
        id               uuid        NOT NULL,
        transition       text        NOT NULL,
        type             text        NOT NULL,
        connection_id    uuid,
        circuit          text,
        code             text,
        occurred_at      timestamptz NOT NULL,
        raised_at        timestamptz NOT NULL,
        seen_at          timestamptz NOT NULL,
        attempts         integer     NOT NULL DEFAULT 0,
        next_attempt_at  timestamptz,
        delivered_at     timestamptz,

        CONSTRAINT alerts_pkey PRIMARY KEY (id),
        CONSTRAINT alerts_once_per_transition UNIQUE (transition),
        CONSTRAINT alerts_type_known
          CHECK (type IN ('reauth_required', 'refresh_failing', 'refresh_exhausted', 'connection_recovered', 'circuit_open', 'circuit_closed', 'database_back')),
        CONSTRAINT alerts_attempts_not_negative CHECK (attempts >= 0),
        CONSTRAINT alerts_delivered_is_not_due CHECK (delivered_at IS NULL OR next_attempt_at IS NULL)
      )
    `);
    await queryRunner.query('CREATE INDEX alerts_due ON alerts (next_attempt_at) WHERE next_attempt_at IS NOT NULL');
    await queryRunner.query('CREATE INDEX alerts_by_connection ON alerts (connection_id, raised_at)');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE alerts');
  }
}
