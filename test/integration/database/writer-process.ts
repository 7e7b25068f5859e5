import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { builtPath } from '../../support/built.js';

const PROGRAM = join(import.meta.dirname, 'programs/write-until-killed.mjs');

/** What the program says, one line each. */
export type Said =
  | { event: 'open'; pairs: number[]; halfPairs: number; indexAgrees: boolean }
  | { event: 'committed'; pair: number }
  | { event: 'failed'; name: string; message: string };

/** A process that holds the embedded database in a folder and writes to it until it is killed. */
export class WriterProcess {
  readonly said: Said[] = [];
  private readonly child: ChildProcess;
  private readonly ended: Promise<unknown>;
  private heard: () => void = () => undefined;

  constructor(folder: string) {
    this.child = spawn(process.execPath, [PROGRAM, builtPath('database/open-database.js'), folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: this.child.stdout! });
    lines.on('line', (line) => {
      if (line.startsWith('{')) this.said.push(JSON.parse(line) as Said);
      this.heard();
    });
    this.ended = Promise.all([once(this.child, 'exit'), once(lines, 'close')]).then(() => this.heard());
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** Resolves with the first line of this kind; undefined when the process ends without it. */
  async hears<E extends Said['event']>(event: E): Promise<Extract<Said, { event: E }> | undefined> {
    for (;;) {
      const found = this.said.find((line): line is Extract<Said, { event: E }> => line.event === event);
      if (found || this.child.exitCode !== null || this.child.signalCode !== null) return found;
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
  }

  get committed(): number[] {
    return this.said.flatMap((line) => (line.event === 'committed' ? [line.pair] : []));
  }

  /** kill -9, and everything the process had said by then. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  /** Stops it where it stands, or lets it go on. */
  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.child.kill(signal);
  }
}
