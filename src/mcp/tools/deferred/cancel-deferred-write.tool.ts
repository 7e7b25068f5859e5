import { z } from 'zod';
import { paragraphs } from '../../text/markdown.js';
import { DeferredWriteView } from '../../views/deferred-write.view.js';
import { defineServerTool } from '../define-tool.js';

export const cancelDeferredWrite = defineServerTool({
  name: 'cancel_deferred_write',
  title: 'Cancel a deferred write',
  description:
    'Cancel one of your own writes that waits to be sent later, so that it is not sent. One that has ended already stays as it is, and the answer says what became of it. Ids are in list_deferred_writes.',
  toolsets: ['requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false },
  scopes: [],
  input: z.strictObject({
    id: z
      .string()
      .regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'Must be an id of list_deferred_writes')
      .describe('Id of the deferred write'),
  }),
  output: DeferredWriteView.pick({ id: true, tool: true, state: true, what: true, maybe_sent: true }),
  handler: ({ id }, { deferred }) => deferred.cancel(id),
  markdown: (write) =>
    paragraphs(
      write.state === 'cancelled'
        ? 'Cancelled: the server does not send it.'
        : `Not cancelled: it had ended already, as ${write.state}.`,
      write.what === undefined ? `It was by ${write.tool}.` : `It was ${write.what}`,
      write.maybe_sent ? 'It may have been sent once before: check before sending it again.' : undefined,
    ),
});
