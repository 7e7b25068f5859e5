import { z } from 'zod';

import { paragraphs } from '../../text/markdown.js';
import { TicketText, ticketText } from '../../text/ticket-text.js';
import { isoTime, readableTime } from '../../text/times.js';
import { personOf, personText, PersonView } from '../../views/person.view.js';
import { recordPart, type RecordPart } from './get-record.js';

/** Newest notes that are shown, and the longest text of one, in characters. */
const SHOWN_NOTES = 20;
const MAX_NOTE = 2_000;

const Note = z.object({
  id: z.string(),
  at: z.string().optional(),
  by: PersonView.optional(),
  text: TicketText.optional(),
});

const Notes = z.object({ total: z.number().optional(), shown: z.array(Note) });

/** The notes of a record. @param collection such as `problems` */
export function notesPart(collection: string): RecordPart {
  return recordPart({
    key: 'notes',
    schema: Notes,
    operations: [`${collection}.notes.list`],
    async read(parent, record, { sdp }) {
      if (record.values['has_notes'] === false) return { total: 0, shown: [] };
      const { rows, totalCount } = await sdp.recordNotes.list(parent, { rowCount: SHOWN_NOTES, totalCount: true });
      return {
        ...(totalCount === undefined ? {} : { total: totalCount }),
        shown: rows.map(({ id, at, by, description }) => ({
          id,
          ...(at === null ? {} : { at: isoTime(at) ?? undefined }),
          ...(by === null ? {} : { by: personOf(by) }),
          text: ticketText(description, { max: MAX_NOTE, trim: true }) ?? undefined,
        })),
      };
    },
    text({ total, shown }, fence) {
      if (shown.length === 0) return 'No notes.';
      const left = total !== undefined && total > shown.length ? ` (${shown.length} of ${total})` : '';
      return paragraphs(
        `**Notes${left}**`,
        ...shown.map(({ at, by, text }) =>
          paragraphs(
            `${readableTime(at ?? null)}, ${by ? personText(by) : 'unknown'}:`,
            text && fence.around(text.untrusted_text, 'note'),
          ),
        ),
      );
    },
  });
}

/** How many tasks a record has. @param collection such as `problems` */
export function taskCountPart(collection: string, noun: string): RecordPart {
  return recordPart({
    key: 'task_count',
    schema: z.number(),
    operations: [`${collection}.tasks.list`],
    async read(parent, _record, { sdp }) {
      return (await sdp.tasks.list(parent, { rowCount: 1, totalCount: true })).totalCount;
    },
    text: (count) =>
      count === 0 ? undefined : `${count} task${count === 1 ? '' : 's'}: see list_tasks with module "${noun}".`,
  });
}
