/**
 * What CI guards. The figures are floors for a quiet 2-core machine; where they depend on the machine, the guard is
 * the ratio to the raw Fastify echo of the same run, so that a slow or busy machine moves both.
 *
 * A raw echo costs 17 to 27 µs of CPU on the machine the floors come from, so 900 µs is 33 to 53 times that. HTTP+SSE is
 * there; the two Streamable legs are at 43 to 65, for what the SDKs spend on web streams, and are guarded against more.
 */
export const FLOORS = {
  /** CPU of one tools/call through everything, as a multiple of the echo's CPU. */
  cpuToEcho: 85,
  /** Median added to a direct call of SDP: 1.5 ms, or this many echo round trips on a slower machine. */
  addedMedianMs: 1.5,
  addedMedianToEcho: 40,
  /** 99th percentile added, likewise. */
  addedP99Ms: 8,
  addedP99ToEcho: 20,
  /** A failure in a full window of a circuit, as a multiple of what it costs opossum as it comes. */
  failureToUntuned: 0.5,
  /** Resident memory of one idle HTTP+SSE session. */
  kilobytesPerSession: 60,
  /** From the start of the process to ready, on an existing data folder, or this many starts of the echo server. */
  readyMs: 4_000,
  readyToEcho: 15,
} as const;
