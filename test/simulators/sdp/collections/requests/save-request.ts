import type { Values } from '../../fields/field.js';
import type { Call } from '../../routes/route.js';
import type { LookupRow, PersonRow, RequestRow, Resolution, StatusRow } from '../../store/rows.js';
import { assign, moveTo, refreshOverdue } from './request-progress.js';
import { computedPriority } from './request-rules.js';

/**
 * Lays checked values over a request. Nothing can fail any more, so a write is carried out wholly or not at all.
 */
export function saveRequest(request: RequestRow, values: Values, call: Call): RequestRow {
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
  if (call.settings.priorityMatrix) request.priority = computedPriority(request, call);
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

/** Everything a new request has before its own values are laid over it (reference C.1.2). */
export function blankRequest({ store, caller, now }: Pick<Call, 'store' | 'caller' | 'now'>): RequestRow {
  const nothing = (...names: string[]) => Object.fromEntries(names.map((name) => [name, null]));
  const no = (...names: string[]) => Object.fromEntries(names.map((name) => [name, false]));
  return {
    ...nothing('priority', 'urgency', 'impact', 'level', 'mode', 'request_type', 'group', 'technician', 'category'),
    ...nothing('subcategory', 'item', 'site', 'description', 'department', 'sla', 'lifecycle', 'resolution'),
    ...nothing('due_by_time', 'first_response_due_by_time', 'assigned_time', 'responded_time', 'resolved_time'),
    ...nothing('completed_time', 'deleted_time', 'approval_status', 'impact_details', 'linked_to_request'),
    ...nothing('cancel_flag_comments', 'notification_status', 'onhold_scheduler', 'closure_info'),
    ...no('is_read', 'is_trashed', 'is_escalated', 'is_service_request', 'is_reopened', 'is_overdue', 'is_fcr'),
    ...no('is_first_response_overdue', 'cancellation_requested', 'has_notes', 'has_draft', 'has_attachments'),
    ...no('has_linked_requests', 'has_problem', 'has_project', 'has_request_initiated_change'),
    id: store.ids.take(),
    display_id: store.takeDisplayId(),
    subject: '',
    status: store.status('Open'),
    template: store.lookups.request_templates[0] as LookupRow,
    requester: caller,
    created_by: caller,
    created_time: now,
    last_updated_time: now,
    email_to: [],
    email_cc: [],
    email_bcc: [],
    email_ids_to_notify: [],
    attachments: [],
    udf_fields: {},
    time_elapsed: '0',
    unreplied_count: 0,
  } as unknown as RequestRow;
}
