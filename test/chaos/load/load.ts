import { setTimeout as wait } from 'node:timers/promises';
import { Tally } from './tally.js';
import type { CallResult } from './tool-client.js';

type MakeCall = (turn: number) => Promise<CallResult>;

/** As many calls at the same time as `width`, until `count` were made. */
export async function closedLoop(count: number, width: number, call: MakeCall, tally = new Tally()): Promise<Tally> {
  let next = 0;
  const worker = async () => {
    while (next < count) tally.add(await call(next++));
  };
  await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
  return tally;
}

/** A load that comes whether or not it is answered. */
export class OpenLoop {
  readonly tally = new Tally();
  private readonly pending = new Set<Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>;
  private made = 0;

  /** Begins at once. @param perSecond calls started in a second */
  constructor(
    private readonly perSecond: number,
    private readonly call: MakeCall,
  ) {
    this.running = this.run();
  }

  /** Starts no more, and waits for those under way. */
  async stop(): Promise<Tally> {
    this.stopping.abort();
    await this.running;
    await Promise.all(this.pending);
    return this.tally;
  }

  private async run(): Promise<void> {
    const started = performance.now();
    while (!this.stopping.signal.aborted) {
      const due = Math.floor(((performance.now() - started) / 1000) * this.perSecond);
      while (this.made < due) this.begin();
      await wait(5);
    }
  }

  private begin(): void {
    const call = this.call(this.made++).then((result) => this.tally.add(result));
    this.pending.add(call);
    void call.finally(() => this.pending.delete(call));
  }
}
