import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';

const CACHE = join(import.meta.dirname, '../../node_modules/.cache/pglite');

/**
 * File with an empty cluster for {@link EmbeddedPostgres} in memory. Made once for each version of PGlite: initdb takes
 * some seconds, starting from the file a fraction of one.
 */
export async function memoryTemplate(): Promise<string> {
  const file = join(CACHE, `${await pgliteVersion()}.tar`);
  if (existsSync(file)) return file;

  const database = await PGlite.create('memory://');
  const dump = await database.dumpDataDir('none');
  await database.close();
  await mkdir(CACHE, { recursive: true });
  // Test files run in several processes at once: the file appears complete or not at all.
  const unfinished = `${file}.${randomBytes(4).toString('hex')}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, file);
  return file;
}

async function pgliteVersion(): Promise<string> {
  const file = join(import.meta.dirname, '../../node_modules/@electric-sql/pglite/package.json');
  return (JSON.parse(await readFile(file, 'utf8')) as { version: string }).version;
}
