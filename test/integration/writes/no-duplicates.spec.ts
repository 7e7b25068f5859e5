import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { Random } from '../../simulators/sdp/seed/random.js';
import { useWrites } from './writes-scene.js';

const CREATES = 200;
const AT_ONCE = 4;

/** T-3.7 in small: answers are cut in every way there is, before and after SDP did the work; every call is repeated. */
describeOnEachDatabase('creations with keys, of which one answer in ten is lost', (database) => {
  const scene = useWrites(database);

  it('make as many tickets as there are keys, and never end as failed', async () => {
    const random = new Random(7);
    const faults = [
      { kind: 'reset', after: true },
      { kind: 'resetMidBody' },
      { kind: 'truncated' },
      { kind: 'html', after: true },
      { kind: 'status', status: 502, after: true },
    ] as const;
    const isCreate = ({ method }: { method: string }) => method === 'POST';
    let cut = 0;
    for (const fault of faults) {
      scene.sdp.faults.untilCleared(fault, (seen) => {
        const hit = isCreate(seen) && random.chance(0.1 / faults.length);
        if (hit) cut += 1;
        return hit;
      });
    }

    const outcomes = new Map<string, string[]>();
    const keys = Array.from({ length: CREATES }, (_, index) => `key-${index}`);
    const create = async (key: string) => {
      const args = { subject: `Subject of ${key}`, idempotencyKey: key };
      const { isError, data } = await scene.call('create_request', args);
      const outcome = isError ? String(data['code']) : String(data['id']);
      outcomes.set(key, [...(outcomes.get(key) ?? []), outcome]);
    };
    // Everybody repeats every call, some at the same time.
    const calls = [...keys.flatMap((key) => (random.chance(0.3) ? [key, key] : [key])), ...keys];
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (let key = calls.shift(); key !== undefined; key = calls.shift()) await create(key);
      }),
    );

    expect(cut).toBeGreaterThan(CREATES / 20);
    const made = keys.map((key) => scene.withSubject(`Subject of ${key}`).length);
    expect(made).toEqual(keys.map(() => 1));
    for (const answers of outcomes.values()) expect(new Set(answers).size).toBe(1);
    expect(await scene.rows('SELECT state, count(*)::int AS count FROM write_intents GROUP BY state')).toEqual([
      { state: 'done', count: CREATES },
    ]);
  }, 120_000);
});
