import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { AppConfig } from '../../../src/config/app-config.js';
import { loadEncryptionKeys } from '../../../src/token/encryption-keys.js';

Logger.overrideLogger(['fatal']);

/** A database that no key was used with. */
const NEVER_USED = { query: async () => [] as never };

describe('the encryption key of a data folder', () => {
  let root: string;
  let dataDir: string;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'sdp-keys-'));
    dataDir = join(root, 'made', 'on', 'demand');
  });
  afterEach(() => rm(root, { recursive: true }));

  const load = (env: NodeJS.ProcessEnv = {}) =>
    loadEncryptionKeys(AppConfig.fromEnv({ SDP_DATA_DIR: dataDir, ...env }), NEVER_USED);
  const file = () => join(dataDir, 'encryption.key');

  it('is made on first start, for its owner only, and is the same afterwards', async () => {
    const [first] = await load();

    expect(first!.bytes).toHaveLength(32);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect((await load())[0]!.bytes).toEqual(first!.bytes);
    expect(await readdir(dataDir)).toEqual(['encryption.key']);
  });

  it('is one when several processes start at once', async () => {
    const loaded = await Promise.all(Array.from({ length: 10 }, () => load()));

    expect(new Set(loaded.map(([key]) => key!.bytes.toString('hex'))).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(['encryption.key']);
  });

  it.each([0o644, 0o640, 0o604])('is refused when others can read it (mode %o)', async (mode) => {
    await load();
    await chmod(file(), mode);

    await expect(load()).rejects.toThrow(/can be read by others\. Run: chmod 600/);
  });

  it.each(['', 'short', 'x'.repeat(50)])('is refused when the file holds "%s", and the file stays', async (content) => {
    await load();
    await writeFile(file(), content);

    await expect(load()).rejects.toThrow(/does not hold a key of 32 bytes/);
    expect(await readFile(file(), 'utf8')).toBe(content);
  });

  it('does not exist when the environment has keys, or the database is in memory', async () => {
    const key = Buffer.alloc(32, 'k').toString('base64');
    const [fromEnvironment] = await load({ SDP_ENCRYPTION_KEY: key });
    const [inMemory] = await load({ SDP_DATA_DIR: 'memory://' });

    expect(fromEnvironment!.bytes.toString('base64')).toBe(key);
    expect(inMemory!.bytes).toHaveLength(32);
    expect(await readdir(root)).toEqual([]);
  });
});
