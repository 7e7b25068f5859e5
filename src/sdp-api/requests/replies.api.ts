import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { SdpNotFoundError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import { eachRow } from '../list-info.js';
import { WireText } from '../wire/values.js';
import type { Reply, ReplyDraft, SdpConversation } from './conversation.schema.js';
import type { ConversationsApi } from './conversations.api.js';
import type { LookBack } from './look-back.js';
import { MailAddresses } from './mail-addresses.schema.js';
import { plainWords } from './plain-words.js';
import { isSince, orLookedUp } from './read-back.js';

const Draft = z.object({
  notification: z.object({ to: MailAddresses, cc: MailAddresses, subject: WireText, description: WireText }),
});

const Accepted = z.unknown();
/** Entries of one conversation that are looked at. */
const MOST_ENTRIES = 1_000;
const CHECK = 'read the conversation of the request (get_request_conversation) and look whether the mail is there';

/** Mails to the requester through `/reply`, an undocumented operation that not every portal has. */
export class RepliesApi {
  /** @param conversations reads also for a caller who has left */
  constructor(
    private readonly call: Send,
    private readonly conversations: ConversationsApi,
    private readonly lookBack: LookBack,
  ) {}

  /**
   * The prefilled mail; undefined when the portal has no reply operation.
   * @throws SdpForbiddenError when this person may not reply
   */
  async draft(requestId: string): Promise<ReplyDraft | undefined> {
    const path = ['requests', requestId, 'reply'];
    try {
      const { notification } = await this.call({ method: 'GET', path, answer: Draft });
      const { to, cc, subject, description } = notification;
      return { to, cc, subject: subject ?? '', html: description ?? '' };
    } catch (error) {
      if (error instanceof SdpNotFoundError) return undefined;
      if (error instanceof SdpUnauthorizedError && error.pathMayNotExist) return undefined;
      throw error;
    }
  }

  /** Sends the mail. @throws SdpOutcomeUnknownError when it may have been sent and is not found */
  async send(requestId: string, reply: Reply): Promise<void> {
    const { to, cc = [], subject, html } = reply;
    const sentAt = this.lookBack.clock.now();
    const path = ['requests', requestId, 'reply'];
    const input = { notification: { to, cc, subject, description: html } };
    await orLookedUp<unknown>(
      () => this.call({ method: 'POST', path, input, answer: Accepted }),
      () => this.findSent(requestId, reply, sentAt),
      CHECK,
    );
  }

  /**
   * The mail of the caller with this text that was sent since then; undefined when there is none. Where the portal does
   * not show texts of mails, one with the same subject.
   * @param sentAt by our clock, before it was sent
   */
  async findSent(
    requestId: string,
    { subject, html }: Pick<Reply, 'subject' | 'html'>,
    sentAt: Date,
  ): Promise<SdpConversation | undefined> {
    const me = await this.lookBack.me();
    const recent: SdpConversation[] = [];
    for await (const entry of eachRow((page) => this.conversations.headers(requestId, page), MOST_ENTRIES)) {
      if (entry.type !== 'NOTES' && isSince(entry.created_time, sentAt) && isFrom(entry, me)) recent.push(entry);
    }
    const words = plainWords(html);
    const entries = await this.conversations.withTexts(requestId, recent);
    return entries.find(({ description, subject: title }) =>
      description === null ? title === subject : plainWords(description).includes(words),
    );
  }
}

/** Entries without a sender are not ruled out: some portals name none on mails of technicians. */
function isFrom(
  { from }: SdpConversation,
  me: { readonly name: string | null; readonly email_id: string | null } | undefined,
): boolean {
  if (me === undefined || from === null) return true;
  if (from.email_id !== null && me.email_id !== null) return from.email_id.toLowerCase() === me.email_id.toLowerCase();
  return from.name === me.name;
}
