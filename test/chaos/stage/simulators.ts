import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { adopt, kill } from './children.js';
import type { Commands } from './simulator-commands.js';

const PROGRAM = join(import.meta.dirname, 'simulators.program.ts');

interface Reply {
  readonly id: number;
  readonly answer?: unknown;
  readonly error?: string;
}

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The project's simulators in a process of their own, so that they are as slow as themselves and not as the load. */
export class SimulatorProcess {
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', ({ id, answer, error }: Reply) => {
      const waiting = this.waiting.get(id);
      this.waiting.delete(id);
      if (error === undefined) waiting?.resolve(answer);
      else waiting?.reject(new Error(error));
    });
    child.once('exit', () => {
      for (const { reject } of this.waiting.values()) reject(new Error('The simulators ended'));
    });
  }

  static async start(): Promise<SimulatorProcess> {
    const child = adopt(
      fork(PROGRAM, { execArgv: ['--import', 'tsx'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] }),
    );
    const simulators = new SimulatorProcess(child);
    await simulators.answerTo(0);
    return simulators;
  }

  /** Has one command carried out. */
  async ask<C extends keyof Commands>(command: C, ...args: Parameters<Commands[C]>): Promise<ReturnType<Commands[C]>> {
    const id = ++this.asked;
    const answer = this.answerTo(id);
    this.child.send({ id, command, args });
    return (await answer) as ReturnType<Commands[C]>;
  }

  close(): Promise<void> {
    return kill(this.child);
  }

  private answerTo(id: number): Promise<unknown> {
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }
}
