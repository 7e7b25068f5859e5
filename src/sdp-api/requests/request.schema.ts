import { z } from 'zod';
import { OptionalUser } from '../people/user.schema.js';
import { DisplayId, Flag, Id, OptionalLookup, Text, Time } from '../wire/values.js';

/** A status with what it means; names are the portal's own and may be translated. */
const RequestStatus = z.object({
  id: Id,
  name: Text,
  /** Name SDP gave it; stays when the portal renames the status. */
  internal_name: Text,
  /** False on every finished status: Closed, Resolved, Cancelled and the portal's own. */
  in_progress: Flag,
  /** True where the clock of the service level stands still, as on On Hold. */
  stop_timer: Flag,
  color: Text,
});

const Attachment = z.object({ id: Id, name: Text, size: Text, content_type: Text, content_url: Text });

const Resolution = z.object({ content: Text, submitted_on: Time, submitted_by: OptionalUser });

/**
 * A request, with the fields this server reads; others pass unread. A field that is empty, or that a list was not
 * asked for, is null. Times are instants; `description` and the resolution's `content` are HTML.
 */
export const SdpRequest = z.object({
  id: Id,
  display_id: DisplayId,
  subject: Text,
  description: Text,
  status: RequestStatus.nullish().transform((status) => status ?? null),
  priority: OptionalLookup,
  urgency: OptionalLookup,
  impact: OptionalLookup,
  level: OptionalLookup,
  mode: OptionalLookup,
  request_type: OptionalLookup,
  template: OptionalLookup,
  service_category: OptionalLookup,
  category: OptionalLookup,
  subcategory: OptionalLookup,
  item: OptionalLookup,
  group: OptionalLookup,
  site: OptionalLookup,
  department: OptionalLookup,
  sla: OptionalLookup,
  approval_status: OptionalLookup,
  requester: OptionalUser,
  technician: OptionalUser,
  created_by: OptionalUser,
  on_behalf_of: OptionalUser,
  created_time: Time,
  last_updated_time: Time,
  assigned_time: Time,
  responded_time: Time,
  resolved_time: Time,
  completed_time: Time,
  due_by_time: Time,
  first_response_due_by_time: Time,
  scheduled_start_time: Time,
  scheduled_end_time: Time,
  is_overdue: Flag,
  is_first_response_overdue: Flag,
  is_escalated: Flag,
  is_reopened: Flag,
  is_fcr: Flag,
  is_service_request: Flag,
  is_trashed: Flag,
  cancellation_requested: Flag,
  has_notes: Flag,
  has_attachments: Flag,
  has_linked_requests: Flag,
  impact_details: Text,
  update_reason: Text,
  status_change_comments: Text,
  resolution: Resolution.nullish().transform((resolution) => resolution ?? null),
  email_to: z
    .array(z.string())
    .nullish()
    .transform((mails) => mails ?? []),
  email_cc: z
    .array(z.string())
    .nullish()
    .transform((mails) => mails ?? []),
  email_ids_to_notify: z
    .array(z.string())
    .nullish()
    .transform((mails) => mails ?? []),
  attachments: z
    .array(Attachment)
    .nullish()
    .transform((attachments) => attachments ?? []),
  udf_fields: z
    .record(z.string(), z.unknown())
    .nullish()
    .transform((fields) => fields ?? {}),
});

export type SdpRequest = z.output<typeof SdpRequest>;
