import { z } from 'zod';

import { defineSdpTool } from '../define-tool.js';
import { deferParams, idempotencyKey, longText, requestId } from '../params.js';
import { noteText, noteTraits, type NoteToWrite, writeNote, WrittenNote } from './write-note.js';

const input = z.strictObject({
  request_id: requestId,
  note_content: longText('Text of the note'),
  is_public: z.boolean().default(false).describe('true: the requester can see it'),
  idempotencyKey,
  ...deferParams,
});

const toNote = ({ request_id, note_content: text, is_public }: z.output<typeof input>): NoteToWrite => ({
  ...{ request_id, text, visibleToRequester: is_public, notifyTechnician: false },
});

export const addNote = defineSdpTool({
  name: 'add_note',
  title: 'Add a note',
  description: [
    'Add a note to a request (ticket). It is private, seen by technicians only, unless is_public is true (older servers of this kind showed notes to the requester by default; this one does not).',
    'A public note can be seen by the requester but is no mail. To write to the requester, use reply_to_requester. To tell the assigned technician as well, use add_private_note.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.CREATE'],
  operations: ['requests.notes.add', 'requests.notes.list'],
  input,
  output: WrittenNote,

  handler: (args, context) => writeNote(toNote(args), context),
  write: noteTraits<typeof input>(toNote),

  markdown: noteText,
});
