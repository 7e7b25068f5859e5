import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { openCluster } from '../../src/database/embedded/cluster.js';
import { InlineBackend } from '../../src/database/embedded/inline-backend.js';

const ROOT = join(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules/.cache/pglite');

/** File with an empty cluster, from which an embedded database in memory starts in a fraction of a second. */
export function memoryTemplate(): Promise<string> {
  return cached('memory.tar', async (file) => {
    const database = await PGlite.create('memory://');
    const dump = await database.dumpDataDir('none');
    await database.close();
    await writeFile(file, Buffer.from(await dump.arrayBuffer()));
  });
}

/** A data folder of the test's own with an empty cluster in it: as after a first start, without the wait for it. */
export async function dataFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const template = await cached('folder', async (folder) => {
    await mkdir(folder);
    await openCluster(folder, (options) => InlineBackend.start(options));
  });
  const path = await mkdtemp(join(tmpdir(), 'sdp-data-'));
  await cp(template, path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** Made once for each version of PGlite. Test files run in several processes: it appears complete or not at all. */
async function cached(name: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(CACHE, `${await pgliteVersion()}-${name}`);
  if (existsSync(path)) return path;

  await mkdir(CACHE, { recursive: true });
  const unfinished = `${path}.${randomBytes(4).toString('hex')}`;
  await make(unfinished);
  await rename(unfinished, path).catch(async (error: unknown) => {
    if (!existsSync(path)) throw error;
    await rm(unfinished, { recursive: true, force: true });
  });
  return path;
}

async function pgliteVersion(): Promise<string> {
  const file = join(ROOT, 'node_modules/@electric-sql/pglite/package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
