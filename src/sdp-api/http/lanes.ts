import type { CallContext } from './call-context.js';

/**
 * At most so many exchanges at a time for each connection; the others wait in the order they came. Keeps one busy
 * assistant from taking all connections, and from running into SDP's rate limit by itself.
 */
export class Lanes {
  private readonly lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly width: number) {}

  /** Runs `work` when it is its turn. Rejects with the signal's reason when the caller goes away before that. */
  async run<T>({ connection, signal }: CallContext, work: () => Promise<T>): Promise<T> {
    const key = connection.connectionId;
    const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
    this.lanes.set(key, lane);
    if (lane.running < this.width) lane.running += 1;
    else await turn(lane.waiting, signal);
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      // The place passes on without being free in between, so nobody can step in front.
      if (next) next();
      else if ((lane.running -= 1) === 0) this.lanes.delete(key);
    }
  }
}

function turn(waiting: (() => void)[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const go = () => {
      signal.removeEventListener('abort', leave);
      resolve();
    };
    const leave = () => {
      waiting.splice(waiting.indexOf(go), 1);
      reject(signal.reason as Error);
    };
    if (signal.aborted) return reject(signal.reason as Error);
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(go);
  });
}
