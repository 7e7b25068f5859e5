import Opossum from 'opossum';
import { CircuitBreakers } from '../src/common/resilience/circuit-breakers.js';
import { SystemClock } from '../src/common/time/clock.js';
import { timed } from './measure.js';

const WINDOW = 5_000;
const FAILURES = 200;

/**
 * Time of a failure in a full window of a circuit, against one of opossum as it comes: opossum sums its window up for
 * each failure, which would hold the event loop up in a storm of them.
 */
export async function failureCostToUntuned(): Promise<number> {
  const breakers = new CircuitBreakers(new SystemClock());
  const own = breakers.get('bench');
  const untuned = new Opossum((work: () => Promise<unknown>) => work(), { volumeThreshold: 1_000_000 });
  const isSick = (): boolean => true;
  const reject = (): Promise<never> => Promise.reject(new Error('sick'));
  for (let call = 0; call < WINDOW; call += 1) {
    await own.run(async () => undefined, { isSick });
    await untuned.fire(async () => undefined);
  }
  const ownMs = await timed(() => failing(() => own.run(reject, { isSick })));
  const untunedMs = await timed(() => failing(() => untuned.fire(reject)));
  breakers.shutdown();
  untuned.shutdown();
  return ownMs / untunedMs;
}

async function failing(call: () => Promise<unknown>): Promise<void> {
  for (let failure = 0; failure < FAILURES; failure += 1) await call().catch(() => undefined);
}
