import { expect, it } from '@jest/globals';
import { OrderedIds } from './ordered-id.js';

it('ids sort in the order in which they were made, within a millisecond and when the clock steps back', () => {
  const ids = new OrderedIds();
  const made = [1_000, 1_000, 1_001, 990, ...Array.from({ length: 9_000 }, () => 1_001), 2_000].map((at) =>
    ids.next(at),
  );

  expect([...made].sort()).toEqual(made);
  expect(new Set(made).size).toBe(made.length);
});

it('ids are UUIDs of version 7, which begin with the time', () => {
  const id = new OrderedIds().next(Date.parse('2026-11-23T09:00:00Z'));

  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-23T09:00:00Z'));
});
