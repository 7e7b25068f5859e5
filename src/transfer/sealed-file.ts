import { createCipheriv, createDecipheriv, randomBytes, scrypt as scryptCallback } from 'node:crypto';
import { promisify } from 'node:util';
import { z } from 'zod';

const scrypt = promisify<string, Buffer, number, object, Buffer>(scryptCallback);

const AES = 'aes-256-gcm';
/** 128 MB and about half a second: what OWASP's password storage sheet asks of scrypt. */
const COST = { N: 2 ** 17, r: 8, p: 1 };
const TAG_BYTES = 16;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const File = z.strictObject({
  format: z.literal('servicedesk-plus-mcp connections'),
  version: z.literal(1),
  salt: base64,
  iv: base64,
  tag: base64.refine((tag) => tag.length === TAG_BYTES),
  sealed: base64,
});

/** The file is of another kind, was changed, or the passphrase is not its own. */
export class SealedFileError extends Error {}

/** Seals a text under a passphrase (scrypt, AES-256-GCM), as JSON. */
export async function sealFile(text: string, passphrase: string): Promise<string> {
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const head = { format: 'servicedesk-plus-mcp connections', version: 1 } as const;
  const cipher = createCipheriv(AES, await keyOf(passphrase, salt), iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(JSON.stringify(head)));
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const parts = Object.entries({ salt, iv, tag: cipher.getAuthTag(), sealed });
  return JSON.stringify({
    ...head,
    ...Object.fromEntries(parts.map(([name, bytes]) => [name, bytes.toString('base64')])),
  });
}

/** @throws SealedFileError */
export async function openFile(content: string, passphrase: string): Promise<string> {
  const { format, version, salt, iv, tag, sealed } = read(content);
  const decipher = createDecipheriv(AES, await keyOf(passphrase, salt), iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(JSON.stringify({ format, version }))).setAuthTag(tag);
  try {
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString('utf8');
  } catch {
    throw new SealedFileError(
      'The file does not open: the passphrase is not the one it was made with, or the file was changed.',
    );
  }
}

function read(content: string): z.output<typeof File> {
  try {
    return File.parse(JSON.parse(content));
  } catch {
    throw new SealedFileError('This is no file of exported connections, or not the whole of it.');
  }
}

function keyOf(passphrase: string, salt: Buffer): Promise<Buffer> {
  return scrypt(passphrase.normalize('NFC'), salt, 32, { ...COST, maxmem: 256 * COST.N * COST.r });
}
