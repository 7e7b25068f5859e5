import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, startPortal } from './portal.fixture.js';

afterEach(closePortals);

/** Keys of the captured create answer (reference C.1.2). */
const REQUEST_KEYS = `
  id display_id subject description status priority urgency impact level mode request_type template group requester
  created_by created_time last_updated_time technician category subcategory item site department sla lifecycle
  resolution due_by_time first_response_due_by_time assigned_time responded_time resolved_time completed_time
  deleted_time approval_status impact_details linked_to_request cancel_flag_comments notification_status
  onhold_scheduler is_read is_trashed is_escalated is_service_request is_reopened is_overdue is_fcr
  is_first_response_overdue cancellation_requested has_notes has_draft has_attachments has_linked_requests has_problem
  has_project has_request_initiated_change email_to email_cc email_bcc email_ids_to_notify attachments udf_fields
  time_elapsed unreplied_count`;

/** Columns of the captured list (reference C.1.3). */
const LIST_KEYS = `
  requester template created_time has_draft cancel_flag_comments display_id subject technician due_by_time
  is_service_request cancellation_requested has_notes id status group`;

const REQUESTER_KEYS = 'id name email_id is_technician is_vip_user phone mobile sms_mail department photo_url';
const TECHNICIAN_KEYS = 'id name email_id cost_per_hour phone mobile sms_mail_id photo_url';

const words = (text: string) => text.trim().split(/\s+/).toSorted();
const keys = (value: object) => Object.keys(value).toSorted();

const FULL = {
  subject: 'Create request test',
  description: 'The description of the request',
  priority: { name: 'High' },
  urgency: { name: 'Normal' },
  impact: { name: 'Affects Group' },
  level: { name: 'Tier 1' },
  mode: { name: 'E-Mail' },
  request_type: { name: 'Incident' },
  group: { name: 'Network' },
  status: { name: 'On Hold' },
  requester: { name: 'First Last' },
};

describe('a created request (reference C.1.2)', () => {
  it('has exactly the keys of the captured answer, with explicit nulls', async () => {
    const { call } = await startPortal();

    const { body } = await call('POST', '/requests', { request: FULL });

    expect(keys(body)).toEqual(['request', 'response_status']);
    expect(keys(body.request)).toEqual(words(REQUEST_KEYS));
    expect(body.response_status).toEqual({ status_code: 2000, status: 'success' });
    expect(body.request).toMatchObject({ technician: null, category: null, resolution: null, attachments: [] });
  });

  it('shows lookups, people and times as captured', async () => {
    const { call, sdp } = await startPortal();

    const { request } = (await call('POST', '/requests', { request: FULL })).body;

    expect(request.status).toEqual({
      id: '123640000000006659',
      name: 'On Hold',
      internal_name: 'Onhold',
      in_progress: true,
      stop_timer: true,
      color: null,
    });
    expect(request.priority).toEqual({ id: '123640000000006805', name: 'High', color: '#ff0000' });
    expect(request.urgency).toEqual({ id: '123640000000007921', name: 'Normal' });
    expect(request.impact).toEqual({ id: '123640000000008036', name: 'Affects Group' });
    expect(request.group).toEqual({ id: '123640000000006681', name: 'Network', site: null, deleted: false });
    expect(request.template).toEqual({ id: '123640000000006655', name: 'Default Request' });
    expect(keys(request.requester)).toEqual(words(REQUESTER_KEYS));
    expect(request.requester).toMatchObject({ name: 'First Last', email_id: null, is_technician: false });
    expect(request.created_by).toMatchObject({ name: 'Dana Reyes', is_technician: true });
    expect(request.created_time).toEqual({ display_value: 'Nov 23, 2026 04:00 AM', value: '1795424400000' });
    expect([request.time_elapsed, request.unreplied_count]).toEqual(['0', 0]);
    expect(sdp.store.people.at(-1)?.name).toBe('First Last');
  });

  it('is shown in the zone of whoever reads it (reference B.7)', async () => {
    const { call } = await startPortal();
    const { id } = (await call('POST', '/requests', { request: FULL })).body.request;

    const { request } = (await call('GET', `/requests/${id}`, undefined, { token: 'sean-all' })).body;

    expect(request.created_time).toEqual({ display_value: 'Nov 23, 2026 09:00 AM', value: '1795424400000' });
  });

  it('has an id of the organisation and the next number (reference E.2)', async () => {
    const { call } = await startPortal();

    const { request } = (await call('POST', '/requests', { request: { subject: 'x' } })).body;

    expect(request.id).toMatch(/^123640\d{12}$/);
    expect(request.display_id).toBe('31231');
  });

  it('can be answered with 201 (reference B.6)', async () => {
    const { call } = await startPortal({ createStatus: 201 });

    expect((await call('POST', '/requests', { request: { subject: 'x' } })).status).toBe(201);
  });

  it('shows fields the capture lacks only where they have a value', async () => {
    const { call } = await startPortal();
    const more = { tags: [{ name: 'vip' }], scheduled_start_time: { value: 1_795_424_400_000 } };

    const { request } = (await call('POST', '/requests', { request: { ...FULL, ...more } })).body;

    expect(request.tags).toEqual([{ name: 'vip' }]);
    expect(request.scheduled_start_time).toMatchObject({ value: '1795424400000' });
    expect(request).not.toHaveProperty('closure_info');
  });
});

describe('a list of requests (reference C.1.3, B.6)', () => {
  it('has an array of statuses, list_info, and exactly the captured columns', async () => {
    const { list } = await startPortal();

    const { body } = await list('/requests', { row_count: 50 });

    expect(body.response_status).toEqual([{ status_code: 2000, status: 'success' }]);
    expect(body.list_info).toEqual({ has_more_rows: true, start_index: 1, row_count: 50 });
    for (const row of body.requests) expect(keys(row)).toEqual(words(LIST_KEYS));
    const assigned = body.requests.find(({ technician }: { technician: unknown }) => technician);
    expect(keys(assigned.technician)).toEqual(words(TECHNICIAN_KEYS));
  });
});

describe('a resolution (reference C.1.6)', () => {
  it('is full of nulls before there is one', async () => {
    const { call } = await startPortal();
    const { id } = (await call('POST', '/requests', { request: FULL })).body.request;

    const { body } = await call('GET', `/requests/${id}/resolutions`);

    expect(body).toEqual({
      response_status: { status_code: 2000, status: 'success' },
      resolution: { content: null, submitted_on: null, submitted_by: null, resolution_attachments: [] },
    });
  });

  it('says who wrote it and when, counts as response, and shows in the request', async () => {
    const { call } = await startPortal();
    const { id } = (await call('POST', '/requests', { request: FULL })).body.request;
    const resolution = { content: 'Restarted.', add_to_linked_requests: false };

    await call('POST', `/requests/${id}/resolutions`, { resolution });

    const stored = (await call('GET', `/requests/${id}/resolutions`)).body.resolution;
    const { request } = (await call('GET', `/requests/${id}`)).body;
    expect(keys(stored)).toEqual(['content', 'resolution_attachments', 'submitted_by', 'submitted_on']);
    expect(stored).toMatchObject({
      content: 'Restarted.',
      submitted_by: { email_id: 'dana.reyes@example.com' },
      submitted_on: { value: '1795424400000' },
    });
    expect(request).toMatchObject({
      resolution: { content: 'Restarted.' },
      responded_time: { value: '1795424400000' },
      status: { name: 'On Hold' },
    });
  });
});
