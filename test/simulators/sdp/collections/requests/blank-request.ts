import type { Call } from '../../routes/route.js';
import type { LookupRow, RequestRow } from '../../store/rows.js';

const to = <T>(value: T, ...names: string[]): Record<string, T> =>
  Object.fromEntries(names.map((name) => [name, value]));

/** What a new request has of fields that are empty or false (reference C.1.2). */
const EMPTY = {
  ...to(null, 'priority', 'urgency', 'impact', 'level', 'mode', 'request_type', 'group', 'technician', 'category'),
  ...to(null, 'subcategory', 'item', 'site', 'description', 'department', 'sla', 'lifecycle', 'resolution'),
  ...to(null, 'due_by_time', 'first_response_due_by_time', 'assigned_time', 'responded_time', 'resolved_time'),
  ...to(null, 'completed_time', 'deleted_time', 'approval_status', 'impact_details', 'linked_to_request'),
  ...to(null, 'cancel_flag_comments', 'notification_status', 'onhold_scheduler', 'closure_info'),
  ...to(false, 'is_read', 'is_trashed', 'is_escalated', 'is_service_request', 'is_reopened', 'is_overdue', 'is_fcr'),
  ...to(false, 'is_first_response_overdue', 'cancellation_requested', 'has_notes', 'has_draft', 'has_attachments'),
  ...to(false, 'has_linked_requests', 'has_problem', 'has_project', 'has_request_initiated_change'),
};

/** A request before its own values are laid over it; the caller is its requester (reference C.1.2). */
export function blankRequest({ store, caller, now }: Pick<Call, 'store' | 'caller' | 'now'>): RequestRow {
  const row = {
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
  };
  return Object.assign(row, EMPTY) as unknown as RequestRow;
}
