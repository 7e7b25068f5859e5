import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, startPortal } from './portal.fixture.js';
import type { SdpSettings } from './settings.js';

afterEach(closePortals);

/** A portal, and a way to create and update one ticket in it. */
async function portalWithTicket(settings: Partial<SdpSettings> = {}, fields: object = {}) {
  const portal = await startPortal(settings);
  const create = (request: object) => portal.call('POST', '/requests', { request });
  const { id } = (await create({ subject: 'Mouse', ...fields })).body.request;
  const update = (request: object) => portal.call('PUT', `/requests/${id}`, { request });
  const read = async () => (await portal.call('GET', `/requests/${id}`)).body.request;
  return { ...portal, create, update, read };
}

describe('values (reference B.7)', () => {
  it.each([
    ['a lookup by id', { priority: { id: '123640000000006805' } }, 'priority', 'High'],
    ['the id rather than the name', { priority: { id: '123640000000006805', name: 'Low' } }, 'priority', 'High'],
    ['a technician by name', { technician: { name: 'Tom Becker' } }, 'technician', 'Tom Becker'],
    [
      'a technician by mail, in any case',
      { technician: { email_id: 'TOM.BECKER@example.com' } },
      'technician',
      'Tom Becker',
    ],
    ['a requester by mail', { requester: { email_id: 'hannah.cole@example.com' } }, 'requester', 'Hannah Cole'],
  ])('takes %s', async (_case, fields, key, name) => {
    const { update } = await portalWithTicket();

    expect((await update(fields)).body.request[key].name).toBe(name);
  });

  it.each([
    ['an unknown name', { priority: { name: 'Frantic' } }, 'Value given for priority is not valid'],
    ['an unknown id', { priority: { id: '999' } }, 'Value given for priority is not valid'],
    ['an id that is no number', { status: { id: 'Open' } }, 'Unable to parse the given data for id'],
    ['a plain string for a lookup', { priority: 'High' }, 'Unable to parse JSON for : priority'],
    ['an ISO date', { due_by_time: '2026-12-01T10:00:00Z' }, 'Unable to parse JSON for : due_by_time'],
    ['an ISO date inside', { due_by_time: { value: '2026-12-01' } }, 'Unable to parse JSON for : due_by_time'],
    ['an unknown mail address', { requester: { email_id: 'x@y.example' } }, 'Value given for requester is not valid'],
    ['a requester as technician', { technician: { name: 'Hannah Cole' } }, 'Value given for technician is not valid'],
    ['a technician who left', { technician: { name: 'Viktor Petrov' } }, 'Value given for technician is not valid'],
    ['a group that is gone', { group: { name: 'Legacy Telephony' } }, 'Value given for group is not valid'],
    ['a subject of 251 characters', { subject: 'x'.repeat(251) }, 'Value given for subject is not valid'],
    ['a subject of two lines', { subject: 'a\nb' }, 'Value given for subject is not valid'],
    ['tags as strings', { tags: ['vip'] }, 'EXTRA_VALUE_FOUND_IN_JSONARRAY'],
    ['email instead of email_id', { technician: { email: 'tom.becker@example.com' } }, 'EXTRA_KEY_FOUND_IN_JSON'],
    ['a key nobody knows', { bogus: 1 }, 'EXTRA_KEY_FOUND_IN_JSON'],
    ['a UDF nobody knows', { udf_fields: { udf_char99: 'x' } }, 'EXTRA_KEY_FOUND_IN_JSON'],
    ['an ISO date in a UDF', { udf_fields: { dt_callback: '2026-12-01' } }, 'Unable to parse JSON for : dt_callback'],
  ])('refuses %s with 4001', async (_case, fields, message) => {
    const { update, sdp } = await portalWithTicket();

    expect(refusal(await update(fields))).toMatchObject({ http: 400, status_code: 4001, type: 'failed', message });
    expect(sdp.writes()).toHaveLength(1);
  });

  it('takes times as text and as number, flags as text, and UDFs', async () => {
    const { update, read } = await portalWithTicket();
    await update({ due_by_time: { value: '1795500000000' }, is_fcr: 'true', udf_fields: { udf_char1: 'LT-1' } });
    await update({ first_response_due_by_time: { value: 1_795_500_000_000 }, udf_fields: { udf_long1: 3 } });

    expect(await read()).toMatchObject({
      due_by_time: { value: '1795500000000' },
      first_response_due_by_time: { value: '1795500000000' },
      is_fcr: true,
      udf_fields: { udf_char1: 'LT-1', udf_long1: 3 },
    });
  });

  it('drops style blocks from HTML and keeps the rest', async () => {
    const { update } = await portalWithTicket();

    const { body } = await update({ description: '<style>p{}</style><div>Hi &amp; bye</div>' });

    expect(body.request.description).toBe('<div>Hi &amp; bye</div>');
  });

  it('clears a field by null and leaves alone what is not named', async () => {
    const { update } = await portalWithTicket({}, { priority: { name: 'High' }, description: 'kept' });

    expect((await update({ priority: null })).body.request).toMatchObject({ priority: null, description: 'kept' });
  });

  it('refuses to write what is read-only (reference B.8.2)', async () => {
    const { update } = await portalWithTicket();

    expect(refusal(await update({ created_time: { value: '1' } }))).toEqual({
      http: 400,
      status_code: 4014,
      type: 'failed',
      field: 'created_time',
    });
  });

  it('takes the caller for the requester when none is named (reference C.1.2)', async () => {
    const { read } = await portalWithTicket();

    expect((await read()).requester.email_id).toBe('dana.reyes@example.com');
  });
});

describe('mandatory fields (reference C.1, D.11)', () => {
  it.each([
    [{}, ['subject']],
    [{ subject: '  ' }, ['subject']],
    [{ subject: 'x', status: null }, ['status']],
  ])('are missing from %j', async (request, fields) => {
    const { call } = await startPortal();

    expect(refusal(await call('POST', '/requests', { request }))).toEqual({
      http: 400,
      status_code: 4012,
      type: 'failed',
      fields,
    });
  });

  it('come from portal and template', async () => {
    const { create } = await portalWithTicket({ mandatoryByTemplate: { 'Report an Outage': ['site'] } });
    const template = { name: 'Report an Outage' };

    expect(refusal(await create({ subject: 'x', template }))).toMatchObject({ fields: ['site'] });
    expect((await create({ subject: 'x', template, site: { name: 'Austin' } })).status).toBe(200);
  });

  it('can be customer-defined ones, and cannot be emptied later', async () => {
    const { call, sdp } = await startPortal({ mandatoryFields: ['urgency', 'udf_fields.txt_user_priority3'] });
    const send = (request: object) => call('POST', '/requests', { request });

    expect(refusal(await send({ subject: 'x' }))).toMatchObject({ fields: sdp.settings.mandatoryFields });
    const complete = { subject: 'x', urgency: { name: 'Low' }, udf_fields: { txt_user_priority3: 'High' } };
    const { id } = (await send(complete)).body.request;
    const emptied = await call('PUT', `/requests/${id}`, { request: { urgency: null } });
    expect(refusal(emptied)).toMatchObject({ status_code: 4012, fields: ['urgency'] });
  });
});

describe('categories (reference D.12)', () => {
  const hardware = { category: { name: 'Hardware' } };

  it('may demand a subcategory', async () => {
    const { update, sdp } = await portalWithTicket({ subcategoryMandatory: true });

    expect(refusal(await update(hardware))).toMatchObject({ status_code: 4012, fields: ['subcategory'] });
    sdp.settings.subcategoryMandatory = false;
    expect((await update(hardware)).status).toBe(200);
  });

  it.each([
    ['a subcategory of another category', { ...hardware, subcategory: { name: 'VPN' } }, 'subcategory'],
    ['a subcategory without category', { subcategory: { name: 'VPN' } }, 'subcategory'],
    [
      'an item of another subcategory',
      { ...hardware, subcategory: { name: 'Laptop' }, item: { name: 'Toner' } },
      'item',
    ],
  ])('refuse %s', async (_case, fields, field) => {
    const { update } = await portalWithTicket();

    expect(refusal(await update(fields))).toMatchObject({ http: 400, status_code: 4001, field });
  });

  it('take their subcategory and item with them when they change', async () => {
    const laptop = { ...hardware, subcategory: { name: 'Laptop' }, item: { name: 'Battery' } };
    const { update } = await portalWithTicket({}, laptop);

    const { request } = (await update({ category: { name: 'Network' } })).body;

    expect([request.category.name, request.subcategory, request.item]).toEqual(['Network', null, null]);
  });

  it('let a subcategory be set below the stored category', async () => {
    const { update } = await portalWithTicket({}, hardware);

    expect((await update({ subcategory: { name: 'Laptop' } })).body.request.subcategory.name).toBe('Laptop');
  });
});

describe('the priority matrix (reference D.13)', () => {
  it('computes the priority and lets nobody give one', async () => {
    const { create } = await portalWithTicket({ priorityMatrix: true });
    const grave = { subject: 'x', urgency: { name: 'Urgent' }, impact: { name: 'Affects Business' } };

    expect(refusal(await create({ ...grave, priority: { name: 'Low' } }))).toMatchObject({
      http: 403,
      status_code: 4002,
      message: 'Cannot give value for priority',
    });
    expect((await create(grave)).body.request.priority.name).toBe('High');
  });

  it('is off by default', async () => {
    const { create } = await portalWithTicket();

    expect((await create({ subject: 'x', priority: { name: 'Low' } })).body.request.priority.name).toBe('Low');
  });
});
