import { z } from 'zod';

/** A key of the ring. `label` is the operator's name for it; the cipher identifies keys by fingerprint. */
export interface EncryptionKey {
  readonly label: string;
  /** 32 bytes. */
  readonly bytes: Buffer;
}

const KEY_BYTES = 32;

/** Reads 32 bytes written as hex, base64, base64url or 32 characters; undefined when it is none of them. */
export function readKeyBytes(text: string): Buffer | undefined {
  if (/^[0-9a-f]{64}$/i.test(text)) return Buffer.from(text, 'hex');
  if (/^[A-Za-z0-9+/_-]{43}=?$/.test(text)) return Buffer.from(text, 'base64url');
  const plain = Buffer.from(text, 'utf8');
  return plain.length === KEY_BYTES ? plain : undefined;
}

/** zod transform of `SDP_ENCRYPTION_KEY`. */
export function parseEncryptionKey(text: string, context: z.RefinementCtx): EncryptionKey {
  const bytes = readKeyBytes(text.trim());
  if (!bytes) {
    context.addIssue({ code: 'custom', message: 'must be 32 bytes as base64, base64url, hex or 32 characters' });
    return z.NEVER;
  }
  return { label: 'default', bytes };
}

/** zod transform of `SDP_ENCRYPTION_KEYS`: `label:key,label:key`, the first is primary. */
export function parseEncryptionKeys(text: string, context: z.RefinementCtx): EncryptionKey[] {
  const keys = text.split(',').map((entry): EncryptionKey | undefined => {
    const [, label, key] = /^([A-Za-z0-9_.-]{1,32}):(.+)$/.exec(entry.trim()) ?? [];
    const bytes = key === undefined ? undefined : readKeyBytes(key.trim());
    return label === undefined || bytes === undefined ? undefined : { label, bytes };
  });
  const bad = keys.findIndex((key) => key === undefined);
  if (bad >= 0) {
    context.addIssue({ code: 'custom', message: `entry ${bad + 1} must be id:key with a key of 32 bytes` });
    return z.NEVER;
  }
  const good = keys.filter((key) => key !== undefined);
  const distinct = new Set(good.map((key) => key.bytes.toString('hex')));
  if (distinct.size < good.length || new Set(good.map((key) => key.label)).size < good.length) {
    context.addIssue({ code: 'custom', message: 'holds the same id or the same key twice' });
    return z.NEVER;
  }
  return good;
}
