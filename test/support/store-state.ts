import type { SdpStore } from '../simulators/sdp/store/sdp-store.js';

/** Fields that say when something happened, and what only grows: counters and the log of what was done. */
const PASSING = /(?:_time|_on|^at|^history|^ids|^lastDisplayId|^next)$/;

/**
 * What a portal holds, as text to compare: every table, whatever modules there are. A row inside another row counts by
 * its id, times of writing do not count.
 */
export function stateOf(store: SdpStore): string {
  return JSON.stringify(plain(store, false));
}

function plain(value: unknown, insideRow: boolean): unknown {
  if (value instanceof Map) return [...value].map(([key, one]) => [key, plain(one, insideRow)]);
  if (Array.isArray(value)) return value.map((one) => plain(one, insideRow));
  if (typeof value !== 'object' || value === null) return value;
  const isRow = typeof (value as { id?: unknown }).id === 'string';
  if (isRow && insideRow) return (value as { id: string }).id;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !PASSING.test(key))
      .map(([key, one]) => [key, plain(one, insideRow || isRow)]),
  );
}
