import { z } from 'zod';

import { defineSdpTool } from '../define-tool.js';
import { deferParams, idempotencyKey, longText, requestId } from '../params.js';
import { noteText, noteTraits, type NoteToWrite, writeNote, WrittenNote } from './write-note.js';

const input = z.strictObject({
  request_id: requestId,
  note_content: longText('Text of the note'),
  notify_technician: z.boolean().default(true).describe('false: the assigned technician is not told'),
  idempotencyKey,
  ...deferParams,
});

const toNote = ({ request_id, note_content: text, notify_technician }: z.output<typeof input>): NoteToWrite => ({
  ...{ request_id, text, visibleToRequester: false, notifyTechnician: notify_technician },
});

export const addPrivateNote = defineSdpTool({
  name: 'add_private_note',
  title: 'Add a private note',
  description: [
    'Add a note to a request (ticket) that only technicians see. ServiceDesk Plus tells the assigned technician about it, unless notify_technician is false.',
    'For a note without telling anybody, add_note does the same. The requester never sees either.',
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
