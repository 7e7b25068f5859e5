import { ChildTable } from '../simulators/sdp/store/child-table.js';
import type { Row } from '../simulators/sdp/store/rows.js';
import type { SdpStore } from '../simulators/sdp/store/sdp-store.js';

/** A table of the store, as something to add rows to. */
interface Table {
  readonly rows: readonly Row[];
  add(row: Row): void;
}

/**
 * Adds so many copies of the row with this id, wherever the portal keeps it.
 *
 * @throws Error when the portal has no such row
 */
export function multiply(store: SdpStore, id: string, copies: number): void {
  const table = tableOf(store, id);
  const row = table?.rows.find((one) => one.id === id);
  if (!table || !row) throw new Error(`The portal has no row ${id}`);
  for (let count = 1; count <= copies; count += 1) table.add(copyOf(store, row, count));
}

function copyOf(store: SdpStore, row: Row, count: number): Row {
  const copy: Record<string, unknown> = { ...row, id: store.ids.take() };
  if (typeof copy['display_id'] === 'string') copy['display_id'] = String(900_000 + count);
  if (typeof copy['display_id'] === 'number') copy['display_id'] = 900_000 + count;
  if (typeof copy['display_id'] === 'object' && copy['display_id'] !== null) {
    copy['display_id'] = { display_value: `COPY-${900_000 + count}`, value: String(900_000 + count) };
  }
  if (typeof copy['name'] === 'string') copy['name'] = `${copy['name']} ${count}`;
  if (typeof copy['email_id'] === 'string') copy['email_id'] = `copy${count}.${copy['email_id']}`;
  return copy as Row;
}

/** Looks through tables inside tables: modules keep theirs in maps of their own. */
function tableOf(place: unknown, id: string, depth = 0): Table | undefined {
  if (place instanceof ChildTable) return childrenOf(place as ChildTable<Row>, id);
  if (place instanceof Map) {
    const map = place as Map<string, unknown>;
    if (isRow(map.get(id))) {
      return { rows: [...map.values()] as Row[], add: (row) => void map.set(row.id, row) };
    }
    return firstOf([...map.values()], id, depth);
  }
  if (Array.isArray(place)) {
    const rows = place as unknown[];
    if (rows.some((one) => isRow(one) && one.id === id))
      return { rows: rows as Row[], add: (row) => void rows.push(row) };
    return undefined;
  }
  if (typeof place !== 'object' || place === null || (depth > 0 && isRow(place))) return undefined;
  return firstOf(Object.values(place), id, depth);
}

function firstOf(places: readonly unknown[], id: string, depth: number): Table | undefined {
  if (depth > 3) return undefined;
  for (const place of places) {
    const found = tableOf(place, id, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function childrenOf(table: ChildTable<Row>, id: string): Table | undefined {
  for (const parent of table.parents()) {
    if (table.find(parent, id)) return { rows: table.of(parent), add: (row) => void table.add(parent, row) };
  }
  return undefined;
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && typeof (value as { id?: unknown }).id === 'string';
}
