import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { WriteResult } from './write-result.js';

/**
 * `failed`: refused by SDP for good. `expired`: not sent in time, or looked for and not there. `unknown`: sent, and
 * nobody could look whether it is there before it expired.
 */
export const DEFERRED_STATES = ['pending', 'done', 'failed', 'expired', 'cancelled', 'unknown'] as const;
export type DeferredState = (typeof DEFERRED_STATES)[number];

/**
 * A write that this server is to send when ServiceDesk Plus takes it. It has no foreign key: when its connection is
 * removed it does not vanish unsaid, it waits until it expires, and the operator sees it.
 */
@Entity({ name: 'deferred_writes' })
@Unique('deferred_writes_one_order', ['seq'])
@Index('deferred_writes_due', ['nextAttemptAt'], { where: `state = 'pending'` })
@Index('deferred_writes_by_connection', ['connectionId', 'seq'])
@Check('deferred_writes_state_known', `state IN ('pending', 'done', 'failed', 'expired', 'cancelled', 'unknown')`)
@Check('deferred_writes_ended_says_when', `(state = 'pending') = (ended_at IS NULL)`)
@Check('deferred_writes_done_keeps_no_content', `(state = 'done') = (payload_ciphertext IS NULL)`)
@Check('deferred_writes_attempts_not_negative', 'attempts >= 0')
@Check('deferred_writes_lease_has_owner_and_end', '(lease_owner IS NULL) = (lease_until IS NULL)')
export class DeferredWrite {
  /** Made by us before the insert, because the ciphertext is bound to it. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'deferred_writes_pkey' })
  id!: string;

  /** Order in which writes were deferred; a bigint, so a string of digits in JavaScript. */
  @Column({ type: 'bigint', generated: 'identity', generatedIdentity: 'ALWAYS' })
  seq!: string;

  @Column({ name: 'connection_id', type: 'uuid' })
  connectionId!: string;

  /** Portal of the call that deferred it; null is the account's default portal. */
  @Column({ type: 'text', nullable: true })
  portal!: string | null;

  @Column({ type: 'text' })
  tool!: string;

  /** The key of the call that deferred it, if it had one. */
  @Column({ name: 'idempotency_key', type: 'text', nullable: true })
  idempotencyKey!: string | null;

  /** Long id of the ticket it writes to; null when it was not known, and then it is ordered with all of its person. */
  @Column({ type: 'text', nullable: true })
  ticket!: string | null;

  /** Arguments of the tool, encrypted: they are ticket text. Gone once it is done. */
  @Column({ name: 'payload_ciphertext', type: 'bytea', nullable: true })
  payloadCiphertext!: Buffer | null;

  @Column({ type: 'text', default: 'pending' })
  state!: DeferredState;

  /** Times it was sent or looked for. */
  @Column({ type: 'integer', default: 0 })
  attempts!: number;

  /** Time of the first sending whose outcome is not known; before the next one SDP is asked whether it is there. */
  @Column({ name: 'maybe_sent_since', type: 'timestamptz', nullable: true })
  maybeSentSince!: Date | null;

  @Column({ name: 'next_attempt_at', type: 'timestamptz' })
  nextAttemptAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  /** The replica's run that works on it now; counts only until `leaseUntil`. */
  @Column({ name: 'lease_owner', type: 'uuid', nullable: true })
  leaseOwner!: string | null;

  @Column({ name: 'lease_until', type: 'timestamptz', nullable: true })
  leaseUntil!: Date | null;

  /** Code of the last failure, such as `SDP_UNAVAILABLE`. */
  @Column({ name: 'last_code', type: 'text', nullable: true })
  lastCode!: string | null;

  /** Why it failed for good, in words, encrypted: they can repeat an argument. */
  @Column({ name: 'reason_ciphertext', type: 'bytea', nullable: true })
  reasonCiphertext!: Buffer | null;

  @Column({ type: 'jsonb', nullable: true })
  result!: WriteResult | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
