import { execFile } from 'node:child_process';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CLI } from './cli-process.js';

/** Blocks of a page that are marked as `sh test=<path> name`, by name. */
export async function shellBlocks(page: string): Promise<ReadonlyMap<string, string>> {
  const text = await readFile(page, 'utf8');
  return new Map(
    [...text.matchAll(/^```sh test=\S+ ([a-z-]+)\n([^]*?)^```$/gm)].map(([, name, block]) => [name!, block!]),
  );
}

/** A shell in which blocks of a page are run one after the other; what one exports, the next one has. */
export class DocumentedShell {
  readonly ran: string[] = [];

  private constructor(
    private readonly folder: string,
    private readonly blocks: ReadonlyMap<string, string>,
    readonly env: Record<string, string>,
  ) {}

  /** @param folder an empty one; commands run in it */
  static async in(folder: string, blocks: ReadonlyMap<string, string>, env: Record<string, string>) {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    // The package is not installed here: what npx would find in it is what was built.
    await writeFile(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${CLI}' "$@"\n`);
    await chmod(join(bin, 'npx'), 0o755);
    return new DocumentedShell(folder, blocks, { ...env, PATH: `${bin}:${process.env['PATH']}` });
  }

  /** @returns everything it printed; throws when a command of it fails */
  async run(name: string): Promise<string> {
    const block = this.blocks.get(name);
    if (block === undefined) throw new Error(`The page has no block ${name}`);
    this.ran.push(name);
    const state = join(this.folder, 'state');
    const printed = await this.bash(name, `set -euo pipefail\n${block}\nenv -0 > '${state}'`);
    for (const key of Object.keys(this.env)) delete this.env[key];
    for (const entry of (await readFile(state, 'utf8')).split('\0').filter(Boolean)) {
      this.env[entry.slice(0, entry.indexOf('='))] = entry.slice(entry.indexOf('=') + 1);
    }
    return printed;
  }

  private bash(name: string, script: string): Promise<string> {
    return new Promise((resolve, reject) => {
      execFile('bash', ['-c', script], { env: this.env, cwd: this.folder }, (error, stdout, stderr) =>
        error ? reject(new Error(`${name} failed: ${stdout}${stderr}`)) : resolve(stdout + stderr),
      );
    });
  }
}
