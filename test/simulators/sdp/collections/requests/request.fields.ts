import { type EntityDefinition, type FieldTable, readable, sparse, writable } from '../../fields/field.js';
import { group, udfFields } from '../../fields/group-kinds.js';
import { lookup, requester, technician, user } from '../../fields/reference-kinds.js';
import { count, flag, html, long, mails, objects, text, time } from '../../fields/scalar-kinds.js';

const short = text({ maxLength: 250 });

/** What goes in with a resolution; only the content comes back in the request (reference C.1.2, C.1.6). */
export const RESOLUTION_FIELDS: FieldTable = { content: writable(html), add_to_linked_requests: sparse(flag) };

/** reference C.1.10 */
const CLOSURE_FIELDS: FieldTable = {
  requester_ack_resolution: writable(flag),
  requester_ack_comments: writable(text()),
  closure_comments: writable(text()),
  closure_code: writable(lookup('request_closure_codes')),
};

/** reference C.1.1 */
const ONHOLD_FIELDS: FieldTable = {
  scheduled_time: writable(time),
  change_to_status: writable(lookup('statuses')),
  comments: writable(text()),
  held_by: writable(user),
};

/**
 * The fields of a request (reference C.1.1). Those of the captured answer (C.1.2) are always there; the others only
 * where they have a value. References that depend on others come after them.
 */
const REQUEST_FIELDS: FieldTable = {
  id: readable(text()),
  display_id: readable(text()),
  subject: writable(short),
  description: writable(html),
  template: writable(lookup('request_templates')),
  status: writable(lookup('statuses')),
  priority: writable(lookup('priorities')),
  urgency: writable(lookup('urgencies')),
  impact: writable(lookup('impacts')),
  level: writable(lookup('levels')),
  mode: writable(lookup('modes')),
  request_type: writable(lookup('request_types')),
  group: writable(lookup('groups')),
  requester: writable(requester),
  created_by: readable(user),
  created_time: readable(time),
  last_updated_time: readable(time),
  technician: writable(technician),
  category: writable(lookup('categories')),
  subcategory: writable(lookup('subcategories', { within: 'category' })),
  item: writable(lookup('items', { within: 'subcategory' })),
  site: writable(lookup('sites')),
  department: readable(lookup('departments')),
  sla: readable(objects),
  lifecycle: readable(objects),
  resolution: writable(group(RESOLUTION_FIELDS)),
  due_by_time: writable(time),
  first_response_due_by_time: writable(time),
  assigned_time: readable(time),
  responded_time: readable(time),
  resolved_time: readable(time),
  completed_time: readable(time),
  deleted_time: readable(time),
  approval_status: readable(objects),
  impact_details: writable(short),
  linked_to_request: readable(objects),
  cancel_flag_comments: readable(text()),
  notification_status: readable(text()),
  onhold_scheduler: writable(group(ONHOLD_FIELDS)),
  is_read: readable(flag),
  is_trashed: readable(flag),
  is_escalated: readable(flag),
  is_service_request: readable(flag),
  is_reopened: readable(flag),
  is_overdue: readable(flag),
  is_fcr: writable(flag),
  is_first_response_overdue: readable(flag),
  cancellation_requested: readable(flag),
  has_notes: readable(flag),
  has_draft: readable(flag),
  has_attachments: readable(flag),
  has_linked_requests: readable(flag),
  has_problem: readable(flag),
  has_project: readable(flag),
  has_request_initiated_change: readable(flag),
  email_to: readable(mails),
  email_cc: readable(mails),
  email_bcc: readable(mails),
  email_ids_to_notify: writable(mails),
  attachments: readable(objects),
  udf_fields: writable(udfFields),
  time_elapsed: readable(long),
  unreplied_count: readable(count),
  update_reason: sparse(short),
  status_change_comments: sparse(text()),
  on_behalf_of: sparse(user),
  editor: sparse(user),
  scheduled_start_time: sparse(time),
  scheduled_end_time: sparse(time),
  assets: sparse(objects),
  configuration_items: sparse(objects),
  tags: sparse(objects),
  delete_pre_template_tasks: sparse(flag),
  closure_info: sparse(group(CLOSURE_FIELDS)),
};

/** reference C.1 */
export const REQUEST: EntityDefinition = {
  entity: 'request',
  list: 'requests',
  fields: REQUEST_FIELDS,
  // reference C.1.3: exactly these, everything else needs fields_required
  listColumns: [
    ...['requester', 'template', 'created_time', 'has_draft', 'cancel_flag_comments', 'display_id', 'subject'],
    ...['technician', 'due_by_time', 'is_service_request', 'cancellation_requested', 'has_notes', 'id', 'status'],
    'group',
  ],
  // reference B.4: the fields of the vendor's own client
  sortFields: [
    ...['created_time', 'due_by_time', 'first_response_due_by_time', 'last_updated_time', 'scheduled_start_time'],
    ...['scheduled_end_time', 'subject', 'id', 'priority', 'status'],
  ],
};
