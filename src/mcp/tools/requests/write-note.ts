import { z } from 'zod';

import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { NewNote } from '../../../sdp-api/requests/note.schema.js';
import { inline, paragraphs, quoted } from '../../text/markdown.js';
import type { WriteResult } from '../../../writes/write-result.js';
import type { SdpToolContext, WriteTraits } from '../define-tool.js';

/** A note that was added. */
export const WrittenNote = z.object({
  number: z.string(),
  id: z.string(),
  note_id: z.string(),
  visible_to_requester: z.boolean(),
  technician_notified: z.boolean(),
  url: z.string(),
});

export interface NoteToWrite {
  readonly request_id: string;
  readonly text: string;
  readonly visibleToRequester: boolean;
  readonly notifyTechnician: boolean;
}

/** Adds a note to a request. */
export async function writeNote(note: NoteToWrite, { sdp }: SdpToolContext): Promise<z.output<typeof WrittenNote>> {
  const { id, displayId } = await sdp.tickets.resolve(note.request_id);
  const written = await sdp.notes.add(id, toNewNote(note));
  return {
    number: displayId,
    id,
    note_id: written.id,
    visible_to_requester: note.visibleToRequester,
    technician_notified: note.notifyTechnician,
    url: sdp.requestUrl(id),
  };
}

/** What is remembered of the note that a tool writes. @param toNote reads the tool's arguments */
export function noteTraits<I extends z.ZodObject>(
  toNote: (input: z.output<I>) => NoteToWrite,
): WriteTraits<I, typeof WrittenNote> {
  return {
    keep: ({ number, id, note_id }) => ({ number, id, note_id }),
    async restore(kept: WriteResult, input, { sdp }) {
      const { number, id, note_id } = Kept.parse(kept);
      const { visibleToRequester, notifyTechnician } = toNote(input);
      return {
        ...{ number, id, note_id, url: sdp.requestUrl(id) },
        ...{ visible_to_requester: visibleToRequester, technician_notified: notifyTechnician },
      };
    },
    async find(input, { sdp }, sentAt) {
      const note = toNote(input);
      const { id, displayId } = await sdp.tickets.resolve(note.request_id);
      const found = await sdp.notes.findAdded(id, toNewNote(note), sentAt);
      return found && { number: displayId, id, note_id: found.id };
    },
    deferral: {
      record: (input) => ({ module: 'request', id: toNote(input).request_id }),
      describe: (input) => {
        const { request_id, text, visibleToRequester } = toNote(input);
        const kind = visibleToRequester ? 'a note that the requester can see' : 'a private note';
        return `${kind} on request ${inline(request_id, 80)}: ${quoted(text, 160)}`;
      },
    },
  };
}

const Kept = z.object({ number: z.string(), id: z.string(), note_id: z.string() });

function toNewNote({ text, visibleToRequester, notifyTechnician }: NoteToWrite): NewNote {
  return { html: htmlFromText(text), showToRequester: visibleToRequester, notifyTechnician };
}

export function noteText(note: z.output<typeof WrittenNote>): string {
  const { number, visible_to_requester: visible, technician_notified: notified, url } = note;
  return paragraphs(
    `Added a ${visible ? 'note that the requester can see' : 'private note'} to request ${inline(number)}.${
      notified ? ' ServiceDesk Plus tells the technician about it.' : ''
    }`,
    url,
  );
}
