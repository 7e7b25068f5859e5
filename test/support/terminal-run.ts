import { spawn } from 'node:child_process';
import { CLI } from './cli-process.js';
import { eventually } from './eventually.js';

/** A command of ours with somebody at a terminal. */
export interface TerminalRun {
  /** All that the terminal has shown, with its control sequences. */
  shown(): string;
  /** Types once the terminal shows what is waited for; Enter is `\r`. */
  type(waitFor: string, keys: string): Promise<void>;
  /** The exit code. */
  readonly ended: Promise<number | null>;
}

/** Runs a command in a pseudo terminal, which `script` of util-linux opens; its form for macOS differs. */
export function runInTerminal(args: readonly string[], env: NodeJS.ProcessEnv = {}): TerminalRun {
  const command = [process.execPath, CLI, ...args].map((word) => `'${word}'`).join(' ');
  const child = spawn('script', ['-qefc', command, '/dev/null'], {
    env: { PATH: process.env['PATH'], TERM: 'xterm', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 60_000,
  });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => (shown += chunk.toString()));
  return {
    shown: () => shown,
    async type(waitFor, keys) {
      await eventually(() => {
        if (!shown.includes(waitFor)) throw new Error(`The terminal does not show "${waitFor}" but: ${shown}`);
      }, 20_000);
      child.stdin.write(keys);
    },
    ended: new Promise((resolve) => child.once('exit', resolve)),
  };
}
