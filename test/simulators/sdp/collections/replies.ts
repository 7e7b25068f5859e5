import { type EntityDefinition, writable } from '../fields/field.js';
import { html, mails, text } from '../fields/scalar-kinds.js';
import type { Call, Route } from '../routes/route.js';
import type { ConversationRow } from '../store/rows.js';
import { entityReply, type Reply, successReply } from '../wire/envelope.js';
import { mailSubject } from './requests/announce.js';
import { findRequest } from './requests/find-request.js';
import { missingIn, readWrite } from './write-input.js';

/** Found by probing, not documented; a portal may lack it (reference C.1.5). */
const REPLY: EntityDefinition = {
  entity: 'notification',
  list: 'notifications',
  fields: { to: writable(mails), cc: writable(mails), subject: writable(text()), description: writable(html) },
};

/** The mail as a technician would find it filled in. */
function draftReply(call: Call): Reply {
  const request = findRequest(call);
  const { caller } = call;
  return entityReply('notification', {
    to: request.requester.email_id === null ? [] : [request.requester.email_id],
    cc: request.email_cc,
    subject: mailSubject(request, 'Re: '),
    description: `<div><br/></div><div>-- <br/>${caller.name}<br/>${caller.job_title ?? 'IT Service Desk'}</div>`,
  });
}

/** Sends a mail, which shows as a conversation of type REQREPLY and is the first response. */
function sendReply(call: Call): Reply {
  const request = findRequest(call);
  const { store, caller, now } = call;
  const values = readWrite(call, REPLY, {
    mandatory: (parsed) => [
      ...missingIn(parsed, ['subject', 'description']),
      ...(Array.isArray(parsed.to) && parsed.to.length > 0 ? [] : ['to']),
    ],
  });
  const mail = { cc: [], ...values } as unknown as Pick<ConversationRow, 'to' | 'cc' | 'subject' | 'description'>;
  store.sentMails.push({ requestId: request.id, at: now, by: caller.email_id, ...mail });
  store.conversations.add(request.id, {
    id: store.ids.take(),
    type: 'REQREPLY',
    ...mail,
    sender: caller,
    sent_time: now,
    show_to_requester: true,
  });
  request.responded_time ??= now;
  return successReply();
}

const path = '/requests/{id}/reply';
const scopes = ['requests'] as const;

/** reference C.1.5 */
export const replyRoutes: readonly Route[] = [
  { method: 'GET', path, operation: 'requests.reply.draft', scopes, answer: draftReply },
  { method: 'POST', path, operation: 'requests.reply.send', scopes, answer: sendReply },
];
