import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DatabaseWatch } from './database-watch.js';

let answer: () => Promise<number>;
let asked: number;
let told: string[];
let watch: DatabaseWatch;

const now = async (): Promise<number> => Date.now();
const never = async (): Promise<number> => Promise.reject(new Error('gone'));

beforeEach(() => {
  answer = now;
  asked = 0;
  told = [];
  watch = new DatabaseWatch(
    () => {
      asked += 1;
      return answer();
    },
    { everyMs: 60_000, whileLostMs: 1 },
  );
  watch.onLost = () => told.push('lost');
  watch.onBack = (lostForMs) => told.push(lostForMs >= 0 ? 'back' : 'back before it was lost');
  watch.onSkew = (skewMs) => told.push(`${Math.round(skewMs / 1_000)} s ahead`);
  watch.start();
});
afterEach(() => watch.stop());

async function until(claim: () => boolean): Promise<void> {
  for (let waited = 0; !claim(); waited += 5) {
    if (waited > 5_000) throw new Error('waited too long');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the watch over the database', () => {
  it('tells a loss once and the return once, and asks by itself in between', async () => {
    answer = never;
    await watch.look();
    await until(() => watch.missedInARow >= 3);
    answer = now;
    await until(() => !watch.isLost);

    expect(told).toEqual(['lost', 'back']);
    expect(watch.missedInARow).toBe(0);
  });

  it('asks at once when a query met an outage, and once for all who suspect', async () => {
    watch.suspect();
    watch.suspect();
    await watch.look();

    expect(asked).toBe(1);
    expect(told).toEqual([]);
  });

  it('forgives one failure that came at once: the pool may have handed out a dead connection', async () => {
    answer = () => (asked === 1 ? never() : now());
    await watch.look();

    expect([asked, told]).toEqual([2, []]);
  });

  it('takes silence for a loss before any ping has failed', async () => {
    watch.silent();
    expect(watch.isLost).toBe(true);

    await until(() => !watch.isLost);
    expect(told).toEqual(['lost', 'back']);
  });

  it('tells when the clocks come to differ by two seconds, and knows by how much', async () => {
    answer = async () => Date.now() - 3_000;
    await watch.look();
    await watch.look();
    expect(told).toEqual(['3 s ahead']);
    expect(watch.clockSkewMs / 1_000).toBeCloseTo(3, 0);

    answer = async () => Date.now() + 1_500;
    await watch.look();
    expect(told).toHaveLength(1);
    expect(watch.clockSkewMs / 1_000).toBeCloseTo(-1.5, 0);
  });
});
