import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { OAuthToken } from '../token/oauth-token.entity.js';
import type { WriteResult } from './write-result.js';

/**
 * `sent`: under way, or cut short by the end of its process. `done`: in SDP. `failed`: provably not in SDP, so the key
 * is free again. `unknown`: sent, and not found when it was looked for.
 */
export type IntentState = 'sent' | 'done' | 'failed' | 'unknown';

/** A write that its caller gave a key. Remembered before it is sent, so that no end of a process forgets it. */
@Entity({ name: 'write_intents' })
@Index('write_intents_by_age', ['createdAt'])
@Check('write_intents_key_length', 'char_length(idempotency_key) BETWEEN 1 AND 100')
@Check('write_intents_request_hash_is_digest', 'octet_length(request_hash) >= 32')
@Check('write_intents_state_known', `state IN ('sent', 'done', 'failed', 'unknown')`)
@Check('write_intents_done_has_result', `(state = 'done') = (result IS NOT NULL)`)
export class WriteIntent {
  @PrimaryColumn({ name: 'connection_id', type: 'uuid', primaryKeyConstraintName: 'write_intents_pkey' })
  @ForeignKey(() => OAuthToken, { name: 'write_intents_of_connection', onDelete: 'CASCADE' })
  connectionId!: string;

  /** The caller's, as it came. */
  @PrimaryColumn({ name: 'idempotency_key', type: 'text', primaryKeyConstraintName: 'write_intents_pkey' })
  idempotencyKey!: string;

  /** Keyed digest of tool, portal and arguments: tells a repeat from another write under the same key. */
  @Column({ name: 'request_hash', type: 'bytea' })
  requestHash!: Buffer;

  @Column({ type: 'text' })
  tool!: string;

  @Column({ type: 'text' })
  state!: IntentState;

  /** New with every sending; whoever settles an intent names the one it began. */
  @Column({ name: 'attempt_id', type: 'uuid' })
  attemptId!: string;

  /** By our clock, before anything was sent. */
  @Column({ name: 'sent_at', type: 'timestamptz' })
  sentAt!: Date;

  @Column({ type: 'jsonb', nullable: true })
  result!: WriteResult | null;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
