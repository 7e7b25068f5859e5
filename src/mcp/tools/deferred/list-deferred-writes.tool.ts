import { z } from 'zod';
import { paragraphs } from '../../text/markdown.js';
import { deferredWriteLine, DeferredWriteView } from '../../views/deferred-write.view.js';
import { defineServerTool } from '../define-tool.js';

export const listDeferredWrites = defineServerTool({
  name: 'list_deferred_writes',
  title: 'List deferred writes',
  description: [
    'List your own writes that this server keeps to send later (see defer in add_note, add_private_note and update_request): those that wait, and those that ended in the last 7 days, newest first.',
    'done: it is in ServiceDesk Plus. failed: it was refused, with the reason. expired: it was not sent in time. unknown: it may have been sent; check before sending it again.',
  ].join('\n'),
  toolsets: ['requests'],
  annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  scopes: [],
  input: z.strictObject({}),
  output: z.object({ deferred_writes: z.array(DeferredWriteView) }),
  handler: async (_input, { deferred }) => ({ deferred_writes: await deferred.list() }),
  markdown: ({ deferred_writes: writes }) =>
    writes.length === 0
      ? 'There are no deferred writes: none waits, and none ended in the last 7 days.'
      : paragraphs(`Deferred writes (${writes.length}):`, writes.map(deferredWriteLine).join('\n')),
});
