import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import type { EncryptionKey } from '../config/encryption-key.js';

const KEY_BYTES = 32;
export const KEY_ID_BYTES = 4;

/** One key of the ring and what is derived from it. Key objects do not show their bytes when printed. */
export interface RingKey {
  /** Fingerprint of the key, `KEY_ID_BYTES` long: the same key has the same id under any name and place in the ring. */
  readonly id: Buffer;
  /** The operator's name for it. */
  readonly label: string;
  readonly encryption: KeyObject;
  readonly lookup: KeyObject;
  readonly verifier: KeyObject;
  /** Seals the session cookie of the pages. */
  readonly session: KeyObject;
}

/**
 * The keys this process knows. The first is primary: it seals and signs as soon as every running server knows it
 * (KeyAdoption), the others open and verify.
 */
export class KeyRing {
  readonly keys: readonly RingKey[];
  readonly primary: RingKey;
  private sealingKey: RingKey;

  /** @throws RangeError for an empty ring, a key that is not 32 bytes, or one key twice */
  constructor(keys: readonly EncryptionKey[]) {
    this.keys = keys.map(derive);
    const [primary] = this.keys;
    if (!primary) throw new RangeError('A key ring needs at least one key');
    if (new Set(this.keys.map(({ id }) => id.toString('hex'))).size < keys.length) {
      throw new RangeError('A key ring holds each key once');
    }
    this.primary = primary;
    this.sealingKey = primary;
  }

  /** The key under which this process seals now: the primary, or one behind it while a server does not know that yet. */
  get sealing(): RingKey {
    return this.sealingKey;
  }

  sealUnder(key: RingKey): void {
    this.sealingKey = key;
  }

  find(id: Uint8Array): RingKey | undefined {
    return this.keys.find((key) => key.id.equals(id));
  }
}

/** A key's id as people read it: eight hex digits, which say nothing about the key. */
export function shownKeyId(id: Uint8Array): string {
  return Buffer.from(id).toString('hex');
}

function derive({ label, bytes }: EncryptionKey): RingKey {
  if (bytes.length !== KEY_BYTES) throw new RangeError('An encryption key has 32 bytes');
  return {
    id: subKey(bytes, 'key-id', KEY_ID_BYTES),
    label,
    encryption: createSecretKey(subKey(bytes, 'encryption')),
    lookup: createSecretKey(subKey(bytes, 'lookup')),
    verifier: createSecretKey(subKey(bytes, 'verifier')),
    session: createSecretKey(subKey(bytes, 'session')),
  };
}

/** HKDF-SHA-256 (RFC 5869) with one label per purpose, so that no two uses share a key. See ADR 0004. */
function subKey(bytes: Buffer, purpose: string, length = KEY_BYTES): Buffer {
  return Buffer.from(hkdfSync('sha256', bytes, '', `servicedesk-plus-mcp/v1/${purpose}`, length));
}
