import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { SdpConversation } from './conversation.schema.js';

/** What was said on a request: mails, notifications and notes, read only. */
export class ConversationsApi {
  constructor(private readonly send: Send) {}

  /** Entries with their texts; the text is null where the portal gives none. */
  async list(requestId: string, page: PageQuery = {}): Promise<Page<SdpConversation>> {
    throw new Error(`not written: ${requestId} ${String(page)} ${String(this.send)}`);
  }
}
