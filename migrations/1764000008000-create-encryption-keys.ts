import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which encryption keys this database was used with: known by a fingerprint, proved by a value that each of them sealed. */
export class CreateEncryptionKeys1764000008000 implements MigrationInterface {
  readonly name = 'CreateEncryptionKeys1764000008000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE encryption_keys (
        key_id       bytea       NOT NULL,
        canary       bytea       NOT NULL,
        created_at   timestamptz NOT NULL DEFAULT now(),
        adopted_at   timestamptz,

        CONSTRAINT encryption_keys_pkey PRIMARY KEY (key_id),
        CONSTRAINT encryption_keys_key_id_is_fingerprint CHECK (octet_length(key_id) = 4)
      )
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE encryption_keys');
  }
}
