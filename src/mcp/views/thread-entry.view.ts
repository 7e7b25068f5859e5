import { z } from 'zod';

import type { SdpConversation } from '../../sdp-api/requests/conversation.schema.js';
import type { SdpNote } from '../../sdp-api/requests/note.schema.js';
import { cleanLine } from '../text/clean-text.js';
import type { Fence } from '../text/fence.js';
import { inline, paragraphs } from '../text/markdown.js';
import { cutNote, TicketText, ticketText } from '../text/ticket-text.js';
import { isoTime, readableTime } from '../text/times.js';
import { nameOf } from './person.view.js';

/** How the texts of an answer are shown. */
export interface EntryTexts {
  /** Longest text of one entry, in characters. */
  readonly max: number;
  /** Keep quoted mail and signatures? */
  readonly includeQuoted: boolean;
}

/** One mail or note of a request. */
export const ThreadEntryView = z.object({
  kind: z.enum(['mail', 'automatic_mail', 'private_note', 'public_note']),
  at: z.string().optional(),
  from: z.string().optional(),
  to: z.array(z.string()).optional(),
  cc: z.array(z.string()).optional(),
  subject: z.string().optional(),
  text: TicketText.optional(),
});

export type ThreadEntryView = z.output<typeof ThreadEntryView>;

export function noteEntry(note: SdpNote, { max }: EntryTexts): ThreadEntryView {
  const text = ticketText(note.description, { max, trim: false });
  return {
    kind: note.show_to_requester === true ? 'public_note' : 'private_note',
    ...timeOf(note.created_time),
    ...(note.created_by && { from: nameOf(note.created_by) }),
    ...(text && { text }),
  };
}

/** @param automatic was it written by SDP itself? */
export function mailEntry(
  mail: SdpConversation,
  automatic: boolean,
  { max, includeQuoted }: EntryTexts,
): ThreadEntryView {
  const isNote = mail.type === 'NOTES';
  const text = ticketText(mail.description, { max, trim: !includeQuoted && !isNote });
  const { from } = mail;
  const sender = from?.name ?? from?.email_id;
  return {
    kind: isNote
      ? mail.show_to_requester === true
        ? 'public_note'
        : 'private_note'
      : automatic
        ? 'automatic_mail'
        : 'mail',
    ...timeOf(mail.created_time),
    ...(sender ? { from: cleanLine(sender, 120) } : {}),
    ...addresses('to', mail.to),
    ...addresses('cc', mail.cc),
    ...(mail.subject ? { subject: cleanLine(mail.subject) } : {}),
    ...(text && { text }),
  };
}

const KIND_WORDS = {
  mail: 'Mail',
  automatic_mail: 'Automatic mail',
  private_note: 'Private note',
  public_note: 'Note the requester can see',
} as const satisfies Record<ThreadEntryView['kind'], string>;

/** @param position 1-based place of the entry in the thread, newest first */
export function entryText(entry: ThreadEntryView, position: number, fence: Fence): string {
  const { kind, at, from, to, subject, text } = entry;
  const people = `${from === undefined ? '' : ` from ${inline(from)}`}${to === undefined ? '' : ` to ${inline(to.join(', '))}`}`;
  return paragraphs(
    `**${position}. ${KIND_WORDS[kind]}**${people}, ${readableTime(at ?? null)}${subject === undefined ? '' : `: ${inline(subject)}`}`,
    text === undefined ? '(no text)' : fence.around(text.untrusted_text, 'text'),
    text && cutNote(text, 'include_quoted: true shows them'),
  );
}

function timeOf(time: Date | null): { at?: string } {
  const at = isoTime(time);
  return at === null ? {} : { at };
}

function addresses<K extends 'to' | 'cc'>(key: K, mails: readonly string[]): { [P in K]?: string[] } {
  if (mails.length === 0) return {};
  return { [key]: mails.slice(0, 10).map((mail) => cleanLine(mail, 254)) } as { [P in K]?: string[] };
}
