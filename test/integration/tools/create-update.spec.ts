import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

const stored = (id: string) => w.sdp.store.requests.get(id)!;
const create = (args: object = {}) => w.call('create_request', { subject: 'Monitor flickers', ...args });

describe('create_request', () => {
  it('needs no more than a subject, and answers with number, id and link', async () => {
    const { data, text } = await create();

    expect(stored(data['id'])).toMatchObject({ display_id: data['number'], subject: 'Monitor flickers' });
    expect(data['url']).toContain(data['id']);
    expect(text).toContain(`Created request ${data['number']}`);
  });

  it('takes names and mail addresses for everything', async () => {
    const { data } = await create({
      description: 'Left one.\n\n- since <b>today</b>',
      priority: 'high',
      urgency: 'Urgent',
      impact: 'affects group',
      level: 'tier 2',
      mode: 'phone call',
      request_type: 'incident',
      category: 'printing',
      subcategory: w.sdp.store.lookups.subcategories.find((row: any) => row.category.name === 'Printing')?.name,
      group: 'hardware',
      site: 'Dublin',
      requester: 'Ben Carter',
      technician: 'aisha.khan@example.com',
      due_by: '2026-11-30',
      time_zone: 'Europe/Berlin',
      email_ids_to_notify: ['boss@example.com'],
      udf_fields: { udf_char1: 'LT-1', udf_long1: '4', udf_bool1: 'yes' },
    });

    const request = stored(data['id']);
    expect(request).toMatchObject({
      priority: { name: 'High' },
      level: { name: 'Tier 2' },
      mode: { name: 'Phone Call' },
      group: { name: 'Hardware' },
      site: { name: 'Dublin' },
      requester: { name: 'Ben Carter' },
      technician: { name: 'Aisha Khan' },
      due_by_time: Date.parse('2026-11-30T22:59:00Z'),
      email_ids_to_notify: ['boss@example.com'],
      udf_fields: { udf_char1: 'LT-1', udf_long1: 4, udf_bool1: true },
    });
    expect(request.description).toContain('&lt;b&gt;today&lt;/b&gt;');
    expect(request.subcategory?.category.name).toBe('Printing');
  });

  it('takes own fields by label, and writes them as the portal says they are', async () => {
    const udf_fields = {
      'asset tag': 'LT-7',
      FLOOR: '4',
      'Works from home': 'no',
      'call back at': '2026-11-30T14:00',
      'user priority': 'high',
      'Approved By': 'aisha khan',
    };
    const { data } = await create({ udf_fields });

    expect(stored(data['id']).udf_fields).toEqual({
      udf_char1: 'LT-7',
      udf_long1: 4,
      udf_bool1: false,
      dt_callback: { value: String(Date.parse('2026-11-30T14:00:00Z')) },
      txt_user_priority3: 'High',
      ref_approver: { id: w.sdp.store.personByMail('aisha.khan@example.com')?.id },
    });
  });

  it.each([
    ['only a record describes its fields', { 'requests.metainfo.collection': 'missing' }],
    ['only the list of own fields is there', { 'requests.metainfo': 'missing' }],
  ] as const)('takes own fields by label where %s', async (_where, operations) => {
    w.sdp.settings.operations = { ...operations };
    const { data } = await create({ udf_fields: { Floor: '4' } });

    expect(stored(data['id']).udf_fields).toEqual({ udf_long1: 4 });
    const changed = await w.call('update_request', { request_id: data['id'], udf_fields: { floor: '5' } });
    expect(changed.data['changes']).toEqual([{ field: 'Floor (udf_long1)', before: '4', after: '5' }]);
    const read = await w.call('get_request', { request_id: data['id'] });
    expect(read.text).toContain('Floor (udf_long1) = 5');
  });

  it('takes own fields by key where the portal describes none', async () => {
    w.sdp.settings.operations = { 'requests.metainfo': 'missing', udf_fields: 'missing' };
    const { data } = await create({ udf_fields: { udf_long1: '4', udf_bool1: 'yes' } });

    expect(stored(data['id']).udf_fields).toEqual({ udf_long1: 4, udf_bool1: true });
  });

  it.each([
    ['requester_email', 'ben.carter@example.com', 'requester'],
    ['technician_email', 'aisha.khan@example.com', 'technician'],
  ])('still takes %s', async (name, mail, field) => {
    const { data } = await create({ [name]: mail, ignore_duplicates: true });

    expect((stored(data['id'])[field] as any).email_id).toBe(mail);
  });

  it('uses the template that is named', async () => {
    const { data } = await create({ template: 'report an outage' });

    expect(stored(data['id']).template.name).toBe('Report an Outage');
  });

  it('lists mandatory fields that are missing, with what is allowed in them', async () => {
    w.sdp.settings.mandatoryFields = ['urgency', 'category', 'technician', 'due_by_time', 'description', 'group'];
    const before = w.sdp.store.requests.size;
    const refusal = await w.refusal('create_request', { subject: 'x' });

    expect(refusal.code).toBe('SDP_MANDATORY_MISSING');
    expect(refusal.message).toBe(
      'This portal wants more fields: urgency, category, technician, due_by, description, group. Nothing was written.',
    );
    expect(refusal.resolution).toContain('urgency (Low, Normal, High, Urgent)');
    expect(refusal.resolution).toContain('category (Hardware, Network, Printing,');
    expect(refusal.resolution).toContain('technician (name, mail address or "me")');
    expect(w.sdp.store.requests.size).toBe(before);
  });

  it('lists the subcategories of the category that was chosen', async () => {
    w.sdp.settings.subcategoryMandatory = true;
    const refusal = await w.refusal('create_request', { subject: 'x', category: 'Printing' });

    const [first] = w.sdp.store.lookups.subcategories.filter((row: any) => row.category.name === 'Printing');
    expect(refusal.resolution).toContain(`subcategory (${first?.name}`);
  });

  it('still says which fields are missing where the lists cannot be read', async () => {
    w.sdp.settings.mandatoryFields = ['urgency', 'udf_fields.udf_char1'];
    w.world.spoil(
      { kind: 'status', status: 503 },
      Infinity,
      ({ method, path }) => method === 'GET' && path.includes('urgencies'),
    );
    const refusal = await w.refusal('create_request', { subject: 'x' });

    expect(refusal.resolution).toContain(
      'urgency (see get_metadata); udf_fields.udf_char1, called "Asset Tag" (string)',
    );
  });

  it('creates without the priority where the portal computes it, and says so', async () => {
    w.sdp.settings.priorityMatrix = true;
    const { data, text } = await create({ priority: 'High', urgency: 'Low', impact: 'Affects User' });

    expect(stored(data['id']).priority?.name).toBe('Low');
    expect(data['warnings']).toEqual([expect.stringContaining('Priority was not set')]);
    expect(text).toContain('Priority was not set');
    expect(w.sdp.writes()).toHaveLength(1);
  });

  it('creates one request when the answer is lost, and finds it', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await create({ subject: 'Only one of me' });

    const mine = w.sdp.store.liveRequests().filter(({ subject }) => subject === 'Only one of me');
    expect(mine.map(({ id }) => id)).toEqual([data['id']]);
  });

  it.each([
    [{ category: 'Hardwear' }, 'UNKNOWN_NAME', /"Hardware"/],
    [{ subcategory: 'Toner' }, 'INVALID_ARGUMENTS', /category/],
    [{ category: 'Printing', subcategory: 'Tonner' }, 'UNKNOWN_NAME', /subcategory/],
    [{ item: 'Alert', category: 'Security' }, 'INVALID_ARGUMENTS', /subcategory/],
    [{ requester: 'nobody@example.com' }, 'UNKNOWN_NAME', /requester/],
    [{ technician: 'me', technician_email: 'aisha.khan@example.com' }, 'INVALID_ARGUMENTS', /contradict/],
    [{ due_by: 'some day' }, 'INVALID_ARGUMENTS', /due_by/],
    [{ udf_fields: { udf_long1: 'four' } }, 'INVALID_ARGUMENTS', /udf_long1/],
    [{ udf_fields: { 'Bad Key': 'x' } }, 'UNKNOWN_NAME', /Floor, Works From Home/],
    [{ udf_fields: { Flor: '4' } }, 'UNKNOWN_NAME', /"Floor"/],
    [{ udf_fields: { floor: '4', udf_long1: '5' } }, 'INVALID_ARGUMENTS', /twice/],
    [{ udf_fields: { Floor: '4.5' } }, 'INVALID_ARGUMENTS', /whole number/],
    [{ udf_fields: { 'call back at': 'some day' } }, 'INVALID_ARGUMENTS', /call back at/],
    [{ udf_fields: { 'User Priority': 'Hihg' } }, 'UNKNOWN_NAME', /"High"/],
    [{ udf_fields: { 'Approved By': 'Aischa Khan' } }, 'UNKNOWN_NAME', /Aisha Khan/],
    [{ email_ids_to_notify: ['no address'] }, 'INVALID_ARGUMENTS', /mail address/],
    [{ subject: '' }, 'INVALID_ARGUMENTS', /subject/],
    [{ subject: 'x'.repeat(251) }, 'INVALID_ARGUMENTS', /250/],
    [{ tecnician: 'me' }, 'INVALID_ARGUMENTS', /technician/],
  ])('refuses %j before anything is written', async (args, code, hint) => {
    const refusal = await w.refusal('create_request', { subject: 'x', ...args });

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });
});

describe('update_request', () => {
  it('sends only what is given and shows each changed field before and after', async () => {
    const { data: made } = await create({ priority: 'Low', group: 'Hardware' });
    const { data, text } = await w.call('update_request', {
      request_id: made['number'],
      priority: 'High',
      group: 'Network',
    });

    expect(data['changes']).toEqual([
      { field: 'priority', before: 'Low', after: 'High' },
      { field: 'group', before: 'Hardware', after: 'Network' },
    ]);
    expect(text).toContain('- priority: Low → High');
    const sent = w.sdp.writes().at(-1)?.input as { request: object };
    expect(Object.keys(sent.request).toSorted()).toEqual(['group', 'priority']);
  });

  it('empties fields when told to', async () => {
    const { data: made } = await create({ technician: 'me', group: 'Hardware' });
    const { data } = await w.call('update_request', { request_id: made['id'], clear_fields: ['technician', 'group'] });

    expect(stored(made['id'])).toMatchObject({ technician: null, group: null });
    expect(data['changes']).toEqual([
      { field: 'group', before: 'Hardware' },
      { field: 'technician', before: 'Dana Reyes' },
    ]);
  });

  it('gives the former description back, so that it can be restored', async () => {
    const { data: made } = await create({ description: 'the old words' });
    const { data } = await w.call('update_request', { request_id: made['id'], description: 'the new words' });

    expect(data).toMatchObject({ description_changed: true, former_description: { untrusted_text: 'the old words' } });
  });

  it('looks a subcategory up in the category the request has', async () => {
    const { data: made } = await create({ category: 'Printing' });
    const [first] = w.sdp.store.lookups.subcategories.filter((row: any) => row.category.name === 'Printing');
    await w.call('update_request', { request_id: made['id'], subcategory: first?.name });

    expect(stored(made['id']).subcategory).toBe(first);
  });

  it('says so when nothing is different afterwards', async () => {
    const { data: made } = await create({ priority: 'High' });
    const { data, text } = await w.call('update_request', { request_id: made['id'], priority: 'High' });

    expect(data['changes']).toEqual([]);
    expect(text).toContain('was already as asked');
  });

  it('explains that a closed request refuses changes, and opens it when asked', async () => {
    const request = w.request((r) => r.status.internal_name === 'Closed');
    const refusal = await w.refusal('update_request', { request_id: request.id, category: 'Network' });

    expect(refusal.code).toBe('SDP_REQUEST_CLOSED');
    expect(refusal.resolution).toContain('status');

    const { data } = await w.call('update_request', { request_id: request.id, status: 'Open' });
    expect(data['changes']).toContainEqual({ field: 'status', before: 'Closed', after: 'Open' });
  });

  it('writes the rest where the portal computes the priority, and refuses when nothing else was asked', async () => {
    const { data: made } = await create();
    w.sdp.settings.priorityMatrix = true;
    const { data } = await w.call('update_request', { request_id: made['id'], priority: 'High', level: 'Tier 3' });
    const refusal = await w.refusal('update_request', { request_id: made['id'], priority: 'High' });

    expect(data['warnings']).toHaveLength(1);
    expect(stored(made['id']).level?.name).toBe('Tier 3');
    expect(refusal.code).toBe('SDP_FIELD_REFUSED');
    expect(refusal.resolution).toContain('urgency and impact');
  });

  it.each([
    [{}, /nothing to change/],
    [{ technician: 'me', clear_fields: ['technician'] }, /at once/],
    [{ clear_fields: ['subject'] }, /clear_fields/],
    [{ description: 'x'.repeat(30_001) }, /30000/],
  ])('refuses %j before anything is written', async (args, hint) => {
    const refusal = await w.refusal('update_request', { request_id: w.openRequest().id, ...args });

    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });
});
