import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { KEY_ID_BYTES, type KeyRing, type RingKey } from './key-ring.js';

const FORMAT = 0x01;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const IV_START = 1 + KEY_ID_BYTES;
const TAG_START = IV_START + IV_BYTES;
const TEXT_START = TAG_START + TAG_BYTES;
const AES = 'aes-256-gcm';

/** Where a ciphertext belongs; bound to it, so that one copied to another row or column does not open. */
export interface CiphertextPlace {
  readonly table: string;
  readonly column: string;
  /** uuid */
  readonly rowId: string;
}

/** A stored value does not open: changed, moved, cut, or encrypted under a key that the ring does not hold. */
export class CiphertextError extends Error {
  constructor() {
    super('A stored value cannot be opened');
    this.name = new.target.name;
  }
}

/**
 * AES-256-GCM over text. Format 1 is `0x01 | key id (4) | iv (12) | tag (16) | ciphertext`; the associated data
 * is (format, table, column, row id, key id), each with its length before it. See ADR 0004.
 */
export class TokenCipher {
  constructor(private readonly ring: KeyRing) {}

  /** Seals under the ring's sealing key, or another of its keys. @throws RangeError when a part of the place is empty */
  encrypt(text: string, place: CiphertextPlace, { id, encryption }: RingKey = this.ring.sealing): Buffer {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(AES, encryption, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(associatedData(place, id));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.of(FORMAT), id, iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws CiphertextError, which is the same for every cause; RangeError when a part of the place is empty */
  decrypt(ciphertext: Buffer, place: CiphertextPlace): string {
    const keyId = keyIdOf(ciphertext);
    const key = keyId && this.ring.find(keyId);
    const aad = associatedData(place, keyId ?? this.ring.primary.id);
    if (!key) throw new CiphertextError();
    try {
      const decipher = createDecipheriv(AES, key.encryption, ciphertext.subarray(IV_START, TAG_START), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(aad).setAuthTag(ciphertext.subarray(TAG_START, TEXT_START));
      return Buffer.concat([decipher.update(ciphertext.subarray(TEXT_START)), decipher.final()]).toString('utf8');
    } catch {
      throw new CiphertextError();
    }
  }
}

/** Id of the key a ciphertext says it was sealed with: a hint that opening then proves. Undefined for another format. */
export function keyIdOf(ciphertext: Buffer): Buffer | undefined {
  if (ciphertext.length < TEXT_START || ciphertext[0] !== FORMAT) return undefined;
  return ciphertext.subarray(1, IV_START);
}

/** The same in SQL, as hex: bytes 2 to 5. @param column a bytea, by a name of ours */
export function keyIdSql(column: string): string {
  return `encode(substring(${column} FROM 2 FOR ${KEY_ID_BYTES}), 'hex')`;
}

function associatedData({ table, column, rowId }: CiphertextPlace, keyId: Buffer): Buffer {
  const parts = [Buffer.of(FORMAT), ...[table, column, rowId].map((part) => Buffer.from(part, 'utf8')), keyId];
  if (parts.some((part) => part.length === 0)) throw new RangeError('A ciphertext belongs to a table, column and row');
  return Buffer.concat(
    parts.flatMap((part) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(part.length);
      return [length, part];
    }),
  );
}
