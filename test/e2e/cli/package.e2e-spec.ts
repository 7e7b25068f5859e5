import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startServerProcess } from '../../support/server-process.js';

const ROOT = join(import.meta.dirname, '../../..');
const NAME = 'servicedesk-plus-mcp';
const run = promisify(execFile);

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin: Readonly<Record<string, string>>;
}

let folder: string;
let files: string[];
let bin: string;

/**
 * What `npm install servicedesk-plus-mcp-<version>.tgz` makes in an empty folder, without a registry: the package from
 * its tarball, beside what it declares as dependencies and nothing else.
 */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sdp-package-'));
  const installed = join(folder, 'node_modules', NAME);
  await mkdir(installed, { recursive: true });
  await writeFile(join(folder, 'package.json'), '{ "private": true }');

  const { stdout } = await run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    cwd: ROOT,
  });
  const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
  await run('tar', ['-xzf', join(folder, filename), '--strip-components=1', '-C', installed]);
  files = await readdir(installed, { recursive: true });

  const manifest = JSON.parse(await readFile(join(installed, 'package.json'), 'utf8')) as Manifest;
  for (const name of Object.keys(manifest.dependencies)) {
    const link = join(folder, 'node_modules', name);
    await mkdir(dirname(link), { recursive: true });
    await symlink(join(ROOT, 'node_modules', name), link);
  }
  const entry = join(installed, manifest.bin[NAME]!);
  bin = join(folder, 'node_modules/.bin', NAME);
  await mkdir(dirname(bin), { recursive: true });
  await chmod(entry, 0o755);
  await symlink(entry, bin);
}, 180_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the package', () => {
  it('holds what runs, and neither sources nor tests nor data', () => {
    expect(files).toEqual(expect.arrayContaining(['dist/src/cli/main.js', 'dist/migrations/index.js', 'README.md']));
    for (const file of files) expect(file).not.toMatch(/^(src|test|data|bench|deploy)\b|\.ts$|\.map$|\.spec\.|^\.env/);
  });

  it('runs by npx', async () => {
    const { stdout } = await run('npx', ['--offline', NAME, '--help'], { cwd: folder });

    expect(stdout).toMatch(/^Usage: servicedesk-plus-mcp/);
    expect(stdout).toContain('connect');
  }, 120_000);

  it('serves with nothing but its declared dependencies', async () => {
    const server = await startServerProcess({ SDP_DATA_DIR: join(folder, 'data') }, 60_000, undefined, [bin, 'serve']);
    const page = await fetch(`${server.url}/`);
    const health = (await (await fetch(`${server.url}/health`)).json()) as { version: string };
    const code = await server.stop();

    expect(page.status).toBe(200);
    expect(health.version).toBe(
      (JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version,
    );
    expect(code).toBe(0);
  }, 120_000);
});
