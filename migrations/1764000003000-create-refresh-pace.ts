import type { MigrationInterface, QueryRunner } from 'typeorm';

const DATA_CENTERS = ['us', 'eu', 'in', 'au', 'cn', 'jp', 'ca', 'uk', 'sa', 'ae'];

/**
 * The pace at which all replicas together ask one data center for tokens. Asks now count as tokens from the start, so
 * a refresh that went well has nothing more to write down.
 */
export class CreateRefreshPace1764000003000 implements MigrationInterface {
  readonly name = 'CreateRefreshPace1764000003000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE refresh_pace (
        data_center  text             NOT NULL,
        permits      double precision NOT NULL,
        share        double precision NOT NULL,
        counted_at   timestamptz      NOT NULL,
        slowed_at    timestamptz,

        CONSTRAINT refresh_pace_pkey PRIMARY KEY (data_center),
        CONSTRAINT refresh_pace_share_is_a_share CHECK (share > 0 AND share <= 1)
      )
    `);
    const rows = DATA_CENTERS.map((dataCenter) => `('${dataCenter}', 0, 1, 'epoch')`).join(', ');
    await queryRunner.query(`INSERT INTO refresh_pace (data_center, permits, share, counted_at) VALUES ${rows}`);

    await queryRunner.query(`UPDATE token_grants SET outcome = 'granted' WHERE outcome = 'pending'`);
    await queryRunner.query(`
      ALTER TABLE token_grants
        ALTER COLUMN outcome SET DEFAULT 'granted',
        DROP CONSTRAINT token_grants_outcome_known,
        ADD CONSTRAINT token_grants_outcome_known CHECK (outcome IN ('granted', 'refused', 'throttled', 'failed'))
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      ALTER TABLE token_grants
        ALTER COLUMN outcome SET DEFAULT 'pending',
        DROP CONSTRAINT token_grants_outcome_known,
        ADD CONSTRAINT token_grants_outcome_known
          CHECK (outcome IN ('pending', 'granted', 'refused', 'throttled', 'failed'))
    `);
    await queryRunner.query('DROP TABLE refresh_pace');
  }
}
