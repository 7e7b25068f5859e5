import { z } from 'zod';

import { htmlFromText } from '../../sdp-api/html-from-text.js';
import { inline, paragraphs } from '../text/markdown.js';
import type { SdpToolContext } from './define-tool.js';

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
  const written = await sdp.notes.add(id, {
    html: htmlFromText(note.text),
    showToRequester: note.visibleToRequester,
    notifyTechnician: note.notifyTechnician,
  });
  return {
    number: displayId,
    id,
    note_id: written.id,
    visible_to_requester: note.visibleToRequester,
    technician_notified: note.notifyTechnician,
    url: sdp.requestUrl(id),
  };
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
