import { Check, Column, CreateDateColumn, Entity, Index, PrimaryColumn } from 'typeorm';

/** A consent that a person has begun in the browser. Used once: the redirect deletes the row it finds. */
@Entity({ name: 'oauth_states' })
@Index('oauth_states_by_caller', ['callerDigest'])
@Index('oauth_states_by_expiry', ['expiresAt'])
@Check('oauth_states_state_hash_is_digest', 'octet_length(state_hash) >= 32')
@Check('oauth_states_caller_digest_is_digest', 'octet_length(caller_digest) >= 32')
export class OAuthState {
  /** Hash of the `state` parameter (RFC 6749 section 10.12); the parameter itself is not stored. */
  @PrimaryColumn({ name: 'state_hash', type: 'bytea', primaryKeyConstraintName: 'oauth_states_pkey' })
  stateHash!: Buffer;

  /** Keyed digest of the credentials of who began it: whoever asks again gets the same consent, not one more row. */
  @Column({ name: 'caller_digest', type: 'bytea' })
  callerDigest!: Buffer;

  /** Who asked and for what, encrypted. */
  @Column({ type: 'bytea' })
  ciphertext!: Buffer;

  @Column({ name: 'expires_at', type: 'timestamptz' })
  expiresAt!: Date;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;
}
