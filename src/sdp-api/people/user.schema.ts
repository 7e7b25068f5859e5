import { z } from 'zod';
import { type Lookup, lookupOf, WireFlag, WireId, WireLookup, WireText } from '../wire/values.js';

/** A requester or technician in SDP's form, as it comes alone, in a list, or inside a request. */
export const WireUser = z.object({
  id: WireId,
  name: WireText,
  email_id: WireText,
  is_technician: WireFlag,
  is_vip_user: WireFlag,
  phone: WireText,
  mobile: WireText,
  job_title: WireText,
  employee_id: WireText,
  department: WireLookup,
  site: WireLookup,
});

/** A requester or technician; null is what is empty or was not sent. */
export interface SdpUser {
  readonly id: string;
  readonly name: string | null;
  readonly email_id: string | null;
  readonly is_technician: boolean | null;
  readonly is_vip_user: boolean | null;
  readonly phone: string | null;
  readonly mobile: string | null;
  readonly job_title: string | null;
  readonly employee_id: string | null;
  readonly department: Lookup | null;
  readonly site: Lookup | null;
}

function toUser(wire: z.output<typeof WireUser>): SdpUser {
  return {
    id: wire.id,
    name: wire.name ?? null,
    email_id: wire.email_id ?? null,
    is_technician: wire.is_technician ?? null,
    is_vip_user: wire.is_vip_user ?? null,
    phone: wire.phone ?? null,
    mobile: wire.mobile ?? null,
    job_title: wire.job_title ?? null,
    employee_id: wire.employee_id ?? null,
    department: lookupOf(wire.department),
    site: lookupOf(wire.site),
  };
}

/** Null when nobody is set. */
export function userOf(wire: z.output<typeof WireUser> | null | undefined): SdpUser | null {
  return wire ? toUser(wire) : null;
}

/** Reads a person. */
export const SdpUser = WireUser.transform(toUser);

const Members = z
  .array(z.object({ id: WireId, name: WireText }))
  .nullish()
  .catch(null);

/** A technician read alone. */
export interface SdpTechnician extends SdpUser {
  /** Support groups; null where SDP does not tell. */
  readonly groups: readonly Lookup[] | null;
  /** Sites they work for; null where SDP does not tell. */
  readonly sites: readonly Lookup[] | null;
}

/** Reads a technician. */
export const SdpTechnician = WireUser.extend({ groups: Members, associated_sites: Members }).transform(
  ({ groups, associated_sites, ...wire }): SdpTechnician => ({
    ...toUser(wire),
    groups: groups?.map(({ id, name }) => ({ id, name: name ?? null })) ?? null,
    sites: associated_sites?.map(({ id, name }) => ({ id, name: name ?? null })) ?? null,
  }),
);

/** Who is meant, toward SDP: the id decides, then the mail address, then the name. */
export interface UserRef {
  readonly id?: string;
  readonly email_id?: string | null;
  /** As requester of a new request, an unknown name makes a new requester without mail address. */
  readonly name?: string | null;
}
