import { z } from 'zod';

import type { Lookup } from '../../sdp-api/wire/values.js';
import type { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline, table } from '../text/markdown.js';
import { isoTime, readableTime } from '../text/times.js';
import { nameOf } from './person.view.js';

/** A request as a row of a list. What is empty is left out; subject and names are text from the ticket. */
export const RequestRow = z.object({
  number: z.string(),
  id: z.string(),
  subject: z.string(),
  status: z.string(),
  priority: z.string().optional(),
  technician: z.string().optional(),
  group: z.string().optional(),
  requester: z.string().optional(),
  site: z.string().optional(),
  category: z.string().optional(),
  created_at: z.string().optional(),
  updated_at: z.string().optional(),
  due_at: z.string().optional(),
  overdue: z.boolean(),
});

export type RequestRow = z.output<typeof RequestRow>;

/** @param now decides `overdue` where SDP does not say it */
export function rowOf(request: SdpRequest, now: Date): RequestRow {
  return {
    number: cleanLine(request.display_id, 20),
    id: request.id,
    subject: cleanLine(request.subject ?? ''),
    status: lookupName(request.status) ?? 'unknown',
    ...present({
      priority: lookupName(request.priority),
      technician: request.technician ? nameOf(request.technician) : undefined,
      group: lookupName(request.group),
      requester: request.requester ? nameOf(request.requester) : undefined,
      site: lookupName(request.site),
      category: lookupName(request.category),
      created_at: isoTime(request.created_time) ?? undefined,
      updated_at: isoTime(request.last_updated_time) ?? undefined,
      due_at: isoTime(request.due_by_time) ?? undefined,
    }),
    overdue: isOverdue(request, now),
  };
}

/** Past its due time, not finished, and its clock running: on hold it stands still. */
export function isOverdue({ is_overdue, due_by_time, status }: SdpRequest, now: Date): boolean {
  if (status?.in_progress === false || status?.stop_timer === true) return false;
  return is_overdue === true || (due_by_time !== null && due_by_time < now);
}

/** Name of a configured value, cleaned; undefined when there is none. */
export function lookupName(lookup: Pick<Lookup, 'name' | 'id'> | null): string | undefined {
  return lookup === null ? undefined : cleanLine(lookup.name ?? lookup.id, 120);
}

/** The entries that have a value. */
export function present<T extends object>(entries: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** Rows as a Markdown table. @param zone an IANA name, in which times are shown */
export function rowsTable(rows: readonly RequestRow[], zone = 'UTC'): string {
  return table(
    ['Number', 'Subject', 'Status', 'Priority', 'Technician', 'Requester', 'Due', 'Created'],
    rows.map((row) => [
      inline(row.number),
      inline(row.subject, 100),
      inline(row.status, 40),
      inline(row.priority ?? null, 40),
      inline(row.technician ?? (row.group === undefined ? 'unassigned' : `unassigned, ${row.group}`), 60),
      inline(row.requester ?? null, 60),
      row.overdue ? `${readableTime(row.due_at ?? null, zone)} overdue` : readableTime(row.due_at ?? null, zone),
      readableTime(row.created_at ?? null, zone),
    ]),
  );
}
