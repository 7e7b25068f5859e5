/** Upper bounds of the steps in which durations are counted, in ms; a last step has no bound. */
const BOUNDS_MS = [25, 50, 100, 200, 300, 400, 600, 800, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000, 45_000];

/** Calls by their duration. Counts of several replicas can be added, which percentiles cannot. */
export type Latency = readonly number[];

export const NO_LATENCY: Latency = Array<number>(BOUNDS_MS.length + 1).fill(0);

/** The step a duration belongs to. */
export function stepOf(durationMs: number): number {
  const step = BOUNDS_MS.findIndex((bound) => durationMs <= bound);
  return step === -1 ? BOUNDS_MS.length : step;
}

export function added(one: Latency, other: Latency): Latency {
  return one.map((count, step) => count + (other[step] ?? 0));
}

/**
 * The duration in ms that this share of the calls stayed below, taken as spread evenly over its step, as Prometheus's
 * `histogram_quantile` does; null without calls.
 */
export function quantile(share: number, latency: Latency): number | null {
  const calls = latency.reduce((sum, count) => sum + count, 0);
  if (calls === 0) return null;
  let below = 0;
  for (const [step, count] of latency.entries()) {
    const upper = BOUNDS_MS[step];
    if (upper === undefined) break;
    if (below + count >= share * calls && count > 0) {
      const lower = BOUNDS_MS[step - 1] ?? 0;
      return Math.round(lower + ((share * calls - below) / count) * (upper - lower));
    }
    below += count;
  }
  return BOUNDS_MS.at(-1) ?? null;
}
