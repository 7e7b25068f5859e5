import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { newRequests } from './new-requests.js';
import { ToolWorld } from './tool-world.js';

const HOUR_MS = 3_600_000;

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

const person = (mail: string) => w.sdp.store.personByMail(mail)!;
const made = (ago: number, subject: string, mail = 'ben.carter@example.com') =>
  newRequests(w, 1, { subject, requester: person(mail), created_time: w.world.clock.nowMs() - ago })[0]!;
const create = (args: object) => ({ requester: 'ben.carter@example.com', ...args });

describe('list_request_templates', () => {
  it('lists the templates with their kind', async () => {
    const { data, text } = await w.call('list_request_templates');

    expect(data['templates'].map(({ name, kind }: any) => [name, kind])).toContainEqual([
      'Request New Laptop',
      'service',
    ]);
    expect(data['page']).toMatchObject({ returned: 5, has_more: false });
    expect(text).toContain('| Default Request | incident | yes |');
  });
});

describe('get_request_template', () => {
  it('shows the fields of the form, and what may stand in them', async () => {
    const { data } = await w.call('get_request_template', { template: 'default request' });
    const field = (name: string) => data['fields'].find((one: any) => one.field.startsWith(name));

    expect(field('subject')).toMatchObject({ mandatory: true, section: 'Request Details', in_create_request: true });
    expect(field('urgency')).toMatchObject({ allowed: 'Low, Normal, High, Urgent', in_create_request: true });
    expect(field('technician').allowed).toBe('name, mail address or "me"');
    expect(field('resolution')).toMatchObject({ in_create_request: false });
    expect(field('udf_fields.udf_char1')).toMatchObject({ in_create_request: true });
  });

  it('learns from a refusal what a template demands, and from a success what it does without', async () => {
    w.sdp.settings.mandatoryByTemplate = { 'Report an Outage': ['urgency', 'udf_fields.txt_user_priority3'] };
    const args = { subject: 'Mail is down', template: 'Report an Outage' };
    const shown = async () => {
      const { data } = await w.call('get_request_template', { template: 'Report an Outage' });
      return data['fields']
        .filter(({ mandatory }: any) => mandatory)
        .map(({ field }: any) => field.split(',')[0])
        .toSorted();
    };
    const before = await shown();
    const refusal = await w.refusal('create_request', args);
    const after = await shown();
    w.sdp.settings.mandatoryByTemplate = {};
    await w.call('create_request', { ...args, urgency: 'High' });

    expect(refusal.code).toBe('SDP_MANDATORY_MISSING');
    expect(refusal.resolution).toContain('urgency (Low, Normal, High, Urgent)');
    expect(refusal.resolution).toMatch(/udf_fields\.txt_user_priority3, called "[^"]+"/);
    expect(before).toEqual(['subject']);
    expect(after).toEqual(['subject', 'udf_fields.txt_user_priority3', 'urgency']);
    expect(await shown()).toEqual(['subject', 'urgency']);
  });

  it('names the closest templates', async () => {
    const refusal = await w.refusal('get_request_template', { template: 'Defalt Request' });

    expect(refusal.resolution).toContain('"Default Request"');
  });
});

describe('create_request beside requests that are there', () => {
  it('creates nothing when an open request of the same requester has the same subject since yesterday', async () => {
    const there = made(3 * HOUR_MS, 'Docking station gives no picture');
    const refusal = await w.refusal('create_request', create({ subject: 'docking station  gives no picture' }));

    expect(refusal.code).toBe('LIKELY_DUPLICATE');
    expect(refusal.message).toContain(`Request ${there.display_id} of the same requester`);
    expect(refusal.message).toContain('3 hours ago');
    expect(refusal.resolution).toContain('ignore_duplicates: true');
    expect(w.sdp.writes()).toEqual([]);
  });

  it('creates it all the same on demand, without looking', async () => {
    made(HOUR_MS, 'Keyboard lost a key');
    const { data } = await w.call(
      'create_request',
      create({ subject: 'Keyboard lost a key', ignore_duplicates: true }),
    );

    expect(data['warnings']).toEqual([]);
    expect(w.world.operations()).not.toContain('requests.list');
  });

  it('creates and warns of what is only alike, in one call', async () => {
    const there = made(30 * HOUR_MS, 'Headset microphone crackles in calls');
    const { data, text } = await w.call('create_request', create({ subject: 'Microphone of headset crackles' }));

    expect(data['warnings']).toEqual([
      expect.stringContaining(`request ${there.display_id} of this requester is open`),
    ]);
    expect(text).toContain('Perhaps the same matter');
    expect(w.sdp.writes()).toHaveLength(1);
  });

  it('is not held up by finished, old or foreign requests', async () => {
    made(HOUR_MS, 'Scanner is offline').status = w.sdp.store.status('Closed');
    made(20 * 24 * HOUR_MS, 'Scanner is offline');
    made(HOUR_MS, 'Scanner is offline', 'chen.wei@example.com');
    const { data } = await w.call('create_request', create({ subject: 'Scanner is offline' }));

    expect(data['warnings']).toEqual([]);
  });

  it('creates without a warning when the look fails', async () => {
    made(HOUR_MS, 'Fan is loud');
    w.sdp.settings.operations['requests.list'] = 'forbidden';
    const { data } = await w.call('create_request', create({ subject: 'Fan is loud' }));

    expect(data).toMatchObject({ subject: 'Fan is loud', warnings: [] });
  });

  it('lets a technician file several alike of their own', async () => {
    await w.call('create_request', { subject: 'Replace the switch' });
    const { data } = await w.call('create_request', { subject: 'Replace the switch' });

    expect(data['warnings']).toEqual([]);
  });
});

describe('resolve_request', () => {
  const fresh = () => newRequests(w, 1)[0]!;

  it('stores the resolution and sets Resolved, whatever the portal calls it, without closing', async () => {
    const status = w.sdp.store.status('Resolved');
    status.name = 'Gelöst';
    const request = fresh();
    const { data, text } = await w.call('resolve_request', {
      request_id: request.display_id,
      resolution: 'Replaced the fuse.',
      status_change_comments: 'Tested.',
    });
    status.name = 'Resolved';

    expect(request.resolution?.content).toContain('Replaced the fuse.');
    expect(request.status.internal_name).toBe('Resolved');
    expect(data).toMatchObject({ status: 'Gelöst', already_finished: false });
    expect(text).toContain(`Resolved request ${request.display_id}`);
  });

  it('changes nothing on a closed request, and says so', async () => {
    const request = fresh();
    request.status = w.sdp.store.status('Closed');
    const { data } = await w.call('resolve_request', { request_id: request.id, resolution: 'Again.' });

    expect(data).toMatchObject({ status: 'Closed', already_finished: true });
    expect(w.sdp.writes()).toEqual([]);
  });

  it('says what the closing rules want, and that the resolution was stored', async () => {
    w.sdp.settings.closing = { technician: true, closureCode: false, resolution: 'optional' };
    const request = fresh();
    const refusal = await w.refusal('resolve_request', { request_id: request.id, resolution: 'Done.' });

    expect(refusal.code).toBe('SDP_MANDATORY_MISSING');
    expect(refusal.message).toContain('The resolution was stored.');
    expect(refusal.resolution).toContain('technician (');
    expect(request.status.internal_name).toBe('Open');
  });

  it('reads the status back where the answer does not say it, and refuses to call it resolved', async () => {
    const request = fresh();
    const { id, display_id } = request;
    const body = { request: { id, display_id }, response_status: { status_code: 2000, status: 'success' } };
    w.world.spoil({ kind: 'status', status: 200, body }, 1, ({ method }) => method === 'PUT');
    const refusal = await w.refusal('resolve_request', { request_id: id, resolution: 'Done.' });

    expect(refusal.code).toBe('SDP_NOT_CLOSED');
    expect(request.status.internal_name).toBe('Open');
  });
});
