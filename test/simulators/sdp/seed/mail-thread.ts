import type { PersonRow } from '../store/rows.js';
import { escapeHtml, paragraphs } from './ticket-text.js';

/** One mail of a thread, before it is quoted by the next one. */
export interface ThreadMail {
  readonly from: PersonRow;
  readonly text: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly subject: string;
}

/** How a mail program ends and quotes; everybody keeps to one. */
export type MailProgram = 'webmail' | 'outlook' | 'plain' | 'phone';

export const MAIL_PROGRAMS: readonly MailProgram[] = ['webmail', 'outlook', 'plain', 'phone'];

const format = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
  hour: 'numeric',
  minute: '2-digit',
});

/** Such as `Mon, Nov 16, 2026, 3:05 PM`; the space before AM and PM is a plain one. */
const written = (ms: number) => format.format(ms).replaceAll('\u202f', ' ');

function signature({ name, job_title, department, phone }: PersonRow, program: MailProgram): string {
  const title = escapeHtml(job_title ?? '');
  switch (program) {
    case 'webmail':
      return `<div>-- <br />${escapeHtml(name)}<br />${title}<br />${escapeHtml(department?.name ?? '')}</div>`;
    case 'outlook':
      return `<p>Best regards,</p><p><b>${escapeHtml(name)}</b><br />${title} | Example Corp<br />T ${phone ?? ''}<br /><i>This message may contain confidential information. If you are not the intended recipient, please delete it.</i></p>`;
    case 'plain':
      return `<div>Regards<br />${escapeHtml(name)}</div>`;
    case 'phone':
      return '<div>Sent from my iPhone</div>';
  }
}

/** The earlier mail, with everything it quoted itself. */
function quote(mail: ThreadMail, quoted: string, program: MailProgram): string {
  const name = escapeHtml(mail.from.name);
  const address = mail.from.email_id ?? '';
  switch (program) {
    case 'webmail':
      return `<br /><div class="gmail_quote"><div dir="ltr" class="gmail_attr">On ${written(mail.at)} ${name} &lt;<a href="mailto:${address}">${address}</a>&gt; wrote:<br /></div><blockquote class="gmail_quote" style="margin:0 0 0 .8ex;border-left:1px solid #ccc;padding-left:1ex">${quoted}</blockquote></div>`;
    case 'outlook':
      return `<p>-----Original Message-----<br />From: ${name} &lt;${address}&gt;<br />Sent: ${written(mail.at)}<br />Subject: ${escapeHtml(mail.subject)}</p>${quoted}`;
    case 'plain':
      return `<div>On ${written(mail.at)}, ${name} wrote:<br />${lines(mail.text)}</div>`;
    case 'phone':
      return `<div><br /></div><blockquote type="cite"><div>On ${written(mail.at)}, IT Service Desk &lt;helpdesk@example.com&gt; wrote:</div>${quoted}</blockquote>`;
  }
}

/** Lines behind a quote mark, as a program for plain text writes them. */
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => `&gt; ${escapeHtml(line)}`)
    .join('<br />');

/** The HTML of a mail: what was typed, how it ends, and what it answers. */
export function mailHtml(
  mail: ThreadMail,
  program: MailProgram,
  answered?: { mail: ThreadMail; html: string },
): string {
  const typed = paragraphs(mail.text);
  const end = signature(mail.from, program);
  return `${typed}<div><br /></div>${end}${answered ? quote(answered.mail, answered.html, program) : ''}`;
}
