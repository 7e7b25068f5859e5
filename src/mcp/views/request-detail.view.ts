import { z } from 'zod';

import type { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { TicketText, ticketText } from '../text/ticket-text.js';
import { isoTime, span } from '../text/times.js';
import { type OwnFieldLabels, ownFieldsOf, OwnFieldView } from './own-fields.view.js';
import { personOf, PersonView } from './person.view.js';
import { isOverdue, lookupName, present } from './request-row.view.js';

/** Longest description and resolution that are shown, in characters. */
const MAX_DESCRIPTION = 16_000;
const MAX_RESOLUTION = 8_000;
const MAX_ATTACHMENTS = 30;

const name = z.string().optional();
const time = z.string().optional();

/** One request with everything a person would look at first. What is empty is left out. */
export const RequestDetail = z.object({
  number: z.string(),
  id: z.string(),
  url: z.string(),
  subject: z.string(),
  status: z.string(),
  finished: z.boolean(),
  on_hold: z.boolean(),
  overdue: z.boolean(),
  overdue_by: z.string().optional(),
  /** Time that is left; absent where the clock does not run. */
  due_in: z.string().optional(),
  first_response_overdue: z.boolean(),
  priority: name,
  urgency: name,
  impact: name,
  level: name,
  mode: name,
  request_type: name,
  template: name,
  category: name,
  subcategory: name,
  item: name,
  group: name,
  site: name,
  department: name,
  sla: name,
  approval_status: name,
  requester: PersonView.optional(),
  technician: PersonView.optional(),
  created_by: PersonView.optional(),
  created_at: time,
  updated_at: time,
  due_at: time,
  first_response_due_at: time,
  responded_at: time,
  resolved_at: time,
  completed_at: time,
  flags: z.array(z.string()),
  description: TicketText.optional(),
  resolution: TicketText.optional(),
  udf_fields: z.array(OwnFieldView),
  attachments: z.array(z.object({ id: z.string(), name: z.string(), size_bytes: z.number().optional() })),
});

export type RequestDetail = z.output<typeof RequestDetail>;

const FLAGS = [
  'is_escalated',
  'is_reopened',
  'is_fcr',
  'is_service_request',
  'is_trashed',
  'cancellation_requested',
  'has_notes',
  'has_attachments',
  'has_linked_requests',
] as const satisfies (keyof SdpRequest)[];

interface DetailContext {
  readonly url: string;
  readonly now: Date;
  /** HTML, where it was read apart from the request. */
  readonly resolution?: string | null;
  /** Of the portal's own fields on requests. */
  readonly labels: OwnFieldLabels;
}

export function detailOf(request: SdpRequest, { url, now, resolution, labels }: DetailContext): RequestDetail {
  const { status } = request;
  const overdue = isOverdue(request, now);
  return {
    number: cleanLine(request.display_id, 20),
    id: request.id,
    url,
    subject: cleanLine(request.subject ?? ''),
    status: lookupName(status) ?? 'unknown',
    finished: status?.in_progress === false,
    on_hold: status?.in_progress !== false && status?.stop_timer === true,
    overdue,
    ...(overdue && request.due_by_time ? { overdue_by: span(now.getTime() - request.due_by_time.getTime()) } : {}),
    ...dueIn(request, now),
    first_response_overdue: request.is_first_response_overdue === true,
    ...lookupsOf(request),
    ...present({
      requester: request.requester ? personOf(request.requester) : undefined,
      technician: request.technician ? personOf(request.technician) : undefined,
      created_by: request.created_by ? personOf(request.created_by) : undefined,
      created_at: isoTime(request.created_time) ?? undefined,
      updated_at: isoTime(request.last_updated_time) ?? undefined,
      due_at: isoTime(request.due_by_time) ?? undefined,
      first_response_due_at: isoTime(request.first_response_due_by_time) ?? undefined,
      responded_at: isoTime(request.responded_time) ?? undefined,
      resolved_at: isoTime(request.resolved_time) ?? undefined,
      completed_at: isoTime(request.completed_time) ?? undefined,
      description: ticketText(request.description, { max: MAX_DESCRIPTION, trim: false }) ?? undefined,
      resolution:
        ticketText(resolution ?? request.resolution?.content ?? null, { max: MAX_RESOLUTION, trim: false }) ??
        undefined,
    }),
    flags: FLAGS.filter((flag) => request[flag] === true),
    udf_fields: ownFieldsOf(request.udf_fields, labels),
    attachments: request.attachments.slice(0, MAX_ATTACHMENTS).map(({ id, name: file, size }) => ({
      id,
      name: cleanLine(file ?? 'unnamed', 200),
      ...(size !== null && /^\d{1,12}$/.test(size) ? { size_bytes: Number(size) } : {}),
    })),
  };
}

function dueIn({ status, due_by_time: due }: SdpRequest, now: Date): { readonly due_in?: string } {
  const runs = status?.in_progress !== false && status?.stop_timer !== true;
  return runs && due !== null && due > now ? { due_in: span(due.getTime() - now.getTime()) } : {};
}

function lookupsOf(request: SdpRequest) {
  return present({
    priority: lookupName(request.priority),
    urgency: lookupName(request.urgency),
    impact: lookupName(request.impact),
    level: lookupName(request.level),
    mode: lookupName(request.mode),
    request_type: lookupName(request.request_type),
    template: lookupName(request.template),
    category: lookupName(request.category),
    subcategory: lookupName(request.subcategory),
    item: lookupName(request.item),
    group: lookupName(request.group),
    site: lookupName(request.site),
    department: lookupName(request.department),
    sla: lookupName(request.sla),
    approval_status: lookupName(request.approval_status),
  });
}
