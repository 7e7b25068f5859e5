import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dataFolder } from '../../support/cluster-templates.js';
import { WriterProcess } from './writer-process.js';

const ROUNDS = 24;
const LONGEST_WRITING_MS = 400;
/** In every sixth round the process dies while it starts, which is while it recovers from the death before. */
const DIES_STARTING_EVERY = 6;
const LONGEST_STARTING_MS = 900;

describe('the embedded database', () => {
  let data: Awaited<ReturnType<typeof dataFolder>>;
  beforeAll(async () => void (data = await dataFolder()));
  afterAll(() => data.remove());

  it(`keeps every acknowledged write over ${ROUNDS} kills`, async () => {
    const acknowledged = new Set<number>();

    for (let round = 1; round <= ROUNDS; round++) {
      const writer = new WriterProcess(data.path);
      if (round % DIES_STARTING_EVERY === 0) {
        await delay(Math.random() * LONGEST_STARTING_MS);
      } else {
        const found = await writer.hears('open');
        expect({ round, found: found && missing(acknowledged, found.pairs) }).toEqual({ round, found: [] });
        expect(found).toMatchObject({ halfPairs: 0, indexAgrees: true });
        await writer.hears('committed');
        await delay(Math.random() * LONGEST_WRITING_MS);
      }
      await writer.kill();
      for (const pair of writer.committed) acknowledged.add(pair);
    }

    const last = new WriterProcess(data.path);
    const found = await last.hears('open');
    await last.kill();
    expect(missing(acknowledged, found!.pairs)).toEqual([]);
    expect(found).toMatchObject({ halfPairs: 0, indexAgrees: true });
    expect(acknowledged.size).toBeGreaterThan(ROUNDS);
  }, 600_000);
});

function missing(acknowledged: ReadonlySet<number>, present: readonly number[]): number[] {
  const there = new Set(present);
  return [...acknowledged].filter((pair) => !there.has(pair));
}
