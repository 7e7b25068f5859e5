import { z } from 'zod';

import { defineSdpTool } from './define-tool.js';
import { longText, requestId } from './params.js';
import { noteText, writeNote, WrittenNote } from './write-note.js';

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
  input: z.strictObject({
    request_id: requestId,
    note_content: longText('Text of the note'),
    notify_technician: z.boolean().default(true).describe('false: the assigned technician is not told'),
  }),
  output: WrittenNote,

  handler: ({ request_id, note_content, notify_technician }, context) =>
    writeNote(
      { request_id, text: note_content, visibleToRequester: false, notifyTechnician: notify_technician },
      context,
    ),

  markdown: noteText,
});
