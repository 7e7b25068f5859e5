import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { AlertType } from './alert-words.js';

/** Something an operator is told once. A connection may be gone before its alert is, so nothing ties them together. */
@Entity({ name: 'alerts' })
@Unique('alerts_once_per_transition', ['transition'])
@Index('alerts_due', ['nextAttemptAt'], { where: 'next_attempt_at IS NOT NULL' })
@Index('alerts_by_connection', ['connectionId', 'raisedAt'])
@Check(
  'alerts_type_known',
  `type IN ('reauth_required', 'refresh_failing', 'refresh_exhausted', 'connection_recovered', 'circuit_open', 'circuit_closed', 'database_back')`,
)
@Check('alerts_attempts_not_negative', 'attempts >= 0')
@Check('alerts_delivered_is_not_due', 'delivered_at IS NULL OR next_attempt_at IS NULL')
export class Alert {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'alerts_pkey' })
  id!: string;

  /** Names what changed, so that replicas and restarts that see the same change raise one alert. */
  @Column({ type: 'text' })
  transition!: string;

  @Column({ type: 'text' })
  type!: AlertType;

  @Column({ name: 'connection_id', type: 'uuid', nullable: true })
  connectionId!: string | null;

  @Column({ type: 'text', nullable: true })
  circuit!: string | null;

  /** A stable word of ours, such as `invalid_code`. */
  @Column({ type: 'text', nullable: true })
  code!: string | null;

  @Column({ name: 'occurred_at', type: 'timestamptz' })
  occurredAt!: Date;

  /** When this server noticed; tries to deliver are given up a day later. */
  @Column({ name: 'raised_at', type: 'timestamptz' })
  raisedAt!: Date;

  /** When a replica last saw the same: an open circuit is closed when none has for a while. */
  @Column({ name: 'seen_at', type: 'timestamptz' })
  seenAt!: Date;

  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  /** null: delivered, or given up. */
  @Column({ name: 'next_attempt_at', type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  @Column({ name: 'delivered_at', type: 'timestamptz', nullable: true })
  deliveredAt!: Date | null;
}
