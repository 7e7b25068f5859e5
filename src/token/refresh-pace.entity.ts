import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import type { DataCenter } from '../common/data-center.js';

/** How fast all replicas together may ask one data center for tokens. One row each, made by the migration. */
@Entity({ name: 'refresh_pace' })
@Check('refresh_pace_share_is_a_share', 'share > 0 AND share <= 1')
export class RefreshPaceRow {
  @PrimaryColumn({ name: 'data_center', type: 'text', primaryKeyConstraintName: 'refresh_pace_pkey' })
  dataCenter!: DataCenter;

  /** Asks that may go out at `countedAt`; below zero when callers who wait went ahead of their turn. */
  @Column({ type: 'double precision' })
  permits!: number;

  /** Part of the configured rate that Zoho bears at present; grows back to 1. */
  @Column({ type: 'double precision' })
  share!: number;

  @Column({ name: 'counted_at', type: 'timestamptz' })
  countedAt!: Date;

  @Column({ name: 'slowed_at', type: 'timestamptz', nullable: true })
  slowedAt!: Date | null;
}
