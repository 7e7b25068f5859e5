import { execFile } from 'node:child_process';
import { join } from 'node:path';

/** The built command line (`npm run build`). */
export const CLI = join(import.meta.dirname, '../../dist/src/cli/main.js');

export interface CliRun {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a command as a person does, with an environment of its own, until it ends. */
export function runCli(args: readonly string[], env: NodeJS.ProcessEnv = {}, input = ''): Promise<CliRun> {
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [CLI, ...args],
      { env: { PATH: process.env['PATH'], ...env }, timeout: 60_000, maxBuffer: 20_000_000 },
      (_error, stdout, stderr) => resolve({ code: child.exitCode, stdout, stderr }),
    );
    child.stdin?.end(input);
  });
}
