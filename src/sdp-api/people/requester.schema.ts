import type { LookupRef } from '../lookups/lookup-ref.js';
import { toWireLookup } from '../requests/request-wire.js';
import type { SdpUser } from './user.schema.js';

/** What can be written of a requester. Absent stays as it is, null empties the field. */
export interface RequesterFields {
  readonly name?: string;
  readonly email?: string | null;
  readonly employeeId?: string | null;
  readonly phone?: string | null;
  readonly mobile?: string | null;
  readonly jobTitle?: string | null;
  readonly vip?: boolean;
  readonly department?: LookupRef | null;
  readonly site?: LookupRef | null;
}

/** SDP's field for each of ours that is written as it is. */
const PLAIN = {
  name: 'name',
  email: 'email_id',
  employeeId: 'employee_id',
  phone: 'phone',
  mobile: 'mobile',
  jobTitle: 'job_title',
  vip: 'is_vip_user',
} as const;

const LOOKUPS = ['department', 'site'] as const;

/** A requester in SDP's form. */
export function toWireRequester(fields: RequesterFields): Record<string, unknown> {
  const wire: Record<string, unknown> = {};
  for (const [ours, theirs] of Object.entries(PLAIN) as [keyof typeof PLAIN, string][]) {
    if (fields[ours] !== undefined) wire[theirs] = fields[ours];
  }
  for (const field of LOOKUPS) {
    const ref = fields[field];
    if (ref !== undefined) wire[field] = ref && toWireLookup(ref);
  }
  return wire;
}

/** Is the person as these fields were to make it? */
export function saysAllOf(person: SdpUser, fields: RequesterFields): boolean {
  const plain = (Object.entries(PLAIN) as [keyof typeof PLAIN, (typeof PLAIN)[keyof typeof PLAIN]][]).every(
    ([ours, theirs]) => fields[ours] === undefined || (person[theirs] ?? null) === fields[ours],
  );
  return plain && LOOKUPS.every((field) => fields[field] === undefined || isRef(person[field], fields[field]));
}

function isRef(value: { readonly id: string; readonly name: string | null } | null, ref: LookupRef | null): boolean {
  if (ref === null || value === null) return ref === value;
  return ref.id === undefined ? ref.name === value.name : ref.id === value.id;
}
