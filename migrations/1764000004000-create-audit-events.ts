import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who did what to which connection, and what came of it. Rows are added and, when old, removed; never changed. */
export class CreateAuditEvents1764000004000 implements MigrationInterface {
  readonly name = 'CreateAuditEvents1764000004000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      CREATE TABLE audit_events (
        id             uuid        NOT NULL,
        at             timestamptz NOT NULL,
        actor          text        NOT NULL,
        event          text        NOT NULL,
        subject        text,
        outcome        text        NOT NULL,
        connection_id  uuid,
        record_ids     text[]      NOT NULL,
        request_id     text,
        replica        text        NOT NULL,

        CONSTRAINT audit_events_pkey PRIMARY KEY (id),
        CONSTRAINT audit_events_actor_known CHECK (actor IN ('person', 'admin', 'job', 'server'))
      )
    `);
    await queryRunner.query('CREATE INDEX audit_events_by_time ON audit_events (at)');
    await queryRunner.query('CREATE INDEX audit_events_by_connection ON audit_events (connection_id, id)');
    await queryRunner.query(`
      CREATE FUNCTION audit_events_stay_as_they_are() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit events are never changed';
      END
      $$
    `);
    await queryRunner.query(`
      CREATE TRIGGER audit_events_append_only BEFORE UPDATE ON audit_events
        FOR EACH ROW EXECUTE FUNCTION audit_events_stay_as_they_are()
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('DROP TABLE audit_events');
    await queryRunner.query('DROP FUNCTION audit_events_stay_as_they_are()');
  }
}
