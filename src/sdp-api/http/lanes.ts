import { SdpUnavailableError } from '../sdp-api.errors.js';
import type { CallContext } from './call-context.js';

const TOO_MANY = 'Too many calls of this connection are under way; the time for this one is used up.';

/**
 * At most so many exchanges at a time for each connection; the others wait in the order they came. Keeps one busy
 * assistant from taking all connections, and from running into SDP's rate limit by itself.
 */
export class Lanes {
  private readonly lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  constructor(private readonly width: number) {}

  /**
   * Runs `work` when it is its turn. Rejects with the signal's reason when the caller goes away before that.
   * @param patienceMs how long it may wait for its turn @throws SdpUnavailableError when that was not enough
   */
  async run<T>({ connection, signal }: CallContext, patienceMs: number, work: () => Promise<T>): Promise<T> {
    const key = connection.connectionId;
    const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
    this.lanes.set(key, lane);
    if (lane.running < this.width) lane.running += 1;
    else await turn(lane.waiting, signal, patienceMs);
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

function turn(waiting: (() => void)[], signal: AbortSignal, patienceMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', leave);
    };
    const go = () => {
      settle();
      resolve();
    };
    const giveUp = (reason: Error) => {
      settle();
      waiting.splice(waiting.indexOf(go), 1);
      reject(reason);
    };
    const leave = () => giveUp(signal.reason as Error);
    if (signal.aborted) return reject(signal.reason as Error);
    const timer = setTimeout(() => giveUp(new SdpUnavailableError(TOO_MANY)), patienceMs);
    signal.addEventListener('abort', leave, { once: true });
    waiting.push(go);
  });
}
