import { z } from 'zod';
import { userOf, WireUser } from '../people/user.schema.js';
import { timeOf, WireFlag, WireId, WireText, WireTime } from '../wire/values.js';

/** A note on a request. `description` is HTML. A note the requester can see is still no mail. */
export const SdpNote = z
  .object({
    id: WireId,
    description: WireText,
    show_to_requester: WireFlag,
    notify_technician: WireFlag,
    mark_first_response: WireFlag,
    created_time: WireTime,
    created_by: WireUser.nullish(),
  })
  .transform((wire) => ({
    id: wire.id,
    description: wire.description ?? null,
    show_to_requester: wire.show_to_requester ?? null,
    notify_technician: wire.notify_technician ?? null,
    mark_first_response: wire.mark_first_response ?? null,
    created_time: timeOf(wire.created_time),
    created_by: userOf(wire.created_by),
  }));

export type SdpNote = z.output<typeof SdpNote>;

/** What a new note says and who gets to see it. */
export interface NewNote {
  readonly html: string;
  readonly showToRequester: boolean;
  readonly notifyTechnician?: boolean;
  /** Counts as the first response of the service level. */
  readonly markFirstResponse?: boolean;
}
