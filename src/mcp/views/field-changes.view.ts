import { z } from 'zod';

import type { SdpRequest } from '../../sdp-api/requests/request.schema.js';
import { cleanLine } from '../text/clean-text.js';
import { inline } from '../text/markdown.js';
import { isoTime, withReadableTime } from '../text/times.js';
import { nameOf } from './person.view.js';
import { lookupName } from './request-row.view.js';

/** A field that is different after a write. An empty field has no value. */
export const FieldChange = z.object({ field: z.string(), before: z.string().optional(), after: z.string().optional() });

export type FieldChange = z.output<typeof FieldChange>;

/** Fields whose values are compared and shown, by the names of the tools' arguments. */
const READERS = {
  subject: ({ subject }) => subject ?? undefined,
  status: ({ status }) => lookupName(status),
  priority: ({ priority }) => lookupName(priority),
  urgency: ({ urgency }) => lookupName(urgency),
  impact: ({ impact }) => lookupName(impact),
  level: ({ level }) => lookupName(level),
  mode: ({ mode }) => lookupName(mode),
  request_type: ({ request_type }) => lookupName(request_type),
  category: ({ category }) => lookupName(category),
  subcategory: ({ subcategory }) => lookupName(subcategory),
  item: ({ item }) => lookupName(item),
  group: ({ group }) => lookupName(group),
  site: ({ site }) => lookupName(site),
  requester: ({ requester }) => (requester ? nameOf(requester) : undefined),
  technician: ({ technician }) => (technician ? nameOf(technician) : undefined),
  due_by: ({ due_by_time }) => isoTime(due_by_time) ?? undefined,
  impact_details: ({ impact_details }) => impact_details ?? undefined,
  email_ids_to_notify: ({ email_ids_to_notify }) => email_ids_to_notify.join(', ') || undefined,
} as const satisfies Record<string, (request: SdpRequest) => string | undefined>;

/**
 * What is different between two readings of a request, in the order of the fields' names above.
 *
 * @param asked fields that were to change. Others count only when they have a value afterwards, as a priority that
 * the portal computed: the answer to a write may leave out what it did not touch.
 */
export function changesBetween(before: SdpRequest, after: SdpRequest, asked: readonly string[]): FieldChange[] {
  return Object.entries(READERS).flatMap(([field, read]) => {
    const [was, is] = [read(before), read(after)].map((text) => (text === undefined ? undefined : cleanLine(text)));
    if (was === is || (is === undefined && !asked.includes(field))) return [];
    return [{ field, ...(was === undefined ? {} : { before: was }), ...(is === undefined ? {} : { after: is }) }];
  });
}

const shown = (value: string | undefined): string => inline(value === undefined ? null : withReadableTime(value));

/** `- priority: Low → High` lines. */
export function changesText(changes: readonly FieldChange[]): string {
  return changes
    .map(({ field, before, after }) => `- ${inline(field, 150)}: ${shown(before)} → ${shown(after)}`)
    .join('\n');
}
