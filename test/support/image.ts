import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { argumentsOf, copiesOf, finalStage, ROOT, stages } from './dockerfile.js';

const USER = 1000;
const asRoot = process.getuid?.() === 0;
const NAMESPACE = ['unshare', '--mount', ...(asRoot ? [] : ['--map-root-user'])];

/** Whether this machine lets us make a mount namespace; without one nothing can be read-only to one process. */
export const canConfine = spawnSync(NAMESPACE[0]!, [...NAMESPACE.slice(1), 'true']).status === 0;

/** What `docker build` would put into the final stage, in a folder, and the ways to run its commands. */
export interface Image {
  /** Where `/data` of the image is. */
  readonly data: string;
  /** Runs a command of the image as its engine would with `--read-only`: not as root, and only the data can be written. */
  run(command: readonly string[], env: Readonly<Record<string, string>>): ChildProcess;
  remove(): Promise<void>;
}

/** Installs what production needs and copies what the COPY lines of the final stage name. Needs a build. */
export async function makeImage(): Promise<Image> {
  const root = await mkdtemp(join(tmpdir(), 'sdp-image-'));
  await chmod(root, 0o755);
  const [app, data] = [join(root, 'app'), join(root, 'data')];
  const installed = await installDependencies(join(root, 'dependencies'));
  for (const { from, sources, target } of copiesOf(finalStage)) {
    for (const source of sources) {
      if (source === '/data') continue;
      const inside = source.replace(/^\/app\//, '');
      const origin = from === 'dependencies' ? join(installed, inside) : join(ROOT, inside);
      await cp(origin, target.endsWith('/') ? join(app, target, inside) : join(app, target), { recursive: true });
    }
  }
  await mkdir(data);
  if (asRoot) await chown(data, USER, USER);

  return {
    data,
    run: (command, env) => {
      const [name = '', ...words] = confined(command, data);
      return spawn(name, words, { cwd: app, env: { ...imageEnvironment(), SDP_DATA_DIR: data, ...env } });
    },
    remove: () => rm(root, { recursive: true, force: true }),
  };
}

/** As the stage `dependencies` says. */
async function installDependencies(folder: string): Promise<string> {
  const stage = stages.find(({ name }) => name === 'dependencies')!;
  for (const source of copiesOf(stage).flatMap(({ sources }) => sources)) {
    await cp(join(ROOT, source), join(folder, source));
  }
  const [command = ''] = argumentsOf(stage, 'RUN');
  await promisify(execFile)('sh', ['-c', `${command} --prefer-offline`], { cwd: folder });
  return folder;
}

function imageEnvironment(): Record<string, string> {
  const pairs = argumentsOf(finalStage, 'ENV').flatMap((text) => [...text.matchAll(/(\w+)=(\S+)/g)]);
  const own = Object.fromEntries(pairs.map(([, name, value]) => [name!, value!]));
  return { PATH: process.env['PATH'] ?? '', ...own, HOST: '127.0.0.1' };
}

/** Everything is read-only to it but the folder. It stays the child that was started: signals reach it. */
function confined(command: readonly string[], writable: string): string[] {
  const own = [process.execPath, ...command.slice(1)];
  if (!canConfine) return own;
  const script = `mount --make-rprivate / && mount --bind "$1" "$1" && mount -o remount,bind,ro / || exit 99
    shift; exec ${asRoot ? `setpriv --reuid=${USER} --regid=${USER} --clear-groups --no-new-privs --` : ''} "$@"`;
  return [...NAMESPACE, 'sh', '-c', script, 'sh', writable, ...own];
}
