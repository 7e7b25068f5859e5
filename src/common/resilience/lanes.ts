/** How many may be in a lane. */
export interface LaneLimits {
  readonly running: number;
  readonly waiting: number;
}

export interface LaneTurn {
  /** Fires when the one who waits has gone away. */
  readonly signal: AbortSignal;
  /** Longest wait for its turn, in ms. */
  readonly patienceMs: number;
}

/**
 * Runs so much work at a time for each key; a bounded number more waits, and is taken in the order it came. Keeps one
 * busy caller from taking everything.
 */
export class Lanes {
  private readonly lanes = new Map<string, { running: number; readonly waiting: (() => void)[] }>();

  /** @param refusal what is thrown when a lane is full, or patience was too short */
  constructor(
    private readonly limits: LaneLimits,
    private readonly refusal: () => Error,
  ) {}

  /** Runs `work` when it is its turn. Rejects with the refusal, or with the signal's reason when that fires first. */
  async run<T>(key: string, turn: LaneTurn, work: () => Promise<T>): Promise<T> {
    const lane = this.lanes.get(key) ?? { running: 0, waiting: [] };
    this.lanes.set(key, lane);
    if (lane.running < this.limits.running) lane.running += 1;
    else if (lane.waiting.length >= this.limits.waiting) throw this.refusal();
    else await this.wait(lane.waiting, turn);
    try {
      return await work();
    } finally {
      const next = lane.waiting.shift();
      // The place passes on without being free in between, so nobody can step in front.
      if (next) next();
      else if ((lane.running -= 1) === 0) this.lanes.delete(key);
    }
  }

  private wait(waiting: (() => void)[], { signal, patienceMs }: LaneTurn): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', leave);
      };
      const go = (): void => {
        settle();
        resolve();
      };
      const giveUp = (reason: Error): void => {
        settle();
        waiting.splice(waiting.indexOf(go), 1);
        reject(reason);
      };
      const leave = (): void => giveUp(signal.reason as Error);
      if (signal.aborted) return reject(signal.reason as Error);
      const timer = setTimeout(() => giveUp(this.refusal()), patienceMs);
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(go);
    });
  }
}
