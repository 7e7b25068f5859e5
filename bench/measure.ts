import type { Caller } from './callers/caller.js';
import { cpuMicros } from './process-meter.js';

/** Calls after which the compiler has seen the code; before that a call costs half as much again. */
const WARM_UP = 2_000;

/** CPU microseconds of process `pid` per call, with `concurrency` callers that each wait for their answer. */
export async function cpuPerCall(pid: number, callers: readonly Caller[], calls: number): Promise<number> {
  await run(callers, WARM_UP);
  const before = cpuMicros(pid);
  await run(callers, calls);
  return (cpuMicros(pid) - before) / calls;
}

async function run(callers: readonly Caller[], calls: number): Promise<void> {
  let left = calls;
  await Promise.all(
    callers.map(async (caller) => {
      while (left-- > 0) await caller.call();
    }),
  );
}

export interface Latency {
  readonly direct: readonly number[];
  readonly through: readonly number[];
}

/**
 * Milliseconds of the same work done directly and through the server, one caller, in alternation so that a noisy
 * moment hits both.
 */
export async function pairedLatency(direct: () => Promise<void>, through: () => Promise<void>, pairs: number) {
  const latency = { direct: [] as number[], through: [] as number[] };
  for (let pair = 0; pair < pairs + 50; pair++) {
    const directMs = await timed(direct);
    const throughMs = await timed(through);
    if (pair < 50) continue; // warm-up
    latency.direct.push(directMs);
    latency.through.push(throughMs);
  }
  return latency satisfies Latency;
}

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
