import { randomBytes, randomUUID } from 'node:crypto';
import { type FileHandle, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { StartError } from '../common/errors/start.error.js';
import { readKeyBytes } from '../config/encryption-key.js';

const OTHERS = 0o077;

/** The key of the embedded database's folder cannot be used; says which file and what to do. */
export class KeyFileError extends StartError {}

/**
 * Reads the key file, or makes it: 32 random bytes as base64, readable by its owner only. It appears under its name
 * complete or not at all, and of two processes that make it at once both get the same key.
 * @throws KeyFileError when the file can be read by others or does not hold a key
 */
export async function readOrCreateKeyFile(
  file: string,
): Promise<{ readonly bytes: Buffer; readonly created: boolean }> {
  const present = await readKeyFile(file);
  if (present) return { bytes: present, created: false };

  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const created = await publish(file, `${randomBytes(32).toString('base64')}\n`);
  const bytes = await readKeyFile(file);
  if (!bytes) throw new KeyFileError(`The encryption key file ${file} vanished while it was being made.`);
  return { bytes, created };
}

/** undefined when there is none. @throws KeyFileError as `readOrCreateKeyFile` */
export async function readKeyFile(file: string): Promise<Buffer | undefined> {
  let text: string;
  try {
    const { mode } = await stat(file);
    // Windows has no such bits: access there follows the folder's own list.
    if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
      throw new KeyFileError(`The encryption key file ${file} can be read by others. Run: chmod 600 ${file}`);
    }
    text = await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof KeyFileError) throw error;
    throw new KeyFileError(`The encryption key file ${file} cannot be read by this process.`, { cause: error });
  }
  const bytes = readKeyBytes(text.trim());
  if (bytes) return bytes;
  throw new KeyFileError(`The encryption key file ${file} does not hold a key of 32 bytes. Restore it from a backup.`);
}

/** Writes beside the name and links to it, which fails when the name is taken; false when somebody was faster. */
async function publish(file: string, content: string): Promise<boolean> {
  const draft = `${file}.${randomUUID()}`;
  try {
    await withFile(draft, 'wx', 0o600, async (handle) => {
      await handle.writeFile(content);
      await handle.sync();
    });
    await link(draft, file);
    await withFile(dirname(file), 'r', undefined, (folder) => folder.sync());
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw new KeyFileError(`The encryption key file ${file} cannot be made in this folder.`, { cause: error });
  } finally {
    await rm(draft, { force: true });
  }
}

async function withFile(
  path: string,
  flags: string,
  mode: number | undefined,
  use: (handle: FileHandle) => Promise<void>,
): Promise<void> {
  const handle = await open(path, flags, mode);
  try {
    await use(handle);
  } finally {
    await handle.close();
  }
}
