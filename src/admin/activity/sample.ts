import { added, type Latency, NO_LATENCY } from './latency.js';

/** What happened in some seconds. */
export interface Sample {
  readonly calls: number;
  /** Calls that ended with an error. */
  readonly errors: number;
  readonly refreshes: number;
  readonly refreshFailures: number;
  readonly latency: Latency;
}

export const NOTHING: Sample = { calls: 0, errors: 0, refreshes: 0, refreshFailures: 0, latency: NO_LATENCY };

/** Everything that happened in several of them. */
export function sumOf(samples: readonly Sample[]): Sample {
  return samples.reduce(
    (sum, sample) => ({
      calls: sum.calls + sample.calls,
      errors: sum.errors + sample.errors,
      refreshes: sum.refreshes + sample.refreshes,
      refreshFailures: sum.refreshFailures + sample.refreshFailures,
      latency: added(sum.latency, sample.latency),
    }),
    NOTHING,
  );
}
