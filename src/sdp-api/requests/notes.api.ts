import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import { type NewNote, SdpNote } from './note.schema.js';

/** Without it some portals leave the text out of the rows. */
const NOTE_LIST_FIELDS = [
  'id',
  'description',
  'show_to_requester',
  'notify_technician',
  'mark_first_response',
  'created_time',
  'created_by',
] as const;

const NoteRows = rowsOf(SdpNote, 'notes', 'request_notes');
const Added = z.object({ request_note: SdpNote });

/** Notes on a request. */
export class NotesApi {
  constructor(private readonly send: Send) {}

  /** Rows stand under `notes`, in some portals under `request_notes`. */
  async list(requestId: string, page: PageQuery = {}): Promise<Page<SdpNote>> {
    return this.send(
      listOperation({
        ...page,
        path: ['requests', requestId, 'notes'],
        rows: NoteRows,
        fields: NOTE_LIST_FIELDS,
      }),
    );
  }

  /** The entity is `request_note` (ManageEngine SDP Cloud API v3, "Request note"). */
  async add(requestId: string, note: NewNote): Promise<SdpNote> {
    const { html, showToRequester, notifyTechnician, markFirstResponse } = note;
    const { request_note } = await this.send({
      method: 'POST',
      path: ['requests', requestId, 'notes'],
      input: {
        request_note: {
          description: html,
          show_to_requester: showToRequester,
          ...(notifyTechnician !== undefined && { notify_technician: notifyTechnician }),
          ...(markFirstResponse !== undefined && { mark_first_response: markFirstResponse }),
        },
      },
      answer: Added,
    });
    return request_note;
  }
}
