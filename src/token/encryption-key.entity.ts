import { Check, Column, CreateDateColumn, Entity, PrimaryColumn } from 'typeorm';

/** A key this database was used with. The key itself is in no table. */
@Entity({ name: 'encryption_keys' })
@Check('encryption_keys_key_id_is_fingerprint', 'octet_length(key_id) = 4')
export class EncryptionKeyRow {
  /** Fingerprint, as in ciphertexts. */
  @PrimaryColumn({ name: 'key_id', type: 'bytea', primaryKeyConstraintName: 'encryption_keys_pkey' })
  keyId!: Buffer;

  /** A known text sealed under the key: opens under no other, whatever the fingerprint says. */
  @Column({ type: 'bytea' })
  canary!: Buffer;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  /** Since when servers may seal under it, because all that ran then knew it; null until then. */
  @Column({ name: 'adopted_at', type: 'timestamptz', nullable: true })
  adoptedAt!: Date | null;
}
