import type { Values } from '../../fields/field.js';
import type { Call } from '../../routes/route.js';
import type { PersonRow, RequestRow, Resolution, StatusRow } from '../../store/rows.js';
import { assign, moveTo, refreshOverdue } from './request-progress.js';
import { writeDown } from './request-history.js';
import { computedPriority } from './request-rules.js';

/**
 * Lays checked values over a request. Nothing can fail any more, so a write is carried out wholly or not at all.
 */
export function saveRequest(request: RequestRow, values: Values, call: Call): RequestRow {
  writeDown(request, values, call);
  const { now, store, caller } = call;
  const { status, technician, resolution, category, ...plain } = values;
  if (category !== undefined && category !== request.category) {
    // what belonged to the old category goes with it
    Object.assign(request, { category, subcategory: null, item: null });
  }
  Object.assign(request, plain);
  const requester = request.requester;
  if (!store.people.includes(requester)) store.people.push(requester);
  if (technician !== undefined) assign(request, technician as PersonRow | null, now);
  if (resolution !== undefined) writeResolution(request, (resolution as Values | null)?.content, caller, now);
  if (call.settings.priorityMatrix) request.priority = computedPriority(request, store);
  if (status) moveTo(request, status as StatusRow, now);
  request.last_updated_time = now;
  return refreshOverdue(request, now);
}

/** A resolution counts as the first response (reference C.1.6). */
export function writeResolution(request: RequestRow, content: unknown, by: PersonRow, now: number): Resolution {
  const text = typeof content === 'string' ? content : null;
  const resolution = { content: text, submitted_on: text && now, submitted_by: text && by } as Resolution;
  request.resolution = text === null ? null : resolution;
  if (text !== null) request.responded_time ??= now;
  return resolution;
}
