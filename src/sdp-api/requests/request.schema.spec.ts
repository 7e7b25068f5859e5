import { describe, expect, it } from '@jest/globals';
import { rowsOf } from '../list-info.js';
import { ResolutionContent } from './resolution.schema.js';
import { SdpRequest } from './request.schema.js';

// The shapes were captured from a live US tenant in 2020 (github.com/demisto/content, ServiceDeskPlus integration);
// names and values are invented.

const requester = {
  id: '123640000000244019',
  name: 'Rosa Field',
  email_id: null,
  is_technician: false,
  is_vip_user: false,
  phone: null,
  mobile: null,
  sms_mail: null,
  department: null,
  photo_url: 'https://contacts.zoho.com/file?exp=10&ID=-1&t=user&height=60&width=60',
};

const technician = {
  id: '123640000000142552',
  name: 'Nils Berg',
  email_id: 'nils.berg@example.com',
  cost_per_hour: '0',
  phone: null,
  mobile: null,
  sms_mail_id: null,
  photo_url: 'https://contacts.zoho.com/file?exp=10&ID=712874208&t=user&height=60&width=60',
};

const onHold = {
  id: '123640000000006659',
  name: 'On Hold',
  internal_name: 'Onhold',
  in_progress: true,
  stop_timer: true,
  color: null,
};

const created = {
  id: '123640000000240013',
  display_id: '102',
  subject: 'Scanner jams',
  description: 'It jams on every second page.',
  status: onHold,
  priority: { id: '123640000000006805', name: 'High', color: '#ff0000' },
  urgency: { id: '123640000000007921', name: 'Normal' },
  impact: { id: '123640000000008036', name: 'Affects Group' },
  level: { id: '123640000000006671', name: 'Tier 1' },
  mode: { id: '123640000000006665', name: 'E-Mail' },
  request_type: { id: '123640000000008391', name: 'Incident' },
  template: { id: '123640000000006655', name: 'Default Request' },
  group: { id: '123640000000006681', name: 'Network', site: null, deleted: false },
  requester,
  created_by: { ...technician, is_technician: true },
  created_time: { display_value: 'Jun 24, 2020 03:05 PM', value: '1593000300533' },
  last_updated_time: { display_value: 'Jun 24, 2020 03:05 PM', value: '1593000300679' },
  technician: null,
  category: null,
  subcategory: null,
  resolution: null,
  due_by_time: null,
  approval_status: null,
  onhold_scheduler: null,
  is_overdue: false,
  is_fcr: false,
  has_notes: false,
  email_to: [],
  email_cc: [],
  email_ids_to_notify: [],
  attachments: [],
  udf_fields: {},
  time_elapsed: '0',
  unreplied_count: 0,
};

describe('a request as SDP answers to its creation', () => {
  it('keeps what is said of it', () => {
    expect(SdpRequest.parse(created)).toMatchObject({
      id: '123640000000240013',
      display_id: '102',
      subject: 'Scanner jams',
      description: 'It jams on every second page.',
      status: onHold,
      priority: { id: '123640000000006805', name: 'High' },
      group: { id: '123640000000006681', name: 'Network' },
      requester: { id: '123640000000244019', name: 'Rosa Field', email_id: null, is_technician: false },
      created_by: { email_id: 'nils.berg@example.com', is_technician: true },
      created_time: new Date('2020-06-24T12:05:00.533Z'),
      last_updated_time: new Date('2020-06-24T12:05:00.679Z'),
      is_overdue: false,
      email_to: [],
      udf_fields: {},
    });
  });

  it('gives null for what is empty and for what was not sent', () => {
    const {
      technician: empty,
      due_by_time: none,
      scheduled_start_time: absent,
      is_trashed: unknown,
    } = SdpRequest.parse(created);
    expect([empty, none, absent, unknown]).toEqual([null, null, null, null]);
  });

  it('reads a ticket number that comes as an object', () => {
    const request = SdpRequest.parse({ ...created, display_id: { display_value: 'RE-102', value: '102' } });
    expect(request.display_id).toBe('102');
  });

  it('refuses an id that JSON has as a number, for its last digits are lost', () => {
    expect(SdpRequest.safeParse({ ...created, id: Number('123640000000240013') }).success).toBe(false);
  });

  it('fails loudly without an id', () => {
    expect(SdpRequest.safeParse({ ...created, id: undefined }).success).toBe(false);
  });

  it.each([{ display_value: 'x' }, { value: '' }, { value: null }, null])('reads %j as no time', (time) => {
    expect(SdpRequest.parse({ ...created, due_by_time: time }).due_by_time).toBeNull();
  });

  it('fails loudly on a time in another form, rather than losing it', () => {
    expect(SdpRequest.safeParse({ ...created, due_by_time: '2026-11-23' }).success).toBe(false);
  });
});

it('reads a thin row of a list, and the paging around it', () => {
  const page = rowsOf(SdpRequest, 'requests').safeParse({
    response_status: [{ status_code: 2000, status: 'success' }],
    list_info: { has_more_rows: true, start_index: 1, row_count: 3 },
    requests: [
      {
        id: '123640000000215007',
        display_id: '74',
        subject: 'No sound',
        requester,
        technician,
        template: { id: '123640000000006655', name: 'Default Request' },
        status: onHold,
        group: null,
        created_time: { display_value: 'Jun 8, 2020 03:07 PM', value: '1591618056240' },
        due_by_time: null,
        is_service_request: false,
        cancellation_requested: false,
        cancel_flag_comments: null,
        has_notes: false,
        has_draft: false,
      },
    ],
  });

  expect(page).toMatchObject({
    success: true,
    data: {
      hasMore: true,
      totalCount: undefined,
      rows: [
        {
          display_id: '74',
          technician: { name: 'Nils Berg', is_technician: null },
          priority: null,
          is_service_request: false,
        },
      ],
    },
  });
});

it('refuses a list without its rows rather than taking it for an empty one', () => {
  const answer = { response_status: [{ status_code: 2000, status: 'success' }] };
  expect(rowsOf(SdpRequest, 'requests').safeParse(answer).success).toBe(false);
});

it('reads a resolution, and that there is none', () => {
  const envelope = { response_status: { status_code: 2000, status: 'success' } };
  const by = { submitted_on: { display_value: 'x', value: '1593000300533' }, submitted_by: technician };
  const stored = { ...envelope, resolution: { content: 'Cleaned it', ...by, resolution_attachments: [] } };
  const empty = {
    ...envelope,
    resolution: { content: null, submitted_on: null, submitted_by: null, resolution_attachments: [] },
  };

  expect(ResolutionContent.parse(stored).resolution.content).toBe('Cleaned it');
  expect(ResolutionContent.parse(empty).resolution.content).toBeNull();
});
