import { z } from 'zod';
import { Flag, Id, OptionalLookup, Text } from '../wire/values.js';

/** A requester or technician, as it comes alone, in a list, or inside a request. */
export const SdpUser = z
  .object({
    id: Id,
    name: Text,
    email_id: Text,
    is_technician: Flag,
    is_vip_user: Flag,
    phone: Text,
    mobile: Text,
    job_title: Text,
    employee_id: Text,
    department: OptionalLookup,
    site: OptionalLookup,
  })
  .meta({ id: 'SdpUser' });

export type SdpUser = z.output<typeof SdpUser>;

/** `SdpUser`, or null when nobody is set. */
export const OptionalUser = SdpUser.nullish().transform((user) => user ?? null);

/** Who is meant, toward SDP: the id decides, then the mail address, then the name. */
export interface UserRef {
  readonly id?: string;
  readonly email_id?: string | null;
  /** As requester of a new request, an unknown name makes a new requester without mail address. */
  readonly name?: string | null;
}
