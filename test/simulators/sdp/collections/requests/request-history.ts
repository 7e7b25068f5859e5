import { type EntityDefinition, readable, type Values } from '../../fields/field.js';
import { user } from '../../fields/reference-kinds.js';
import { objects, text, time } from '../../fields/scalar-kinds.js';
import { readListInfo } from '../../lists/list-info.js';
import { listRows } from '../../lists/list-rows.js';
import type { Call, Route } from '../../routes/route.js';
import type { RequestRow, Row } from '../../store/rows.js';
import type { Reply } from '../../wire/envelope.js';
import { findRequest } from './find-request.js';

/** Keys as in other editions: no page for Cloud could be read (reference C.1, part F). */
const HISTORY: EntityDefinition = {
  entity: 'history',
  list: 'history',
  fields: {
    id: readable(text()),
    operation: readable(text()),
    by: readable(user),
    time: readable(time),
    diff: readable(objects),
  },
};

const shown = (value: unknown): string | null => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'object' || value === null) return null;
  return ((value as Row).name as string | undefined) ?? null;
};

/** Writes down what a write is about to change. */
export function writeDown(request: RequestRow, values: Values, { store, caller, now }: Call): void {
  const diff = Object.entries(values)
    .map(([field, value]) => ({
      ...{ field, previous_value: shown(request[field]), current_value: shown(value) },
    }))
    .filter(({ previous_value, current_value }) => previous_value !== current_value);
  const operation = store.requests.has(request.id) ? 'UPDATE' : 'CREATE';
  if (diff.length === 0 && operation === 'UPDATE') return;
  store.history.add(request.id, { id: store.ids.take(), operation, by: caller, time: now, diff });
}

function listHistory(call: Call): Reply {
  const rows = call.store.history.of(findRequest(call).id).toReversed();
  return listRows(rows, HISTORY, readListInfo(call.input), { settings: call.settings, viewer: call.caller });
}

/** reference C.1, where it is a guess */
export const historyRoutes: readonly Route[] = [
  {
    ...{ method: 'GET', path: '/requests/{id}/_history', operation: 'requests.history.list', scopes: ['requests'] },
    answer: listHistory,
  },
];
