import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the few connections in trouble, and who was throttled just now, without reading whole tables. */
export class IndexTrouble1764000007000 implements MigrationInterface {
  readonly name = 'IndexTrouble1764000007000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE INDEX oauth_tokens_in_trouble ON oauth_tokens (id) WHERE needs_reauth OR consecutive_failures > 0
    `);
    await queryRunner.query(`
      CREATE INDEX token_grants_throttled ON token_grants (granted_at) WHERE outcome = 'throttled'
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP INDEX token_grants_throttled');
    await queryRunner.query('DROP INDEX oauth_tokens_in_trouble');
  }
}
