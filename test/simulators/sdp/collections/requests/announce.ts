import type { Call } from '../../routes/route.js';
import type { ConversationRow, PersonRow, RequestRow } from '../../store/rows.js';

type Announcement = Pick<Call, 'store' | 'now'>;

/** Subject of every mail about a request; SDP finds its replies by the number between the marks (reference C.1.5). */
export function mailSubject(request: RequestRow, prefix = ''): string {
  return `${prefix}[Request ID :##${request.display_id}##] : ${request.subject}`;
}

/** What SDP mails by itself shows in the conversations, under the types of reference C.1.5. */
function announce(
  request: RequestRow,
  { store, now }: Announcement,
  mail: { type: string; to: PersonRow | null; html: string; toRequester: boolean },
): ConversationRow | undefined {
  const address = mail.to?.email_id;
  if (!address) return undefined;
  return store.conversations.add(request.id, {
    id: store.ids.take(),
    type: mail.type,
    subject: mailSubject(request),
    description: mail.html,
    sender: null,
    to: [address],
    cc: [],
    sent_time: now,
    show_to_requester: mail.toRequester,
  });
}

export function acknowledge(request: RequestRow, call: Announcement): void {
  const { first_name } = request.requester;
  announce(request, call, {
    type: 'RequesterAck_E-Mail',
    to: request.requester,
    html: `<div>Dear ${first_name},<br/><br/>Your request has been received and has the number ${request.display_id}.<br/><br/>IT Service Desk</div>`,
    toRequester: true,
  });
}

export function announceAssignment(request: RequestRow, call: Announcement): void {
  announce(request, call, {
    type: 'TechIntimation_E-Mail',
    to: request.technician,
    html: `<div>Request ${request.display_id} is assigned to you.</div>`,
    toRequester: false,
  });
}
