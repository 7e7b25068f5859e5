import type { LookupRef } from '../../sdp-api/lookups/lookup-ref.js';
import type { Lookups } from '../../sdp-api/lookups/lookups.js';

/** How values of a field are read and compared. */
export type SearchField =
  | {
      readonly kind: 'text' | 'time' | 'flag' | 'overdue' | 'status' | 'technician' | 'requester';
      readonly path: string;
    }
  | {
      readonly kind: 'lookup';
      readonly path: string;
      /** Absent where the list depends on another field; SDP judges the name then. */
      readonly resolve?: (lookups: Lookups, text: string) => Promise<LookupRef>;
    };

const text = (path: string): SearchField => ({ kind: 'text', path });
const time = (path: string): SearchField => ({ kind: 'time', path });
const flag = (path: string): SearchField => ({ kind: 'flag', path });

/** The fields that can be searched, by the names that the tools use for them. */
export const SEARCH_FIELDS: Readonly<Record<string, SearchField>> = {
  number: text('display_id'),
  subject: text('subject'),
  description: text('description'),
  status: { kind: 'status', path: 'status' },
  status_name: { kind: 'lookup', path: 'status', resolve: (lookups, name) => lookups.status(name) },
  priority: { kind: 'lookup', path: 'priority', resolve: (lookups, name) => lookups.priority(name) },
  urgency: { kind: 'lookup', path: 'urgency', resolve: (lookups, name) => lookups.urgency(name) },
  impact: { kind: 'lookup', path: 'impact', resolve: (lookups, name) => lookups.impact(name) },
  level: { kind: 'lookup', path: 'level', resolve: (lookups, name) => lookups.level(name) },
  mode: { kind: 'lookup', path: 'mode', resolve: (lookups, name) => lookups.mode(name) },
  request_type: { kind: 'lookup', path: 'request_type', resolve: (lookups, name) => lookups.requestType(name) },
  category: { kind: 'lookup', path: 'category', resolve: (lookups, name) => lookups.category(name) },
  subcategory: { kind: 'lookup', path: 'subcategory' },
  item: { kind: 'lookup', path: 'item' },
  group: { kind: 'lookup', path: 'group', resolve: (lookups, name) => lookups.group(name) },
  site: { kind: 'lookup', path: 'site', resolve: (lookups, name) => lookups.site(name) },
  template: { kind: 'lookup', path: 'template', resolve: (lookups, name) => lookups.template(name) },
  department: { kind: 'lookup', path: 'department' },
  technician: { kind: 'technician', path: 'technician' },
  requester: { kind: 'requester', path: 'requester' },
  created_time: time('created_time'),
  last_updated_time: time('last_updated_time'),
  due_by_time: time('due_by_time'),
  first_response_due_by_time: time('first_response_due_by_time'),
  responded_time: time('responded_time'),
  resolved_time: time('resolved_time'),
  completed_time: time('completed_time'),
  overdue: { kind: 'overdue', path: 'due_by_time' },
  is_service_request: flag('is_service_request'),
  is_escalated: flag('is_escalated'),
  is_reopened: flag('is_reopened'),
  has_notes: flag('has_notes'),
  has_attachments: flag('has_attachments'),
};

/** A field by its name; a portal's own fields are none of them. */
export function searchField(name: string): SearchField | undefined {
  return Object.hasOwn(SEARCH_FIELDS, name) ? SEARCH_FIELDS[name] : undefined;
}
