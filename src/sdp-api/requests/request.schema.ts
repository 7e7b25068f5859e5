import { userOf } from '../people/user.schema.js';
import { lookupOf, timeOf } from '../wire/values.js';
import { WireRequest } from './wire-request.schema.js';

/** A status with what it means; its name is the portal's own and may be translated. */
export interface SdpStatus {
  readonly id: string;
  readonly name: string | null;
  /** Name SDP gave it; stays when the portal renames the status. */
  readonly internal_name: string | null;
  /** False on every finished status: Closed, Resolved, Cancelled and the portal's own. */
  readonly in_progress: boolean | null;
  /** True where the clock of the service level stands still, as on On Hold. */
  readonly stop_timer: boolean | null;
  readonly color: string | null;
}

function statusOf(wire: WireRequest['status']): SdpStatus | null {
  if (!wire) return null;
  return {
    id: wire.id,
    name: wire.name ?? null,
    internal_name: wire.internal_name ?? null,
    in_progress: wire.in_progress ?? null,
    stop_timer: wire.stop_timer ?? null,
    color: wire.color ?? null,
  };
}

function resolutionOf(wire: WireRequest['resolution']) {
  if (!wire) return null;
  return {
    content: wire.content ?? null,
    submitted_on: timeOf(wire.submitted_on),
    submitted_by: userOf(wire.submitted_by),
  };
}

function toRequest(wire: WireRequest) {
  return {
    id: wire.id,
    display_id: wire.display_id,
    subject: wire.subject ?? null,
    description: wire.description ?? null,
    status: statusOf(wire.status),
    priority: lookupOf(wire.priority),
    urgency: lookupOf(wire.urgency),
    impact: lookupOf(wire.impact),
    level: lookupOf(wire.level),
    mode: lookupOf(wire.mode),
    request_type: lookupOf(wire.request_type),
    template: lookupOf(wire.template),
    service_category: lookupOf(wire.service_category),
    category: lookupOf(wire.category),
    subcategory: lookupOf(wire.subcategory),
    item: lookupOf(wire.item),
    group: lookupOf(wire.group),
    site: lookupOf(wire.site),
    department: lookupOf(wire.department),
    sla: lookupOf(wire.sla),
    lifecycle: lookupOf(wire.lifecycle),
    approval_status: lookupOf(wire.approval_status),
    requester: userOf(wire.requester),
    technician: userOf(wire.technician),
    created_by: userOf(wire.created_by),
    on_behalf_of: userOf(wire.on_behalf_of),
    created_time: timeOf(wire.created_time),
    last_updated_time: timeOf(wire.last_updated_time),
    assigned_time: timeOf(wire.assigned_time),
    responded_time: timeOf(wire.responded_time),
    resolved_time: timeOf(wire.resolved_time),
    completed_time: timeOf(wire.completed_time),
    deleted_time: timeOf(wire.deleted_time),
    due_by_time: timeOf(wire.due_by_time),
    first_response_due_by_time: timeOf(wire.first_response_due_by_time),
    scheduled_start_time: timeOf(wire.scheduled_start_time),
    scheduled_end_time: timeOf(wire.scheduled_end_time),
    is_overdue: wire.is_overdue ?? null,
    is_first_response_overdue: wire.is_first_response_overdue ?? null,
    is_escalated: wire.is_escalated ?? null,
    is_reopened: wire.is_reopened ?? null,
    is_fcr: wire.is_fcr ?? null,
    is_service_request: wire.is_service_request ?? null,
    is_trashed: wire.is_trashed ?? null,
    cancellation_requested: wire.cancellation_requested ?? null,
    has_notes: wire.has_notes ?? null,
    has_attachments: wire.has_attachments ?? null,
    has_linked_requests: wire.has_linked_requests ?? null,
    has_draft: wire.has_draft ?? null,
    has_problem: wire.has_problem ?? null,
    has_project: wire.has_project ?? null,
    has_request_initiated_change: wire.has_request_initiated_change ?? null,
    is_read: wire.is_read ?? null,
    time_elapsed: wire.time_elapsed === undefined || wire.time_elapsed === null ? null : String(wire.time_elapsed),
    unreplied_count: wire.unreplied_count ?? null,
    impact_details: wire.impact_details ?? null,
    update_reason: wire.update_reason ?? null,
    status_change_comments: wire.status_change_comments ?? null,
    resolution: resolutionOf(wire.resolution),
    email_to: wire.email_to ?? [],
    email_cc: wire.email_cc ?? [],
    email_bcc: wire.email_bcc ?? [],
    email_ids_to_notify: wire.email_ids_to_notify ?? [],
    attachments: (wire.attachments ?? []).map(({ id, name, size, content_type, content_url }) => ({
      id,
      name: name ?? null,
      size: size === undefined || size === null ? null : String(size),
      content_type: content_type ?? null,
      content_url: content_url ?? null,
    })),
    udf_fields: wire.udf_fields ?? {},
  };
}

/**
 * A request. A field that is empty, or that a list was not asked for, is null. Times are instants; `description` and
 * the resolution's `content` are HTML.
 */
export type SdpRequest = Readonly<ReturnType<typeof toRequest>>;

/** Reads a request. */
export const SdpRequest = WireRequest.transform(toRequest);
