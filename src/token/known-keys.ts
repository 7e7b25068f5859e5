import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';
import { Clock } from '../common/time/clock.js';
import { EncryptionKeyRow } from './encryption-key.entity.js';
import type { RingKey } from './key-ring.js';
import { CiphertextError, type CiphertextPlace, TokenCipher } from './token-cipher.js';

const TEXT = 'canary';

/** The record of the keys this database was used with, each with a canary that only the key itself opens. */
@Injectable()
export class KnownKeys {
  constructor(
    @InjectRepository(EncryptionKeyRow) private readonly rows: Repository<EncryptionKeyRow>,
    private readonly cipher: TokenCipher,
    private readonly clock: Clock,
  ) {}

  /** The last adopted one first, those never adopted last. */
  list(): Promise<EncryptionKeyRow[]> {
    return this.rows.find({ order: { adoptedAt: { direction: 'DESC', nulls: 'LAST' } } });
  }

  /** Is the key with that fingerprint in the ring, and is it that key? */
  opens({ keyId, canary }: EncryptionKeyRow): boolean {
    try {
      return this.cipher.decrypt(canary, placeOf(keyId)) === TEXT;
    } catch (error) {
      if (error instanceof CiphertextError) return false;
      throw error;
    }
  }

  async record(key: RingKey): Promise<void> {
    const canary = this.cipher.encrypt(TEXT, placeOf(key.id), key);
    await this.rows
      .createQueryBuilder()
      .insert()
      .values({ keyId: key.id, canary, createdAt: this.clock.now() })
      .orIgnore()
      .execute();
  }

  /** Is it the key that was adopted last? */
  async isAdopted({ id }: RingKey): Promise<boolean> {
    const [last] = await this.list();
    return last?.adoptedAt != null && last.keyId.equals(id);
  }

  /** From now on a server that does not know this key is refused. It is the last one adopted, whatever clocks say. */
  async adopt({ id }: RingKey): Promise<void> {
    await this.rows.query(
      `UPDATE encryption_keys SET adopted_at =
         greatest($2::timestamptz, (SELECT max(adopted_at) + interval '1 ms' FROM encryption_keys))
        WHERE key_id = $1`,
      [id, this.clock.now()],
    );
  }

  /** Nothing needs these keys any more: a server that knows no others is refused. */
  async forget(keyIds: readonly Buffer[]): Promise<void> {
    await this.rows.delete({ keyId: In([...keyIds]) });
  }
}

function placeOf(keyId: Buffer): CiphertextPlace {
  return { table: 'encryption_keys', column: 'canary', rowId: keyId.toString('hex') };
}
