import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import type { NewNote, SdpNote } from './note.schema.js';

/** Notes on a request. */
export class NotesApi {
  constructor(private readonly send: Send) {}

  async list(requestId: string, page: PageQuery = {}): Promise<Page<SdpNote>> {
    throw new Error(`not written: ${requestId} ${String(page)} ${String(this.send)}`);
  }

  async add(requestId: string, note: NewNote): Promise<SdpNote> {
    throw new Error(`not written: ${requestId} ${String(note)}`);
  }
}
