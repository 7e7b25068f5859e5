import { z } from 'zod';
import type { Send } from '../http/operation.js';
import { eachRow, listOperation, type Page, type PageQuery, rowsOf } from '../list-info.js';
import type { LookBack } from './look-back.js';
import { type NewNote, SdpNote } from './note.schema.js';
import { plainWords } from './plain-words.js';
import { isSince, orLookedUp } from './read-back.js';

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
/** Notes of one request that are looked at. */
const MOST_NOTES = 1_000;
const CHECK = 'read the conversation of the request (get_request_conversation) and look for the text among its notes';
const Added = z.object({ request_note: SdpNote });

/** Notes on a request. */
export class NotesApi {
  constructor(
    private readonly send: Send,
    private readonly lookBack: LookBack,
  ) {}

  /** Rows stand under `notes`, in some portals under `request_notes`. */
  async list(requestId: string, page: PageQuery = {}, send = this.send): Promise<Page<SdpNote>> {
    return send(
      listOperation({
        ...page,
        path: ['requests', requestId, 'notes'],
        rows: NoteRows,
        fields: NOTE_LIST_FIELDS,
      }),
    );
  }

  /**
   * The entity is `request_note` (ManageEngine SDP Cloud API v3, "Request note").
   * @throws SdpOutcomeUnknownError when the answer was lost and the note is not found
   */
  async add(requestId: string, note: NewNote): Promise<SdpNote> {
    const sentAt = this.lookBack.clock.now();
    const path = ['requests', requestId, 'notes'];
    const added = await orLookedUp(
      async () => (await this.send({ method: 'POST', path, input: toInput(note), answer: Added })).request_note,
      () => this.findAdded(requestId, note, sentAt),
      CHECK,
    );
    this.lookBack.answered.add(added.id);
    return added;
  }

  /**
   * A note of the caller with the same text that was added since then; undefined when there is none.
   * @param sentAt by our clock, before it was sent
   */
  findAdded(requestId: string, note: NewNote, sentAt: Date): Promise<SdpNote | undefined> {
    const { answered } = this.lookBack;
    return this.findEqual(requestId, note, sentAt, ({ id }) => !answered.has(id));
  }

  /** As `findAdded`, and notes that this process is known to have added count as well. @param since by our clock */
  async findEqual(
    requestId: string,
    { html, showToRequester }: NewNote,
    since: Date,
    counts: (note: SdpNote) => boolean = () => true,
  ): Promise<SdpNote | undefined> {
    const { send } = this.lookBack;
    const me = await this.lookBack.me();
    const words = plainWords(html);
    for await (const note of eachRow((page) => this.list(requestId, page, send), MOST_NOTES)) {
      const sameText = note.description !== null && plainWords(note.description) === words;
      const mine = me === undefined || note.created_by === null || note.created_by.id === me.id;
      const sameReaders = (note.show_to_requester ?? showToRequester) === showToRequester;
      if (sameText && mine && sameReaders && isSince(note.created_time, since) && counts(note)) return note;
    }
    return undefined;
  }
}

function toInput({ html, showToRequester, notifyTechnician, markFirstResponse }: NewNote): object {
  return {
    request_note: {
      description: html,
      show_to_requester: showToRequester,
      ...(notifyTechnician !== undefined && { notify_technician: notifyTechnician }),
      ...(markFirstResponse !== undefined && { mark_first_response: markFirstResponse }),
    },
  };
}
