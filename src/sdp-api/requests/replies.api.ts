import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { SdpNotFoundError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import { WireText } from '../wire/values.js';
import type { Reply, ReplyDraft } from './conversation.schema.js';
import { MailAddresses } from './mail-addresses.schema.js';

const Draft = z.object({
  notification: z.object({ to: MailAddresses, cc: MailAddresses, subject: WireText, description: WireText }),
});

const Accepted = z.unknown();

/** Mails to the requester through `/reply`, an undocumented operation that not every portal has. */
export class RepliesApi {
  constructor(private readonly call: Send) {}

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

  /** Sends the mail. @throws SdpOutcomeUnknownError when it may have been sent */
  async send(requestId: string, { to, cc = [], subject, html }: Reply): Promise<void> {
    const input = { notification: { to, cc, subject, description: html } };
    await this.call({ method: 'POST', path: ['requests', requestId, 'reply'], input, answer: Accepted });
  }
}
