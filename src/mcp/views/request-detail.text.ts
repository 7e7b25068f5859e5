import { Fence } from '../text/fence.js';
import { facts, inline, paragraphs } from '../text/markdown.js';
import { cutNote, type TicketText } from '../text/ticket-text.js';
import { readableTime } from '../text/times.js';
import { ownFieldsText } from './own-fields.view.js';
import { personText } from './person.view.js';
import type { RequestDetail } from './request-detail.view.js';
import { UNTRUSTED_NOTICE } from './untrusted-notice.js';

/** A request for reading, without what its tool adds below. */
export function detailText(request: RequestDetail, fence: Fence = new Fence()): string {
  const value = (text: string | undefined): string | undefined => (text === undefined ? undefined : inline(text));
  return paragraphs(
    `# Request ${inline(request.number)}: ${inline(request.subject, 250)}`,
    stateText(request),
    facts([
      ['Requester', request.requester && personText(request.requester)],
      ['Technician', request.technician ? personText(request.technician) : 'nobody'],
      ['Group', value(request.group)],
      ['Site', value(request.site)],
      ['Priority', value(request.priority)],
      [
        'Urgency and impact',
        [request.urgency, request.impact]
          .filter((one) => one !== undefined)
          .map((one) => inline(one))
          .join(', ') || undefined,
      ],
      [
        'Category',
        [request.category, request.subcategory, request.item]
          .filter((one) => one !== undefined)
          .map((one) => inline(one))
          .join(' / ') || undefined,
      ],
      ['Type', value(request.request_type)],
      ['Template', value(request.template)],
      ['Level', value(request.level)],
      ['Mode', value(request.mode)],
      ['Service level', value(request.sla)],
      ['Approval', value(request.approval_status)],
      ['Times', timesText(request)],
      ['Flags', request.flags.join(', ') || undefined],
      ['Own fields', ownFieldsText(request.udf_fields)],
      ['Attachments', request.attachments.map(({ name }) => inline(name)).join(', ') || undefined],
      ['Link', `${request.url} (id ${request.id})`],
    ]),
    section('Description', request.description, fence),
    section('Resolution', request.resolution, fence),
    UNTRUSTED_NOTICE,
  );
}

/** A titled, fenced text with what was left out of it; empty when there is no text. */
export function section(title: string, text: TicketText | undefined, fence: Fence): string | undefined {
  if (text === undefined) return undefined;
  const fenced = fence.around(text.untrusted_text, title.toLowerCase());
  return paragraphs(`**${title}**`, fenced, cutNote(text, 'the ticket in the browser has them'));
}

function stateText(request: RequestDetail): string {
  const { status, finished, on_hold, overdue, overdue_by, due_in, first_response_overdue } = request;
  const notes = [
    ...(finished ? ['finished'] : []),
    ...(on_hold ? ['on hold'] : []),
    ...(overdue ? [`overdue${overdue_by === undefined ? '' : ` by ${overdue_by}`}`] : []),
    ...(due_in === undefined ? [] : [`due in ${due_in}`]),
    ...(first_response_overdue ? ['first response overdue'] : []),
  ];
  return `Status: ${inline(status)}${notes.length > 0 ? ` (${notes.join(', ')})` : ''}`;
}

function timesText(request: RequestDetail): string | undefined {
  const times = [
    ['created', request.created_at],
    ['due', request.due_at],
    ['first response due', request.first_response_due_at],
    ['responded', request.responded_at],
    ['resolved', request.resolved_at],
    ['completed', request.completed_at],
    ['changed', request.updated_at],
  ] as const;
  const known = times.flatMap(([label, iso]) => (iso === undefined ? [] : [`${label} ${readableTime(iso)}`]));
  return known.length > 0 ? known.join(', ') : undefined;
}
