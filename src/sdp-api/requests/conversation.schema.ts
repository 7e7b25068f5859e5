import { z } from 'zod';
import { Flag, Id, Text, Time } from '../wire/values.js';
import { MailAddresses } from './mail-addresses.schema.js';

/** People come as an object, in some answers as a bare mail address. */
const Sender = z
  .union([z.string().transform((mail) => ({ name: null, email_id: mail })), z.object({ name: Text, email_id: Text })])
  .nullish();

/** What an entry says; a row of the list has some of it, and `/notifications/{id}` the rest. */
const ENTRY = {
  type: Text,
  subject: Text,
  description: Text,
  sender: Sender,
  from: Sender,
  created_by: Sender,
  to: MailAddresses,
  cc: MailAddresses,
  show_to_requester: Flag,
  created_time: Time,
  sent_time: Time,
};

/**
 * One entry of a request's conversation: a mail from or to the requester, a notification, or a note. `type` is SDP's
 * kind, such as `REQREPLY`, `NOTES` or `RequesterAck_E-Mail`. `description` is HTML, with whatever a mail quotes. `from`
 * is null when SDP itself wrote.
 */
export const SdpConversation = z
  .object({ id: Id, ...ENTRY })
  .transform(({ sender, from, created_by, created_time, sent_time, ...entry }) => ({
    ...entry,
    from: sender ?? from ?? created_by ?? null,
    created_time: created_time ?? sent_time,
  }));

export type SdpConversation = z.output<typeof SdpConversation>;

/** A mail that SDP sent or received, with its text. */
export const SdpNotification = z.object({ notification: SdpConversation });

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
