/**
 * Wait before a retry, in ms: full jitter over a doubling range, so that callers which failed together do not come back
 * together.
 * @param retry 0 for the first
 * @param random 0 to 1, not including 1
 */
export function retryDelayMs(retry: number, random: () => number, { baseMs = 200, capMs = 2_000 } = {}): number {
  return Math.round(random() * Math.min(capMs, baseMs * 2 ** retry));
}
