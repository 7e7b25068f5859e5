import { closedLoop } from './load.js';
import type { CallResult } from './tool-client.js';

const PROBES = 90;
const WIDTH = 6;
/** Share of what the machine can do at this moment: a promise about trouble is not tried on an overloaded machine. */
const SHARE = 0.3;
const LEAST = 3;

/** Calls per second that leave the machine room for the trouble itself. Warms everything up as it measures. */
export async function calmPace(call: (turn: number) => Promise<CallResult>, most: number): Promise<number> {
  await closedLoop(PROBES, WIDTH, call);
  const started = performance.now();
  await closedLoop(PROBES, WIDTH, call);
  const perSecond = PROBES / ((performance.now() - started) / 1000);
  return Math.max(LEAST, Math.min(most, Math.floor(perSecond * SHARE)));
}
