import { acknowledge, mailSubject } from '../collections/requests/announce.js';
import { assign, moveTo } from '../collections/requests/request-progress.js';
import { writeResolution } from '../collections/requests/save-request.js';
import type { PersonRow, RequestRow } from '../store/rows.js';
import type { SdpStore } from '../store/sdp-store.js';
import { type MailProgram, mailHtml, type ThreadMail } from './mail-thread.js';
import type { Random } from './random.js';
import type { Scenario } from './scenarios/scenario.js';
import { later, type PlannedStatus } from './ticket-plan.js';
import { fill, type Fillings, paragraphs } from './ticket-text.js';

interface Plot {
  readonly store: SdpStore;
  readonly random: Random;
  readonly now: number;
  readonly scenario: Scenario;
  readonly status: PlannedStatus;
  readonly technician: PersonRow | null;
  readonly fillings: Fillings;
  /** The requester's mail program. */
  readonly program: MailProgram;
  /** What the requester wrote first. */
  readonly ask: string;
}

/** How much of the talk has happened, in mails; a ticket that waits for its requester ends on the technician's word. */
function mailsSoFar({ scenario: { talk }, status, random }: Plot): number {
  switch (status) {
    case 'Open':
      return random.chance(0.15) ? 1 : 0;
    case 'In Progress':
    case 'Onhold':
      return random.int(0, Math.min(2, talk.length));
    case 'Waiting on Requester':
      return talk.length > 2 && random.chance(0.4) ? 3 : 1;
    case 'Cancelled':
      return random.chance(0.5) ? 1 : 0;
    case 'Resolved':
    case 'Closed':
      return talk.length;
  }
}

/** Plays what happened to a ticket since it was filed: mail, notes, resolution, the end. */
export function seedHistory(request: RequestRow, plot: Plot): void {
  const { store, random, now, status, technician } = plot;
  acknowledge(request, { store, now: request.created_time + 4_000 });
  let at = request.created_time;
  if (technician) assign(request, technician, Math.min((at = later(at, random)), now));
  at = talk(request, plot, at);
  at = writeNotes(request, plot, at);
  const state = store.status(status);
  if (state.in_progress) {
    moveTo(request, state, Math.min(at, now));
  } else {
    finish(request, plot, Math.min(later(at, random), now));
  }
  const mails = store.conversations.of(request.id);
  const lastReply = mails.findLastIndex(({ type }) => type === 'REQREPLY');
  request.unreplied_count = mails.slice(lastReply + 1).filter(({ type }) => type === 'CONVERSATION').length;
  request.last_updated_time = Math.max(request.last_updated_time, Math.min(at, now));
}

/** Technician and requester by turns, each mail quoting the one before. @returns when the last one was sent */
function talk(request: RequestRow, plot: Plot, start: number): number {
  const { store, random, now, scenario, technician, fillings, program, ask } = plot;
  if (!technician) return start;
  const subject = mailSubject(request, 'Re: ');
  let before: ThreadMail = { from: request.requester, text: ask, at: request.created_time, subject: request.subject };
  let html = paragraphs(ask);
  let at = start;
  for (const [turn, line] of scenario.talk.slice(0, mailsSoFar(plot)).entries()) {
    at = later(at, random);
    if (at > now) return now;
    const isReply = turn % 2 === 0;
    const from = isReply ? technician : request.requester;
    const mail: ThreadMail = { from, text: fill(line, fillings), at, subject };
    html = mailHtml(mail, isReply ? 'webmail' : program, { mail: before, html });
    before = mail;
    store.conversations.add(request.id, {
      id: store.ids.take(),
      type: isReply ? 'REQREPLY' : 'CONVERSATION',
      subject,
      description: html,
      sender: from,
      to: [isReply ? (request.requester.email_id ?? '') : 'helpdesk@example.com'],
      cc: [],
      sent_time: at,
      show_to_requester: true,
    });
    if (isReply) request.responded_time ??= at;
  }
  return at;
}

/** Private but for a few. @returns when the last one was written */
function writeNotes(request: RequestRow, plot: Plot, start: number): number {
  const { store, random, now, scenario, technician, fillings, status } = plot;
  if (!technician || (status === 'Open' && random.chance(0.8))) return start;
  let at = start;
  for (const text of scenario.notes) {
    at = Math.min(later(at, random), now);
    store.notes.add(request.id, {
      id: store.ids.take(),
      description: paragraphs(fill(text, fillings)),
      show_to_requester: random.chance(0.15),
      notify_technician: false,
      mark_first_response: false,
      add_to_linked_requests: false,
      created_time: at,
      created_by: technician,
      last_updated_time: null,
      request,
    });
    request.has_notes = true;
  }
  return at;
}

function finish(request: RequestRow, plot: Plot, at: number): void {
  const { store, random, scenario, technician, fillings, status } = plot;
  const wasSolved = status !== 'Cancelled';
  if (wasSolved && technician && random.chance(0.9)) {
    writeResolution(request, paragraphs(fill(scenario.resolution, fillings)), technician, at);
  }
  moveTo(request, store.status(status), at);
  request.is_overdue = request.due_by_time !== null && at > request.due_by_time;
  if (status === 'Resolved') return;
  request.closure_info = {
    closure_code: store.lookup('request_closure_codes', wasSolved ? 'Success' : 'Cancelled'),
    closure_comments: wasSolved ? null : 'No longer needed.',
    requester_ack_resolution: wasSolved && random.chance(0.5),
    requester_ack_comments: null,
  };
}
