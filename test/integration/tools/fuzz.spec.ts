import { expect, it } from '@jest/globals';
import { fuzz } from '../../fuzz/fuzz.js';

/** Calls of each kind here; `npm run fuzz` makes 20,000 of each with the same generator. */
const CALLS = 3_000;

it('no arguments lead to an internal error, past a schema, or past a refusal', async () => {
  const { valid, invalid, answered, findings } = await fuzz({ calls: CALLS, seed: 20_261_123 });

  expect(findings).toEqual([]);
  expect(Math.min(valid, invalid)).toBeGreaterThanOrEqual(CALLS);
  // Most are refused, for they name what is not there; a generator that only ever met refusals would prove little.
  expect(answered).toBeGreaterThan(valid / 10);
}, 180_000);
