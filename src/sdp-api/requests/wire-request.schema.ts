import { z } from 'zod';
import { WireUser } from '../people/user.schema.js';
import { DisplayId, WireFlag, WireId, WireLookup, WireText, WireTime } from '../wire/values.js';

const WireStatus = z.object({
  id: WireId,
  name: WireText,
  internal_name: WireText,
  in_progress: WireFlag,
  stop_timer: WireFlag,
  color: WireText,
});

export const WireAttachment = z.object({
  id: WireId,
  name: WireText,
  size: z.union([z.string(), z.number()]).nullish(),
  content_type: WireText,
  content_url: WireText,
});

export const WireResolution = z.object({
  content: WireText,
  submitted_on: WireTime,
  submitted_by: WireUser.nullish(),
});

const Mails = z.array(z.string()).nullish();

/** A request in SDP's form, with the fields this server reads; others pass unread. */
export const WireRequest = z.object({
  id: WireId,
  display_id: DisplayId,
  subject: WireText,
  description: WireText,
  status: WireStatus.nullish(),
  priority: WireLookup,
  urgency: WireLookup,
  impact: WireLookup,
  level: WireLookup,
  mode: WireLookup,
  request_type: WireLookup,
  template: WireLookup,
  service_category: WireLookup,
  category: WireLookup,
  subcategory: WireLookup,
  item: WireLookup,
  group: WireLookup,
  site: WireLookup,
  department: WireLookup,
  sla: WireLookup,
  lifecycle: WireLookup,
  approval_status: WireLookup,
  requester: WireUser.nullish(),
  technician: WireUser.nullish(),
  created_by: WireUser.nullish(),
  on_behalf_of: WireUser.nullish(),
  created_time: WireTime,
  last_updated_time: WireTime,
  assigned_time: WireTime,
  responded_time: WireTime,
  resolved_time: WireTime,
  completed_time: WireTime,
  deleted_time: WireTime,
  due_by_time: WireTime,
  first_response_due_by_time: WireTime,
  scheduled_start_time: WireTime,
  scheduled_end_time: WireTime,
  is_overdue: WireFlag,
  is_first_response_overdue: WireFlag,
  is_escalated: WireFlag,
  is_reopened: WireFlag,
  is_fcr: WireFlag,
  is_service_request: WireFlag,
  is_trashed: WireFlag,
  cancellation_requested: WireFlag,
  has_notes: WireFlag,
  has_attachments: WireFlag,
  has_linked_requests: WireFlag,
  has_draft: WireFlag,
  has_problem: WireFlag,
  has_project: WireFlag,
  has_request_initiated_change: WireFlag,
  is_read: WireFlag,
  /** Milliseconds worked, as digits. */
  time_elapsed: z.union([z.string(), z.number()]).nullish(),
  /** Mails of the requester that nobody answered. */
  unreplied_count: z.number().nullish(),
  impact_details: WireText,
  update_reason: WireText,
  status_change_comments: WireText,
  resolution: WireResolution.nullish(),
  email_to: Mails,
  email_cc: Mails,
  email_bcc: Mails,
  email_ids_to_notify: Mails,
  attachments: z.array(WireAttachment).nullish(),
  udf_fields: z.record(z.string(), z.unknown()).nullish(),
});

export type WireRequest = z.output<typeof WireRequest>;
