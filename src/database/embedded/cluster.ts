import { existsSync } from 'node:fs';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseStartError } from '../database.errors.js';
import type { Backend, BackendOptions } from './backend.js';

/** PostgreSQL's on-disk format changes with each major version; this is the one that the pinned PGlite reads. */
export const POSTGRES_MAJOR = '18';

/**
 * The cluster's folder inside the data folder, made on first use.
 *
 * It is made under another name and renamed when complete, so that an interrupted first start leaves nothing
 * half-made; and by a backend of its own, because initdb takes some 600 MB that come back only with its thread.
 *
 * @throws DatabaseStartError when what lies there is not a cluster that this version can open.
 */
export async function openCluster(
  dataFolder: string,
  start: (options: BackendOptions) => Promise<Backend>,
): Promise<string> {
  const folder = join(dataFolder, 'pgdata');
  if (existsSync(folder)) {
    await checkVersion(folder);
    return folder;
  }

  const unfinished = join(dataFolder, 'pgdata.init');
  await rm(unfinished, { recursive: true, force: true });
  const backend = await start({ folder: unfinished });
  await backend.close();
  await syncTree(unfinished);
  await rename(unfinished, folder);
  await sync(dataFolder);
  return folder;
}

async function checkVersion(folder: string): Promise<void> {
  const file = join(folder, 'PG_VERSION');
  const version = await readFile(file, 'utf8').then(
    (text) => text.trim(),
    () => undefined,
  );
  if (version === POSTGRES_MAJOR) return;
  throw new DatabaseStartError(
    version === undefined
      ? `${folder} holds no database (no PG_VERSION). Restore the data folder from a backup, or move it away to start with an empty one.`
      : `${folder} was written by PostgreSQL ${version}, and this server brings PostgreSQL ${POSTGRES_MAJOR}. Start the version of the server that wrote it, or move the folder away to start with an empty one.`,
  );
}

/** initdb leaves its files to the operating system; a cluster counts as made only once they are on disk. */
async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true });
  await Promise.all(entries.map((entry) => (entry.isDirectory() ? syncTree : sync)(join(folder, entry.name))));
  await sync(folder);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
