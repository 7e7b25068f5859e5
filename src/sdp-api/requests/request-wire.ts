import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';
import { toWireTime } from '../wire/values.js';
import type { RequestClosure, RequestFields } from './request-fields.js';

/** SDP's field for each of ours that is written as it is. */
const PLAIN = {
  subject: 'subject',
  description: 'description',
  impactDetails: 'impact_details',
  updateReason: 'update_reason',
  statusChangeComments: 'status_change_comments',
  emailIdsToNotify: 'email_ids_to_notify',
} as const;

const LOOKUPS = {
  status: 'status',
  priority: 'priority',
  urgency: 'urgency',
  impact: 'impact',
  level: 'level',
  mode: 'mode',
  requestType: 'request_type',
  category: 'category',
  subcategory: 'subcategory',
  item: 'item',
  group: 'group',
  site: 'site',
  template: 'template',
} as const;

const TIMES = { dueBy: 'due_by_time', firstResponseDueBy: 'first_response_due_by_time' } as const;

/** The one place that writes a request in SDP's form. Absent stays absent, null stays null: it empties the field. */
export function toWireRequest(fields: RequestFields): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [ours, theirs] of entries(PLAIN)) {
    if (fields[ours] !== undefined) wire[theirs] = fields[ours];
  }
  for (const [ours, theirs] of entries(LOOKUPS)) {
    const ref = fields[ours];
    if (ref !== undefined) wire[theirs] = ref && toWireLookup(ref);
  }
  for (const [ours, theirs] of entries(TIMES)) {
    const time = fields[ours];
    if (time !== undefined) wire[theirs] = time && toWireTime(time);
  }
  if (fields.requester) wire.requester = toWireUser(fields.requester);
  if (fields.technician !== undefined) wire.technician = fields.technician && toWireUser(fields.technician);
  if (fields.udfFields) {
    wire.udf_fields = Object.fromEntries(
      Object.entries(fields.udfFields).map(([key, value]) => [key, value instanceof Date ? toWireTime(value) : value]),
    );
  }
  return wire;
}

/** SDP's names of the fields that would be written, own fields as `udf_fields.<key>`. */
export function wireNames(fields: RequestFields): string[] {
  const { udf_fields: own = {}, ...others } = toWireRequest(fields);
  return [...Object.keys(others), ...Object.keys(own as object).map((key) => `udf_fields.${key}`)];
}

/** What `_close` takes (seen in recorded calls of a public integration; the vendor's page could not be read). */
export function toWireClosure({ closureCode, comments, requesterAcknowledged }: RequestClosure): object {
  return {
    closure_info: {
      ...(requesterAcknowledged !== undefined && { requester_ack_resolution: requesterAcknowledged }),
      ...(comments !== undefined && { closure_comments: comments }),
      ...(closureCode && { closure_code: toWireLookup(closureCode) }),
    },
  };
}

/** When both are given SDP goes by the id, so only one is sent. */
export function toWireLookup({ id, name }: LookupRef): object {
  return id === undefined ? { name } : { id };
}

export function toWireUser({ id, email_id, name }: UserRef): object {
  if (id !== undefined) return { id };
  return email_id ? { email_id } : { name };
}

function entries<T extends object>(table: T): [keyof T, T[keyof T]][] {
  return Object.entries(table) as [keyof T, T[keyof T]][];
}
