import { z } from 'zod';

import { AppError } from '../../../common/errors/app.error.js';
import { htmlFromText } from '../../../sdp-api/html-from-text.js';
import type { ReplyDraft } from '../../../sdp-api/requests/conversation.schema.js';
import type { SdpRequest } from '../../../sdp-api/requests/request.schema.js';
import type { SdpApi } from '../../../sdp-api/sdp-api.js';
import { cleanLine } from '../../text/clean-text.js';
import { inline, paragraphs } from '../../text/markdown.js';
import { isoTime, readableTime } from '../../text/times.js';
import type { WriteTraits } from '../define-tool.js';
import { NoRecipientError } from '../tool.errors.js';

/** What became of a message to the requester. */
export const SentReply = z.object({
  number: z.string(),
  id: z.string(),
  sent_as: z.enum(['mail', 'public_note']),
  to: z.array(z.string()),
  cc: z.array(z.string()),
  subject: z.string(),
  first_response_marked: z.boolean(),
  url: z.string(),
  warnings: z.array(z.string()),
});

export type SentReply = z.output<typeof SentReply>;

export interface Message {
  readonly request_id: string;
  /** Plain text. */
  readonly text: string;
  readonly cc: readonly string[];
  readonly markFirstResponse: boolean;
}

/**
 * Mails the requester through the portal's reply operation; where the portal has none, stores the message as a note
 * that the requester can see and says that no mail was sent.
 *
 * @throws NoRecipientError when the requester has no mail address
 */
export async function sendReply(message: Message, sdp: SdpApi): Promise<SentReply> {
  const { id } = await sdp.tickets.resolve(message.request_id);
  const [request, draft] = await Promise.all([sdp.requests.get(id), sdp.replies.draft(id)]);
  const common = { number: cleanLine(request.display_id, 20), id, url: sdp.requestUrl(id) };
  return draft === undefined
    ? { ...common, ...(await storeAsNote(message, request, sdp)) }
    : { ...common, ...(await mail(message, request, draft, sdp)) };
}

/** What is remembered of the message that a tool sends. @param toMessage reads the tool's arguments */
export function replyTraits<I extends z.ZodObject>(
  toMessage: (input: z.output<I>) => Message,
): WriteTraits<I, typeof SentReply> {
  return {
    keep: ({ number, id, sent_as, first_response_marked }) => ({ number, id, sent_as, first_response_marked }),
    async restore(kept, _input, { sdp }) {
      const reply = Kept.parse(kept);
      return { ...reply, to: [], cc: [], subject: '', url: sdp.requestUrl(reply.id), warnings: [ADDRESSES_NOT_KEPT] };
    },
    async find(input, { sdp }, sentAt) {
      const message = toMessage(input);
      const { id } = await sdp.tickets.resolve(message.request_id);
      const [request, draft] = await Promise.all([sdp.requests.get(id), sdp.replies.draft(id)]);
      const html = htmlFromText(message.text);
      const found =
        draft === undefined
          ? await sdp.notes.findAdded(id, { html, showToRequester: true }, sentAt)
          : await sdp.replies.findSent(id, { subject: markedSubject(draft.subject, request), html }, sentAt);
      if (!found) return undefined;
      const marked = message.markFirstResponse && request.responded_time !== null;
      const sentAs = draft === undefined ? 'public_note' : 'mail';
      return { number: request.display_id, id, sent_as: sentAs, first_response_marked: marked };
    },
  };
}

const Kept = SentReply.pick({ number: true, id: true, sent_as: true, first_response_marked: true });
const ADDRESSES_NOT_KEPT = 'Addresses and subject are not kept; get_request_conversation shows the mail.';

type Outcome = Omit<SentReply, 'number' | 'id' | 'url'>;

async function mail(message: Message, request: SdpRequest, draft: ReplyDraft, sdp: SdpApi): Promise<Outcome> {
  const requesterMail = request.requester?.email_id;
  const to = draft.to.length > 0 ? [...draft.to] : requesterMail ? [requesterMail] : [];
  if (to.length === 0) throw new NoRecipientError();
  const cc = [...new Set([...draft.cc, ...message.cc])];
  const subject = markedSubject(draft.subject, request);
  const signature = draft.html.trim() === '' ? '' : `<br>${draft.html}`;
  await sdp.replies.send(request.id, { to, cc, subject, html: htmlFromText(message.text) + signature });

  const { marked, warnings } = message.markFirstResponse ? await markFirstResponse(request, sdp) : NOT_ASKED;
  return {
    sent_as: 'mail',
    to: to.map((one) => cleanLine(one, 254)),
    cc: cc.map((one) => cleanLine(one, 254)),
    subject: cleanLine(subject),
    first_response_marked: marked,
    warnings,
  };
}

async function storeAsNote(message: Message, request: SdpRequest, sdp: SdpApi): Promise<Outcome> {
  const note = { showToRequester: true, markFirstResponse: message.markFirstResponse };
  await sdp.notes.add(request.id, { html: htmlFromText(message.text), ...note });
  return {
    sent_as: 'public_note',
    to: [],
    cc: [],
    subject: cleanLine(request.subject ?? ''),
    first_response_marked: message.markFirstResponse,
    warnings: message.cc.length > 0 ? ['Nobody in cc was told: a note has no recipients.'] : [],
  };
}

const NOT_ASKED = { marked: false, warnings: [] };

/**
 * The reply operation has no flag for the first response, notes have one. Whether SDP counted the mail by itself is
 * read back first. The mail is out by now, so a failure here is told and not thrown.
 */
async function markFirstResponse(
  before: SdpRequest,
  sdp: SdpApi,
): Promise<{ readonly marked: boolean; readonly warnings: string[] }> {
  const responded = isoTime(before.responded_time);
  if (responded !== null) {
    return { marked: false, warnings: [`The first response was counted already, at ${readableTime(responded)}.`] };
  }
  try {
    const after = await sdp.requests.get(before.id);
    if (after.responded_time !== null) return { marked: true, warnings: [] };
    const html = htmlFromText('First response sent by mail.');
    await sdp.notes.add(before.id, { html, showToRequester: false, markFirstResponse: true });
    return { marked: true, warnings: [] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { marked: false, warnings: [`The mail was sent, but not marked as first response: ${error.message}`] };
  }
}

/** Replies find their ticket by the marker in the subject (`##31230##`); a draft without one gets it. */
function markedSubject(subject: string, { display_id: number, subject: title }: SdpRequest): string {
  if (subject.includes(`##${number}##`)) return subject;
  return `Re: [Request ID :##${number}##] : ${subject === '' ? (title ?? '') : subject.replace(/^re: */i, '')}`;
}

/** What was sent to whom, or that nothing was. */
export function replyText(reply: SentReply): string {
  const to = reply.to.map((one) => inline(one, 254)).join(', ');
  const cc = reply.cc.length > 0 ? ` (cc ${reply.cc.map((one) => inline(one, 254)).join(', ')})` : '';
  const sent =
    reply.sent_as === 'mail'
      ? `Mailed ${to === '' ? 'the requester' : to}${cc} on request ${inline(reply.number)}.${reply.subject === '' ? '' : ` Subject: ${inline(reply.subject)}`}`
      : `No mail was sent by this call: this portal has no reply operation. The message was stored as a note on request ${inline(reply.number)} that the requester can see in the portal.`;
  return paragraphs(
    sent,
    reply.first_response_marked ? 'It counts as the first response.' : undefined,
    ...reply.warnings,
    reply.url,
  );
}
