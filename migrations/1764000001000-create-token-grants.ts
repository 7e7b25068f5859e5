import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The durable meter: one row for each time Zoho was asked for an access token, shared by all replicas. */
export class CreateTokenGrants1764000001000 implements MigrationInterface {
  readonly name = 'CreateTokenGrants1764000001000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE token_grants (
        id              bigint      GENERATED ALWAYS AS IDENTITY,
        oauth_token_id  uuid        NOT NULL,
        granted_at      timestamptz NOT NULL DEFAULT now(),
        outcome         text        NOT NULL DEFAULT 'pending',

        CONSTRAINT token_grants_pkey PRIMARY KEY (id),
        CONSTRAINT token_grants_of_token
          FOREIGN KEY (oauth_token_id) REFERENCES oauth_tokens (id) ON DELETE CASCADE,
        CONSTRAINT token_grants_outcome_known
          CHECK (outcome IN ('pending', 'granted', 'refused', 'throttled', 'failed'))
      )
    `);
    await queryRunner.query(`
      CREATE INDEX token_grants_by_token ON token_grants (oauth_token_id, granted_at)
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE token_grants');
  }
}
