import { z } from 'zod';
import { OptionalUser } from '../people/user.schema.js';
import { Flag, Id, Text, Time } from '../wire/values.js';

/** One entry of a request's conversation: a mail from or to the requester, a notification, or a note. */
export const SdpConversation = z.object({
  id: Id,
  /** SDP's kind of entry, such as `REQREPLY`, `NOTES` or `RequesterAck_E-Mail`. */
  type: Text,
  subject: Text,
  /** HTML; mails carry what they quote. */
  description: Text,
  from: OptionalUser,
  to: z
    .array(z.string())
    .nullish()
    .transform((mails) => mails ?? []),
  cc: z
    .array(z.string())
    .nullish()
    .transform((mails) => mails ?? []),
  show_to_requester: Flag,
  created_time: Time,
});

export type SdpConversation = z.output<typeof SdpConversation>;

/** The mail SDP would send as a reply, before it is edited. */
export interface ReplyDraft {
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly subject: string;
  /** HTML: the technician's signature. */
  readonly html: string;
}

/** A mail to the requester. */
export interface Reply {
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly subject: string;
  readonly html: string;
}
