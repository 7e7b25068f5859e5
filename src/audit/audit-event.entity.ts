import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

export const AUDIT_ACTORS = ['person', 'admin', 'job', 'server'] as const;
export type AuditActor = (typeof AUDIT_ACTORS)[number];

/**
 * One thing that was done. No body, no secret, no text from a ticket: names of ours and ids only. A connection may
 * be gone before its events are, so nothing ties them together.
 */
@Entity({ name: 'audit_events' })
@Index('audit_events_by_time', ['at'])
@Index('audit_events_by_connection', ['connectionId', 'id'])
@Check('audit_events_actor_known', `actor IN ('person', 'admin', 'job', 'server')`)
export class AuditEvent {
  /** Made by us, in the order of time, so that a repeated write adds nothing and newest-first is the primary key. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'audit_events_pkey' })
  id!: string;

  @Column({ type: 'timestamptz' })
  at!: Date;

  /** `admin` has shown the admin token, or tried to. */
  @Column({ type: 'text' })
  actor!: AuditActor;

  @Column({ type: 'text' })
  event!: string;

  /** What it was done with or to, where that is no connection: the name of a tool or of a circuit. */
  @Column({ type: 'text', nullable: true })
  subject!: string | null;

  /** `ok`, or a stable word of ours. */
  @Column({ type: 'text' })
  outcome!: string;

  @Column({ name: 'connection_id', type: 'uuid', nullable: true })
  connectionId!: string | null;

  /** Ids of records in SDP. */
  @Column({ name: 'record_ids', type: 'text', array: true })
  recordIds!: string[];

  @Column({ name: 'request_id', type: 'text', nullable: true })
  requestId!: string | null;

  /** The replica on which it happened. */
  @Column({ type: 'text' })
  replica!: string;
}
