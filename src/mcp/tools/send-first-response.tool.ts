import { z } from 'zod';

import { defineSdpTool } from './define-tool.js';
import { longText, requestId } from './params.js';
import { replyText, sendReply, SentReply } from './send-reply.js';

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
  input: z.strictObject({ request_id: requestId, response_message: longText('Text of the mail') }),
  output: SentReply,

  handler: ({ request_id, response_message }, { sdp }) =>
    sendReply({ request_id, text: response_message, cc: [], markFirstResponse: true }, sdp),

  markdown: replyText,
});
