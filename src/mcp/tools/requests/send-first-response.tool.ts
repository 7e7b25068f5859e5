import { z } from 'zod';

import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, longText, requestId } from '../params.js';
import { replyText, replyTraits, sendReply, SentReply, type Message } from './send-reply.js';

const input = z.strictObject({
  request_id: requestId,
  response_message: longText('Text of the mail'),
  idempotencyKey,
});

const toMessage = ({ request_id, response_message: text }: z.output<typeof input>): Message => ({
  ...{ request_id, text, cc: [], markFirstResponse: true },
});

export const sendFirstResponse = defineSdpTool({
  name: 'send_first_response',
  title: 'Send the first response',
  description: [
    'Send the first mail to the requester of a request (ticket) and mark it as the first response, which stops that clock of the service level.',
    'The same as reply_to_requester with mark_first_response; it is sent at once and cannot be taken back. Where the portal has no reply operation, the text is stored as a note the requester can see, and the answer says that no mail was sent.',
  ].join('\n'),
  toolsets: ['core', 'requests'],
  annotations: { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: true },
  scopes: ['SDPOnDemand.requests.READ', 'SDPOnDemand.requests.CREATE'],
  operations: [
    'requests.get',
    'requests.reply.draft',
    'requests.reply.send',
    'requests.notes.add',
    'requests.conversations.list',
    'requests.notifications.get',
    'requests.notes.list',
  ],
  input,
  output: SentReply,

  handler: (args, { sdp }) => sendReply(toMessage(args), sdp),
  write: replyTraits<typeof input>(toMessage),

  markdown: replyText,
});
