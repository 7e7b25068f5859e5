import { describe, expect, it } from '@jest/globals';
import { Batches } from './batches.js';

describe('Batches', () => {
  it('hands a lone item on at once, and those that come meanwhile together', async () => {
    const seen: number[][] = [];
    const batches = new Batches(async (items: readonly number[]) => {
      seen.push([...items]);
      await Promise.resolve();
      return items.map((item) => item * 10);
    }, 3);

    const results = await Promise.all([1, 2, 3, 4, 5].map((item) => batches.run(item)));

    expect(results).toEqual([10, 20, 30, 40, 50]);
    expect(seen).toEqual([[1], [2, 3, 4], [5]]);
  });

  it('gives the error of a batch to its items, and goes on with the next', async () => {
    const batches = new Batches(async (items: readonly number[]) => {
      await Promise.resolve();
      if (items.includes(2)) throw new Error('broken');
      return items;
    }, 1);

    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => batches.run(item)));

    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    await expect(batches.run(4)).resolves.toBe(4);
  });
});
