import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../list-info.js';
import { ResolutionContent } from './resolution.schema.js';
import { SdpRequest } from './request.schema.js';

// Captured whole from a live US tenant in 2020 (github.com/demisto/content, ServiceDeskPlus integration); names are
// invented. Every key that was on the wire is here: what a schema drops shows.

const person = {
  department: null,
  phone: null,
  mobile: null,
  sms_mail: null,
  is_vip_user: false,
  photo_url: 'https://contacts.zoho.com/file?exp=10&ID=-1&t=user&height=60&width=60',
};
const requester = { ...person, id: '123640000000244019', name: 'Rosa Field', email_id: null, is_technician: false };
const author = {
  ...{ ...person, id: '123640000000142582', name: 'Nils Berg', email_id: 'nils.berg@example.com' },
  is_technician: true,
};
const open = {
  ...{ id: '123640000000006657', name: 'Open', internal_name: 'Open', in_progress: true },
  ...{ stop_timer: false, color: '#0066ff' },
};
const nothing = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, null]));
const no = (...keys: string[]) => Object.fromEntries(keys.map((key) => [key, false]));

const created = {
  ...{ id: '123640000000240013', display_id: '102', subject: 'Create request test' },
  description: 'The description of the request',
  status: open,
  priority: { id: '123640000000006805', name: 'High', color: '#ff0000' },
  urgency: { id: '123640000000007921', name: 'Normal' },
  impact: { id: '123640000000008036', name: 'Affects Group' },
  level: { id: '123640000000006671', name: 'Tier 1' },
  mode: { id: '123640000000006665', name: 'E-Mail' },
  request_type: { id: '123640000000008391', name: 'Incident' },
  template: { id: '123640000000006655', name: 'Default Request' },
  group: { id: '123640000000006681', name: 'Network', site: null, deleted: false },
  ...{ requester, created_by: author },
  created_time: { display_value: 'Jun 24, 2020 03:05 PM', value: '1593000300533' },
  last_updated_time: { display_value: 'Jun 24, 2020 03:05 PM', value: '1593000300679' },
  ...nothing('technician', 'category', 'subcategory', 'item', 'site', 'department', 'sla', 'lifecycle', 'resolution'),
  ...nothing('due_by_time', 'first_response_due_by_time', 'assigned_time', 'responded_time', 'resolved_time'),
  ...nothing('completed_time', 'deleted_time', 'approval_status', 'impact_details', 'linked_to_request'),
  ...nothing('cancel_flag_comments', 'notification_status', 'onhold_scheduler'),
  ...no('is_read', 'is_trashed', 'is_escalated', 'is_service_request', 'is_reopened', 'is_overdue', 'is_fcr'),
  ...no('is_first_response_overdue', 'cancellation_requested', 'has_notes', 'has_draft', 'has_attachments'),
  ...no('has_linked_requests', 'has_problem', 'has_project', 'has_request_initiated_change'),
  ...{ email_to: [], email_cc: [], email_bcc: [], email_ids_to_notify: [], attachments: [], udf_fields: {} },
  ...{ time_elapsed: '0', unreplied_count: 0 },
};

const row = {
  ...{ id: '123640000000215007', display_id: '74', subject: 'request 1', requester },
  technician: {
    ...{ id: '123640000000142552', name: 'Nils Berg', email_id: 'nils.berg@example.com', cost_per_hour: '0' },
    ...{ phone: null, mobile: null, sms_mail_id: null, photo_url: person.photo_url },
  },
  template: { id: '123640000000006655', name: 'Default Request' },
  ...{ status: open, group: null, due_by_time: null },
  created_time: { display_value: 'Jun 8, 2020 03:07 PM', value: '1591618056240' },
  ...{ is_service_request: false, cancellation_requested: false, cancel_flag_comments: null },
  ...{ has_notes: false, has_draft: false },
};

/**
 * Left on the wire on purpose: pictures, colours and prices of people, how a time is written in somebody's zone, and
 * fields of which no value has ever been seen, so that no form of them could be trusted.
 */
const LEFT = new Set([
  ...['photo_url', 'sms_mail', 'sms_mail_id', 'cost_per_hour', 'priority.color', 'group.site', 'group.deleted'],
  ...['display_value', 'linked_to_request', 'cancel_flag_comments', 'notification_status', 'onhold_scheduler'],
]);

/** Where something that was on the wire is not in what was read. */
function lost(wire: unknown, read: unknown, path = ''): string[] {
  const name = path.slice(path.lastIndexOf('.') + 1);
  if (LEFT.has(path) || LEFT.has(name)) return [];
  if (read instanceof Date) return Number((wire as { value: string }).value) === read.getTime() ? [] : [path];
  if (typeof wire !== 'object' || wire === null) return wire === read ? [] : [path];
  if (typeof read !== 'object' || read === null) return [path];
  return Object.entries(wire).flatMap(([key, value]) =>
    lost(value, (read as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`),
  );
}

describe('what was recorded from a live tenant is read without loss', () => {
  it('when a request is created', () => {
    expect(lost(created, SdpRequest.parse(created))).toEqual([]);
  });

  it('when the request was put on hold, edited and resolved', () => {
    const changed = {
      ...created,
      status: {
        ...{ id: '123640000000006659', name: 'On Hold', internal_name: 'Onhold', in_progress: true },
        ...{ stop_timer: true, color: null },
      },
      is_reopened: true,
      resolution: { content: 'Changed the fuser' },
    };

    expect(lost(changed, SdpRequest.parse(changed))).toEqual([]);
  });

  it('when requests are listed', () => {
    const list_info = { has_more_rows: true, start_index: 1, row_count: 3 };
    const answer = { response_status: [{ status_code: 2000, status: 'success' }], list_info, requests: [row] };
    const page = rowsOf(SdpRequest, 'requests').safeParse(answer);

    expect(page).toMatchObject({ success: true, data: { hasMore: true } });
    expect(lost(row, page.success && page.data.rows[0])).toEqual([]);
  });

  it.each([
    {
      content: 'Cleaned it',
      submitted_on: { display_value: 'Jun 24, 2020 03:05 PM', value: '1593000300533' },
      submitted_by: author,
      resolution_attachments: [],
    },
    { content: null, submitted_on: null, submitted_by: null, resolution_attachments: [] },
  ])('when a resolution is %j', (resolution) => {
    const answer = { response_status: { status_code: 2000, status: 'success' }, resolution };

    expect(lost(resolution, ResolutionContent.parse(answer).resolution)).toEqual([]);
  });

  it('and this test sees what is lost', () => {
    const { subject: _subject, ...without } = SdpRequest.parse(created);

    expect(lost(created, without)).toEqual(['subject']);
    expect(lost(created, { ...SdpRequest.parse(created), created_time: new Date(0) })).toEqual(['created_time']);
  });
});
