import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Criterion } from '../../../src/sdp-api/criteria.js';
import { eachRow } from '../../../src/sdp-api/list-info.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { SdpWorld } from './sdp-world.js';

let world: SdpWorld;
let row: RequestRow;
beforeAll(async () => {
  world = await SdpWorld.start();
  row = world.sdp.store.liveRequests()[40]!;
});
beforeEach(() => world.renew());
afterAll(() => world.close());

describe('a ticket', () => {
  it.each([
    ['its number', () => row.display_id],
    ['its number as people write it', () => `RE-${row.display_id}`],
    ['the subject of a mail', () => `Re: [Request ID :##${row.display_id}##] : ${row.subject}`],
    ['its id', () => row.id],
    ['the address of its page', () => world.api().requestUrl(row.id)],
  ])('is found by %s', async (_how, reference) => {
    expect(await world.api().tickets.resolve(reference())).toEqual({ id: row.id, displayId: row.display_id });
  });

  it('is looked for once, and not at all after it was in a list', async () => {
    const { tickets, requests } = world.api();
    await tickets.resolve(row.display_id);
    await world.api().tickets.resolve(`#${row.display_id}`);
    await world.api().tickets.resolve(row.id);
    expect(world.operations()).toEqual(['requests.list']);

    const { rows } = await requests.list({ rowCount: 5 });
    await tickets.resolve(rows[4]!.display_id);
    expect(world.operations()).toEqual(['requests.list', 'requests.list']);
  });

  it('is not known to somebody else because one person has seen it', async () => {
    world.users.set('priya', 'priya.sharma@example.com');
    await world.api().tickets.resolve(row.display_id);
    await world.api({ connectionId: 'priya' }).tickets.resolve(row.display_id);

    expect(world.operations()).toHaveLength(2);
  });

  it.each(['999999', '123640000000999999'])('that does not exist is said not to: %s', async (reference) => {
    await expect(world.api().tickets.resolve(reference)).rejects.toMatchObject({
      code: 'SDP_NOT_FOUND',
      message: expect.stringContaining(reference),
    });
  });

  it('is not looked for when the text names none', async () => {
    await expect(world.api().tickets.resolve('the printer thing')).rejects.toMatchObject({
      code: 'TICKET_REFERENCE_INVALID',
    });
    expect(world.sdp.journal).toEqual([]);
  });
});

describe('a list', () => {
  it('comes with every field a person asks about, and says what is left', async () => {
    const page = await world.api().requests.list({ rowCount: 7, startIndex: 3, totalCount: true });

    expect(page).toMatchObject({ startIndex: 3, rowCount: 7, hasMore: true, totalCount: 300 });
    expect(page.rows).toHaveLength(7);
    expect(page.rows.filter(({ priority, category, created_by }) => priority && category && created_by)).not.toEqual(
      [],
    );
  });

  it('is newest first unless another order is wanted', async () => {
    const times = async (query = {}) =>
      (await world.api().requests.list({ rowCount: 50, ...query })).rows.map(
        ({ created_time }) => created_time?.getTime() ?? 0,
      );
    const newest = await times();
    const oldest = await times({ sort: { field: 'created_time', order: 'asc' } });

    expect(newest).toEqual(newest.toSorted((a, b) => b - a));
    expect(oldest).toEqual(oldest.toSorted((a, b) => a - b));
  });

  it('can be read to its end, or as far as wanted', async () => {
    const { requests } = world.api();
    const ids = async (most: number) => {
      const seen: string[] = [];
      for await (const { id } of eachRow((page) => requests.list(page), most)) seen.push(id);
      return seen;
    };

    expect(new Set(await ids(1_000)).size).toBe(300);
    expect(await ids(130)).toHaveLength(130);
  });
});

/** What the portal holds, seen by a criterion: the same question asked of the data themselves. */
function holds(criterion: Criterion, request: RequestRow): boolean {
  if ('all' in criterion) return criterion.all.every((part) => holds(part, request));
  if ('any' in criterion) return criterion.any.some((part) => holds(part, request));
  const { field, condition, values } = criterion;
  const actual = field
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null)?.[key], request);
  const [first, second] = values;
  if (condition === 'is') return first === undefined ? actual == null : values.includes(actual as string);
  if (condition === 'is not') return first === undefined ? actual != null : !values.includes(actual as string);
  if (condition === 'greater or equal') return Number(actual) >= Number(first);
  if (condition === 'between') return Number(actual) >= Number(first) && Number(actual) <= Number(second);
  return values.some((value) => String(actual).toLowerCase().includes(String(value).toLowerCase()));
}

const now = new Date('2026-11-23T09:00:00Z').getTime();
const days = fc.integer({ min: 1, max: 120 }).map((count) => now - count * 86_400_000);

const leaf: fc.Arbitrary<Criterion> = fc.oneof(
  fc
    .subarray(['Open', 'Closed', 'On Hold', 'Resolved'], { minLength: 1 })
    .map((values): Criterion => ({ field: 'status.name', condition: 'is', values })),
  fc
    .subarray(['Low', 'High'], { minLength: 1 })
    .map((values): Criterion => ({ field: 'priority.name', condition: 'is not', values })),
  fc
    .constantFrom('vpn', 'laptop', 'e')
    .map((text): Criterion => ({ field: 'subject', condition: 'contains', values: [text] })),
  fc
    .constantFrom('is' as const, 'is not' as const)
    .map((condition): Criterion => ({ field: 'technician', condition, values: [] })),
  days.map((ms): Criterion => ({ field: 'created_time', condition: 'greater or equal', values: [ms] })),
  fc.tuple(days, days).map(([a, b]): Criterion => ({
    field: 'created_time',
    condition: 'between',
    values: [Math.min(a, b), Math.max(a, b)],
  })),
);

const { tree } = fc.letrec<{ tree: Criterion }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Criterion => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Criterion => ({ any })),
  ),
}));

it('finds what the portal holds and nothing else, for any search', async () => {
  await fc.assert(
    fc.asyncProperty(tree, async (where) => {
      const { totalCount } = await world.api().requests.list({ where, rowCount: 1, totalCount: true });
      return totalCount === world.sdp.store.liveRequests().filter((request) => holds(where, request)).length;
    }),
    { numRuns: 60 },
  );
});
