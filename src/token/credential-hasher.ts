import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { ClientCredentials } from './credentials.js';
import { KEY_ID_BYTES, type KeyRing, type RingKey } from './key-ring.js';

const DIGEST_BYTES = 32;
const SEPARATOR = Buffer.of(0);

/**
 * Finds and verifies credentials by keyed digests: Zoho makes client secrets of at least 150 random bits, so HMAC
 * (microseconds) does what a password hash (hundreds of milliseconds a request) would do. See ADR 0004.
 */
export class CredentialHasher {
  constructor(private readonly ring: KeyRing) {}

  /** Digest under the sealing key by which a row is stored and found; 32 bytes. */
  lookup(clientId: string): Buffer {
    return hmac(this.ring.sealing.lookup, clientId);
  }

  /** Digests under every key, primary first: a row made before a rotation is found as well. */
  lookups(clientId: string): Buffer[] {
    return this.ring.keys.map((key) => hmac(key.lookup, clientId));
  }

  /** `key id (4) | HMAC` of a text that is only ever compared, under the sealing key. */
  digest(text: string): Buffer {
    const { id, lookup } = this.ring.sealing;
    return Buffer.concat([id, hmac(lookup, text)]);
  }

  /** Was the digest made of this text, under any key of the ring? */
  isDigestOf(text: string, digest: Buffer): boolean {
    return this.lookups(text).some((hash) => hash.equals(digest.subarray(-DIGEST_BYTES)));
  }

  /** `key id (4) | HMAC`, under the sealing key: what a row keeps to verify its owner. */
  verifier(credentials: ClientCredentials): Buffer {
    return verifierUnder(this.ring.sealing, credentials);
  }

  /**
   * Does the stored verifier belong to these credentials? In constant time for a given stored verifier.
   * @param stored undefined when nothing is stored for the client id: the same work is done, and the answer is false
   */
  matches(stored: Buffer | undefined, credentials: ClientCredentials): boolean {
    const key = stored && this.ring.find(stored.subarray(0, KEY_ID_BYTES));
    const expected = verifierUnder(key ?? this.ring.primary, credentials);
    const presented = stored?.length === expected.length ? stored : Buffer.alloc(KEY_ID_BYTES + DIGEST_BYTES);
    return timingSafeEqual(expected, presented) && key !== undefined;
  }
}

function verifierUnder({ id, verifier }: RingKey, { clientId, clientSecret }: ClientCredentials): Buffer {
  return Buffer.concat([id, hmac(verifier, 'cred', clientId, SEPARATOR, clientSecret)]);
}

function hmac(key: KeyObject, ...parts: (string | Buffer)[]): Buffer {
  return parts.reduce((digest, part) => digest.update(part), createHmac('sha256', key)).digest();
}
