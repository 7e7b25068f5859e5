import { z } from 'zod';
import { ChildCollection } from '../children/child-collection.js';
import { childShape } from '../children/child-shape.js';
import type { Send } from '../http/operation.js';
import type { Page, PageQuery } from '../list-info.js';
import { type SdpUser, userOf, WireUser } from '../people/user.schema.js';
import type { LookBack } from '../requests/look-back.js';
import { plainWords } from '../requests/plain-words.js';
import { isEffectOf, orLookedUp } from '../requests/read-back.js';
import { timeOf, WireId, WireText, WireTime } from '../wire/values.js';
import { type ParentRef, parentPath } from './parent-ref.js';

/**
 * A note on a problem, change or release. Such notes have an author and a time of other names than those on requests,
 * and no readers to choose: SDP refuses everything but the text.
 */
export interface SdpRecordNote {
  readonly id: string;
  /** HTML. */
  readonly description: string | null;
  readonly by: SdpUser | null;
  readonly at: Date | null;
}

const RecordNote = z
  .object({
    id: WireId,
    description: WireText,
    performed_by: WireUser.nullish(),
    performed_time: WireTime,
    created_by: WireUser.nullish(),
    created_time: WireTime,
  })
  .transform((wire): SdpRecordNote => ({
    id: wire.id,
    description: wire.description ?? null,
    by: userOf(wire.performed_by ?? wire.created_by),
    at: timeOf(wire.performed_time ?? wire.created_time),
  }));

const NOTES = childShape({
  collection: 'notes',
  entity: 'note',
  row: RecordNote,
  check: 'read the record and look for the text among its notes',
});

/** `/notes` below problems, changes and releases. */
export class RecordNotesApi {
  private readonly rows: ChildCollection<SdpRecordNote>;

  constructor(
    private readonly send: Send,
    private readonly lookBack: LookBack,
  ) {
    this.rows = new ChildCollection(NOTES, send, lookBack);
  }

  list(parent: ParentRef, page: PageQuery = {}): Promise<Page<SdpRecordNote>> {
    return this.rows.list(parentPath(parent), page);
  }

  /** @throws SdpOutcomeUnknownError when the answer was lost and the note is not found */
  async add(parent: ParentRef, html: string): Promise<SdpRecordNote> {
    const { clock, answered } = this.lookBack;
    const sentAt = clock.now();
    const path = [...parentPath(parent), NOTES.collection];
    const added = await orLookedUp(
      () => this.send({ method: 'POST', path, input: { [NOTES.entity]: { description: html } }, answer: NOTES.one }),
      () => this.findAdded(parent, html, sentAt),
      NOTES.check,
    );
    answered.add(added.id);
    return added;
  }

  /** A note of the caller with this text. @param sentAt by our clock, before it was sent */
  async findAdded(parent: ParentRef, html: string, sentAt: Date): Promise<SdpRecordNote | undefined> {
    const me = await this.lookBack.me();
    const words = plainWords(html);
    return this.rows.findAdded(
      parentPath(parent),
      ({ description, by, at }) =>
        plainWords(description ?? '') === words &&
        isEffectOf(at, sentAt) &&
        (me === undefined || by === null || by.id === me.id),
    );
  }
}
