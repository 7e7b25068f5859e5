import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Logger } from '@nestjs/common';

const ROOT = join(import.meta.dirname, '../..');

// Tests read what the server does, not its log.
Logger.overrideLogger(['fatal']);

/** Path of a module of the built server, as `database/open-database.js`. `npm test` builds before it tests. */
export function builtPath(module: string): string {
  const path = join(ROOT, 'dist/src', module);
  if (!existsSync(path)) throw new Error(`${path} is not there: run npm run build first`);
  return path;
}

/** A module of the built server: for what exists only there, such as the entry of a worker thread. */
export async function importBuilt<T>(module: string): Promise<T> {
  return (await import(pathToFileURL(builtPath(module)).href)) as T;
}
