import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import { SdpForbiddenError, SdpNotFoundError, SdpUnauthorizedError } from '../sdp-api.errors.js';
import { SdpConversation, SdpNotification } from './conversation.schema.js';
import type { NotesApi } from './notes.api.js';

const ConversationRows = rowsOf(SdpConversation, 'conversations');

/** What was said on a request: mails, notifications and notes, read only. */
export class ConversationsApi {
  constructor(
    private readonly send: Send,
    private readonly notes: NotesApi,
  ) {}

  /** Entries with their texts; a text is null where the portal gives none. One call a mail: see `withTexts`. */
  async list(requestId: string, page: PageQuery = {}): Promise<Page<SdpConversation>> {
    const listed = await this.headers(requestId, page);
    return { ...listed, rows: await this.withTexts(requestId, listed.rows) };
  }

  /** Entries as the portal lists them, in one call: who, when and what kind, in most portals without the text. */
  async headers(requestId: string, page: PageQuery = {}): Promise<Page<SdpConversation>> {
    const path = ['requests', requestId, 'conversations'];
    return this.send(listOperation({ ...page, path, rows: ConversationRows }));
  }

  /**
   * The same entries with their texts. Live portals list mails without their text, which is then read from
   * `/notifications/{id}` (seen in several public clients; not documented), one call a mail.
   */
  async withTexts(requestId: string, rows: readonly SdpConversation[]): Promise<SdpConversation[]> {
    const noteTexts = await this.textsOfNotes(requestId, rows);
    return Promise.all(
      rows.map(async (row) => {
        if (row.description !== null) return row;
        return row.type === 'NOTES' ? { ...row, ...noteTexts.get(row.id) } : this.withText(requestId, row);
      }),
    );
  }

  private async withText(requestId: string, row: SdpConversation): Promise<SdpConversation> {
    try {
      const { notification } = await this.send({
        method: 'GET',
        path: ['requests', requestId, 'notifications', row.id],
        answer: SdpNotification,
      });
      return {
        ...row,
        description: notification.description,
        subject: row.subject ?? notification.subject,
        from: row.from ?? notification.from,
        to: row.to.length > 0 ? row.to : notification.to,
        cc: row.cc.length > 0 ? row.cc : notification.cc,
        created_time: row.created_time ?? notification.created_time,
      };
    } catch (error) {
      if (isMissing(error)) return row;
      throw error;
    }
  }

  private async textsOfNotes(
    requestId: string,
    rows: readonly SdpConversation[],
  ): Promise<ReadonlyMap<string, Partial<SdpConversation>>> {
    if (!rows.some(({ type, description }) => type === 'NOTES' && description === null)) return new Map();
    const notes = await this.notes.list(requestId, { rowCount: 100 });
    return new Map(
      notes.rows.map((note) => [
        note.id,
        {
          description: note.description,
          from: note.created_by && { name: note.created_by.name, email_id: note.created_by.email_id },
          show_to_requester: note.show_to_requester,
        },
      ]),
    );
  }
}

function isMissing(error: unknown): boolean {
  if (error instanceof SdpNotFoundError || error instanceof SdpForbiddenError) return true;
  return error instanceof SdpUnauthorizedError && error.pathMayNotExist;
}
