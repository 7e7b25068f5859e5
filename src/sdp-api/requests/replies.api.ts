import type { Send } from '../http/operation.js';
import type { Reply, ReplyDraft } from './conversation.schema.js';

/** Mails to the requester through `/reply`, an operation that not every portal has. */
export class RepliesApi {
  constructor(private readonly call: Send) {}

  /** The prefilled mail; undefined when the portal has no reply operation. */
  async draft(requestId: string): Promise<ReplyDraft | undefined> {
    throw new Error(`not written: ${requestId} ${String(this.call)}`);
  }

  /** Sends the mail. */
  async send(requestId: string, reply: Reply): Promise<void> {
    throw new Error(`not written: ${requestId} ${String(reply)}`);
  }
}
