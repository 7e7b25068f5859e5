import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Version of this server, as package.json says it; found upwards because the build lies one folder deeper. */
export const serverVersion: string = readVersion(dirname(fileURLToPath(import.meta.url)));

function readVersion(folder: string): string {
  try {
    const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Record<string, string>;
    if (name === 'servicedesk-plus-mcp' && version) return version;
  } catch {
    // Not in this folder.
  }
  const parent = dirname(folder);
  return parent === folder ? '0.0.0' : readVersion(parent);
}
