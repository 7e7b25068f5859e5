import { randomUUID } from 'node:crypto';
import { AppConfig } from '../../../src/config/app-config.js';
import type { RotationReport } from '../../../src/keys/key-rotation.js';
import { withKeyTools } from '../../../src/keys/key-tools.js';
import { KeyRing, shownKeyId } from '../../../src/token/key-ring.js';
import { CredentialHasher } from '../../../src/token/credential-hasher.js';
import { TokenCipher } from '../../../src/token/token-cipher.js';
import { KEY_A, KEY_B, type TokenScene } from '../token/token-scene.js';

export const OLD = KEY_A;
export const NEW = KEY_B;
export const BOTH = `${KEY_B},${KEY_A}`;

const SILENT = { pass: () => undefined, row: () => undefined };

/** @param keys as in `SDP_ENCRYPTION_KEYS` */
export function ringOf(keys: string): KeyRing {
  const { encryption } = AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: keys });
  if (encryption.kind !== 'keys') throw new Error('These are no keys');
  return new KeyRing(encryption.keys);
}

export const idOf = (key: string): string => shownKeyId(ringOf(key).primary.id);

/** What `keys rotate` does, with the clock and the database of a scene. */
export function rotate(
  { dataSource, clock }: Pick<TokenScene, 'dataSource' | 'clock'>,
  keys: string,
  kind: 'run' | 'look' = 'run',
): Promise<RotationReport> {
  const tools = {
    dataSource,
    clock,
    database: { kind: 'embedded', dataDir: 'memory://' },
    keys: keysOf(keys),
  } as const;
  return withKeyTools(tools, async ({ canary, rotation }) => {
    await canary.check();
    if (kind === 'look') return rotation.look(SILENT);
    await rotation.adopt();
    return rotation.run(SILENT);
  });
}

function keysOf(keys: string) {
  const { encryption } = AppConfig.fromEnv({ SDP_ENCRYPTION_KEYS: keys });
  if (encryption.kind !== 'keys') throw new Error('These are no keys');
  return encryption.keys;
}

/** A row in every other sealed table, as a server with these keys writes it. */
export async function writeOtherRows({ dataSource, clock }: TokenScene, keys: string, connectionId: string) {
  const ring = ringOf(keys);
  const cipher = new TokenCipher(ring);
  const hasher = new CredentialHasher(ring);
  const credentials = { clientId: '1000.PENDING', clientSecret: 'a pending secret' };
  const id = randomUUID();
  const stateHash = Buffer.alloc(32, id);
  const seal = (table: string, column: string, rowId: string, text: string) =>
    cipher.encrypt(text, { table, column, rowId });
  await dataSource.query(
    `INSERT INTO deferred_writes (id, connection_id, tool, payload_ciphertext, reason_ciphertext, state, next_attempt_at, expires_at, created_at)
     VALUES ($1, $2, 'add_note', $3, $4, 'pending', $5, $5, $5)`,
    [
      id,
      connectionId,
      seal('deferred_writes', 'payload_ciphertext', id, '{"args":{}}'),
      seal('deferred_writes', 'reason_ciphertext', id, 'a reason'),
      clock.now(),
    ],
  );
  await dataSource.query(
    `INSERT INTO oauth_states (state_hash, caller_digest, ciphertext, expires_at) VALUES ($1, $2, $3, $4)`,
    [
      stateHash,
      hasher.verifier(credentials),
      seal('oauth_states', 'ciphertext', stateHash.toString('hex'), JSON.stringify(credentials)),
      clock.now(),
    ],
  );
  return { id, stateHash, credentials };
}
