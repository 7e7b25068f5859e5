/**
 * Rows as the store keeps them: the vendor's field names, times as epoch milliseconds or null, and references to
 * other rows as those rows themselves, so that a renamed status is renamed everywhere.
 */
export interface Row {
  readonly id: string;
  [field: string]: unknown;
}

export interface LookupRow extends Row {
  name: string;
  description?: string | null;
  /** Gone from the set-up, still shown in old tickets; may not be set any more (reference B.8.2, code 4001). */
  deleted?: boolean;
}

export interface StatusRow extends LookupRow {
  /** Stays when a tenant renames the status (reference D.29). */
  internal_name: string;
  in_progress: boolean;
  stop_timer: boolean;
  color: string | null;
}

export interface SubcategoryRow extends LookupRow {
  category: LookupRow;
}

export interface ItemRow extends LookupRow {
  subcategory: SubcategoryRow;
}

export interface PersonRow extends Row {
  name: string;
  first_name: string;
  last_name: string;
  /** Null for a requester known by name only (reference C.1.2). */
  email_id: string | null;
  employee_id: string | null;
  phone: string | null;
  mobile: string | null;
  job_title: string | null;
  department: LookupRow | null;
  site: LookupRow | null;
  is_vip_user: boolean;
  is_technician: boolean;
  sms_mail: string | null;
  cost_per_hour: string;
  login_name: string | null;
  photo_url: string;
  groups: LookupRow[];
  /** IANA name; display values are written in it. Not on the wire. */
  zone: string;
  deleted: boolean;
}

export interface Resolution {
  content: string | null;
  submitted_on: number | null;
  submitted_by: PersonRow | null;
}

interface ClosureInfo {
  closure_code: LookupRow | null;
  closure_comments: string | null;
  requester_ack_resolution: boolean;
  requester_ack_comments: string | null;
}

export interface RequestRow extends Row {
  display_id: string;
  subject: string;
  description: string | null;
  status: StatusRow;
  priority: LookupRow | null;
  urgency: LookupRow | null;
  impact: LookupRow | null;
  level: LookupRow | null;
  mode: LookupRow | null;
  request_type: LookupRow | null;
  template: LookupRow;
  group: LookupRow | null;
  category: LookupRow | null;
  subcategory: SubcategoryRow | null;
  item: ItemRow | null;
  site: LookupRow | null;
  requester: PersonRow;
  technician: PersonRow | null;
  created_by: PersonRow;
  created_time: number;
  last_updated_time: number;
  due_by_time: number | null;
  first_response_due_by_time: number | null;
  assigned_time: number | null;
  responded_time: number | null;
  resolved_time: number | null;
  completed_time: number | null;
  deleted_time: number | null;
  resolution: Resolution | null;
  closure_info: ClosureInfo | null;
  is_overdue: boolean;
  is_reopened: boolean;
  is_trashed: boolean;
  has_notes: boolean;
  udf_fields: Record<string, unknown>;
}

export interface NoteRow extends Row {
  description: string;
  show_to_requester: boolean;
  notify_technician: boolean;
  mark_first_response: boolean;
  add_to_linked_requests: boolean;
  created_time: number;
  created_by: PersonRow;
  last_updated_time: number | null;
}

export interface ConversationRow extends Row {
  /** One of those in reference C.1.5; mail from the requester comes as `CONVERSATION`, which is our guess. */
  type: string;
  subject: string;
  description: string;
  /** Who wrote; null when SDP itself sent the mail. */
  sender: PersonRow | null;
  to: string[];
  cc: string[];
  sent_time: number;
  show_to_requester: boolean;
}

/** A mail that left the portal because somebody called the reply operation. */
export interface SentMail {
  readonly requestId: string;
  readonly at: number;
  readonly by: string | null;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  readonly description: string;
}

/** A customer-defined field (reference B.7, C.13). */
export interface UdfRow extends Row {
  readonly field_key: string;
  readonly name: string;
  readonly type: string;
  /** What may stand in it; absent: anything. That `_metainfo` tells it is our guess. */
  readonly values?: readonly string[];
  readonly lookup_entity?: string;
}
