import type { CredentialHasher } from '../token/credential-hasher.js';
import type { ClientCredentials } from '../token/credentials.js';
import { KEY_ID_BYTES, type KeyRing, shownKeyId } from '../token/key-ring.js';

/** What a row's texts say, by column. */
export type Texts = Readonly<Record<string, string>>;
export type Columns = Readonly<Record<string, Buffer | null>>;

/** The keyed digests of a row, looked at. */
export interface Digests {
  /** Ids of the keys they were made under. */
  readonly madeUnder: readonly string[];
  /** What they are under the present key. */
  readonly present: Readonly<Record<string, Buffer>>;
}

/** A table with values that only a key of the ring opens or makes. Names go into SQL as they are. */
export interface SealedTable {
  readonly name: string;
  /** Primary key; a ciphertext is bound to it, a bytea as hex. */
  readonly key: string;
  readonly keyType: 'uuid' | 'bytea';
  readonly ciphertexts: readonly string[];
  readonly digests: readonly string[];
  /** The digest of which there is one of a kind. */
  readonly unique?: string;
  /** undefined when the digests contradict what the row's own texts say. */
  readonly readDigests?: (texts: Texts, stored: Columns, keys: DigestKeys) => Digests | undefined;
}

export interface DigestKeys {
  readonly ring: KeyRing;
  readonly hasher: CredentialHasher;
}

/**
 * Every table that `keys rotate` goes through; a test compares it with the database's columns. `write_intents` is not
 * among them: what its digests were made of is stored nowhere, so they are waited for (they live a day).
 */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'oauth_tokens',
    key: 'id',
    keyType: 'uuid',
    ciphertexts: [
      'client_id_ciphertext',
      'client_secret_ciphertext',
      'refresh_token_ciphertext',
      'access_token_ciphertext',
    ],
    digests: ['client_id_hash', 'credential_verifier'],
    unique: 'client_id_hash',
    readDigests: (texts, stored, keys) => {
      const clientId = texts['client_id_ciphertext'] ?? '';
      const verifier = verifierOf(
        { clientId, clientSecret: texts['client_secret_ciphertext'] ?? '' },
        stored['credential_verifier'],
        keys,
      );
      if (!verifier) return undefined;
      const { hasher, ring } = keys;
      const at = hasher.lookups(clientId).findIndex((hash) => stored['client_id_hash']?.equals(hash));
      const lookupKey = ring.keys[at];
      return {
        madeUnder: [...(lookupKey ? [shownKeyId(lookupKey.id)] : []), verifier.madeUnder],
        present: { client_id_hash: hasher.lookup(clientId), credential_verifier: verifier.present },
      };
    },
  },
  {
    name: 'deferred_writes',
    key: 'id',
    keyType: 'uuid',
    ciphertexts: ['payload_ciphertext', 'reason_ciphertext'],
    digests: [],
  },
  {
    name: 'oauth_states',
    key: 'state_hash',
    keyType: 'bytea',
    ciphertexts: ['ciphertext'],
    digests: ['caller_digest'],
    readDigests: (texts, stored, keys) => {
      const credentials = JSON.parse(texts['ciphertext'] ?? '{}') as ClientCredentials;
      const caller = verifierOf(credentials, stored['caller_digest'], keys);
      return caller && { madeUnder: [caller.madeUnder], present: { caller_digest: caller.present } };
    },
  },
];

/** undefined when it is under a key of the ring and belongs to other credentials. */
function verifierOf(credentials: ClientCredentials, stored: Buffer | null | undefined, { ring, hasher }: DigestKeys) {
  if (!stored) return undefined;
  const keyId = stored.subarray(0, KEY_ID_BYTES);
  if (ring.find(keyId) && !hasher.matches(stored, credentials)) return undefined;
  return { madeUnder: shownKeyId(keyId), present: hasher.verifier(credentials) };
}
