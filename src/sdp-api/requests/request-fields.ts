import type { LookupRef } from '../lookups/lookup-ref.js';
import type { UserRef } from '../people/user.schema.js';

/** What can be written on a request. Absent leaves a field as it is, null empties it. */
export interface RequestFields {
  /** Plain text, 1 to 250 characters. */
  readonly subject?: string;
  /** HTML; make it with `htmlFromText`. */
  readonly description?: string | null;
  readonly status?: LookupRef;
  readonly priority?: LookupRef | null;
  readonly urgency?: LookupRef | null;
  readonly impact?: LookupRef | null;
  readonly level?: LookupRef | null;
  readonly mode?: LookupRef | null;
  readonly requestType?: LookupRef | null;
  readonly category?: LookupRef | null;
  readonly subcategory?: LookupRef | null;
  readonly item?: LookupRef | null;
  readonly group?: LookupRef | null;
  readonly site?: LookupRef | null;
  /** At creation only. */
  readonly template?: LookupRef;
  readonly requester?: UserRef;
  readonly technician?: UserRef | null;
  readonly dueBy?: Date | null;
  readonly firstResponseDueBy?: Date | null;
  /** At most 250 characters. */
  readonly impactDetails?: string | null;
  /** At most 250 characters. */
  readonly updateReason?: string | null;
  readonly statusChangeComments?: string | null;
  readonly emailIdsToNotify?: readonly string[];
  /** By field key, such as `udf_char1` or `txt_reference`; a Date becomes SDP's time. */
  readonly udfFields?: Readonly<Record<string, unknown>>;
}

/** How a request is closed; what is not given is left to the portal's closing rules. */
export interface RequestClosure {
  readonly closureCode?: LookupRef;
  /** Plain text. */
  readonly comments?: string;
  readonly requesterAcknowledged?: boolean;
}
