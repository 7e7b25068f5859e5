import type { Clock } from '../time/clock.js';

const PER_CALL = 0.1;
const PER_SECOND = 1;
const MOST = 10;

/**
 * Bounds what retries add to the load of a sick upstream: one for every ten calls, and one a second besides. At most ten
 * are saved up.
 */
export class RetryBudget {
  private credit = MOST;
  private countedAtMs: number;

  constructor(private readonly clock: Clock) {
    this.countedAtMs = clock.nowMs();
  }

  /** Counts a first attempt. */
  earn(): void {
    this.add(PER_CALL);
  }

  /** Takes one retry; false when there is none left. */
  spend(): boolean {
    const now = this.clock.nowMs();
    this.add(((now - this.countedAtMs) / 1000) * PER_SECOND);
    this.countedAtMs = now;
    if (this.credit < 1) return false;
    this.credit -= 1;
    return true;
  }

  private add(credit: number): void {
    this.credit = Math.min(MOST, this.credit + Math.max(0, credit));
  }
}
