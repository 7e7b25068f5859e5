import { ChildTable } from '../simulators/sdp/store/child-table.js';
import type { SdpStore } from '../simulators/sdp/store/sdp-store.js';

/** Ids taken from each table. */
const A_TABLE = 3;

/** Ids and numbers of a few rows of every table a portal has. */
export function idsOf(store: SdpStore): string[] {
  const ids = new Set<string>();
  const take = (rows: readonly unknown[]): void => {
    for (const row of rows.filter(isRow).slice(-A_TABLE)) {
      ids.add(row.id);
      for (const number of numbersOf(row.display_id)) ids.add(number);
    }
  };
  const visit = (place: unknown, depth: number): void => {
    if (depth > 3 || isRow(place)) return;
    if (place instanceof ChildTable) {
      const table = place as ChildTable<{ id: string }>;
      for (const parent of table.parents().slice(-A_TABLE)) take(table.of(parent));
    } else if (place instanceof Map) {
      take([...(place as Map<unknown, unknown>).values()]);
      for (const one of (place as Map<unknown, unknown>).values()) if (!isRow(one)) visit(one, depth + 1);
    } else if (Array.isArray(place)) take(place);
    else if (typeof place === 'object' && place !== null) for (const one of Object.values(place)) visit(one, depth + 1);
  };
  visit(store, 0);
  return [...ids];
}

/** A number as a text, or as SDP has it outside of requests: with a prefix and without. */
function numbersOf(displayId: unknown): string[] {
  if (typeof displayId === 'string' || typeof displayId === 'number') return [String(displayId)];
  if (typeof displayId !== 'object' || displayId === null) return [];
  return Object.values(displayId).filter((one) => typeof one === 'string');
}

function isRow(value: unknown): value is { id: string; display_id?: unknown } {
  return typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';
}
