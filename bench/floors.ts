/**
 * What CI guards. The figures are floors for a quiet 2-core machine; where they depend on the machine, the guard is
 * the ratio to the raw Fastify echo of the same run, so that a slow or busy machine moves both.
 *
 * A raw echo costs 20 to 27 µs of CPU on the machine the floors were set on: 900 µs is 40 times that.
 */
export const FLOORS = {
  /** CPU of one tools/call through everything, as a multiple of the echo's CPU. */
  cpuToEcho: 40,
  /** Median added to a direct call of SDP: 1.5 ms, or this many echo round trips on a slower machine. */
  addedMedianMs: 1.5,
  addedMedianToEcho: 8,
  /** 99th percentile added, likewise. */
  addedP99Ms: 8,
  addedP99ToEcho: 12,
  /** Resident memory of one idle HTTP+SSE session. */
  kilobytesPerSession: 60,
  /** From the start of the process to ready, on an existing data folder. */
  readyMs: 4_000,
} as const;
