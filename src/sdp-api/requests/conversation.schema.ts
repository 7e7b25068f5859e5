import { z } from 'zod';
import { timeOf, WireFlag, WireId, WireText, WireTime } from '../wire/values.js';
import { MailAddresses } from './mail-addresses.schema.js';

/** People come as an object, in some answers as a bare mail address. */
const Sender = z.union([z.string(), z.object({ name: WireText, email_id: WireText })]).nullish();

function senderOf(wire: z.output<typeof Sender>): { name: string | null; email_id: string | null } | null {
  if (typeof wire === 'string') return { name: null, email_id: wire };
  return wire ? { name: wire.name ?? null, email_id: wire.email_id ?? null } : null;
}

/**
 * One entry of a request's conversation: a mail from or to the requester, a notification, or a note. `type` is SDP's
 * kind, such as `REQREPLY`, `NOTES` or `RequesterAck_E-Mail`. `description` is HTML, with whatever a mail quotes; a row of
 * the list may lack it, and `/notifications/{id}` has it. `from` is null when SDP itself wrote.
 */
export const SdpConversation = z
  .object({
    id: WireId,
    type: WireText,
    subject: WireText,
    description: WireText,
    sender: Sender,
    from: Sender,
    created_by: Sender,
    to: MailAddresses,
    cc: MailAddresses,
    show_to_requester: WireFlag,
    created_time: WireTime,
    sent_time: WireTime,
  })
  .transform((wire) => ({
    id: wire.id,
    type: wire.type ?? null,
    subject: wire.subject ?? null,
    description: wire.description ?? null,
    from: senderOf(wire.sender ?? wire.from ?? wire.created_by),
    to: wire.to,
    cc: wire.cc,
    show_to_requester: wire.show_to_requester ?? null,
    created_time: timeOf(wire.created_time ?? wire.sent_time),
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
