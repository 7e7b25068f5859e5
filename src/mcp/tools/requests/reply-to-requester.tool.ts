import { z } from 'zod';

import { defineSdpTool } from '../define-tool.js';
import { idempotencyKey, longText, mail, requestId } from '../params.js';
import { replyText, replyTraits, sendReply, SentReply, type Message } from './send-reply.js';

const input = z.strictObject({
  request_id: requestId,
  reply_message: longText('Text of the mail, without greeting lines of your mail program; the signature is added'),
  cc: z.array(mail('Mail address')).max(10).default([]).describe('Who gets a copy'),
  mark_first_response: z.boolean().default(false).describe('true: counts as the first response of the service level'),
  idempotencyKey,
});

const toMessage = ({ request_id, reply_message: text, cc, mark_first_response }: z.output<typeof input>): Message => ({
  ...{ request_id, text, cc, markFirstResponse: mark_first_response },
});

export const replyToRequester = defineSdpTool({
  name: 'reply_to_requester',
  title: 'Reply to the requester',
  description: [
    'Send a mail to the requester of a request (ticket) in your name, with the ticket number in the subject so that the answer finds the ticket. The answer names the recipients.',
    'It is sent at once and cannot be taken back: show the text to the person first unless they asked to send it. Calling twice sends two mails, unless both calls have the same idempotencyKey.',
    'Where the portal has no reply operation, the text is stored as a note the requester can see, and the answer says that no mail was sent. For internal words use add_note.',
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
