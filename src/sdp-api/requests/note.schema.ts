import { z } from 'zod';
import { OptionalUser } from '../people/user.schema.js';
import { Flag, Id, Text, Time } from '../wire/values.js';

/** A note on a request. `description` is HTML. A note the requester can see is still no mail. */
export const SdpNote = z.object({
  id: Id,
  description: Text,
  show_to_requester: Flag,
  notify_technician: Flag,
  mark_first_response: Flag,
  created_time: Time,
  created_by: OptionalUser,
});

export type SdpNote = z.output<typeof SdpNote>;

/** What a new note says and who gets to see it. */
export interface NewNote {
  readonly html: string;
  readonly showToRequester: boolean;
  readonly notifyTechnician?: boolean;
  /** Counts as the first response of the service level. */
  readonly markFirstResponse?: boolean;
}
