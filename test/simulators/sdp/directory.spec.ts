import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, DANA, refusal, startPortal } from './portal.fixture.js';

afterEach(closePortals);

const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

describe('people (reference C.10)', () => {
  it('lists technicians, without those who left', async () => {
    const { list } = await startPortal();

    const { technicians } = (await list('/technicians', { row_count: 100 })).body;

    expect(technicians).toHaveLength(9);
    expect(names(technicians)).toContain('Dana Reyes');
    expect(names(technicians)).not.toContain('Viktor Petrov');
  });

  it('finds a technician by mail address, and shows groups in the detail', async () => {
    const { list, call } = await startPortal();
    const search_criteria = { field: 'email_id', condition: 'is', value: DANA };
    const [found] = (await list('/technicians', { search_criteria })).body.technicians;

    const { technician } = (await call('GET', `/technicians/${found.id}`)).body;

    expect(found).not.toHaveProperty('groups');
    expect(technician).toMatchObject({ email_id: DANA, is_technician: true, cost_per_hour: '45' });
    expect(names(technician.groups)).toEqual(['Hardware', 'Network']);
  });

  it('has two requesters of one name and two technicians of one first name', async () => {
    const { list } = await startPortal();

    const requesters = (await list('/requesters', { search_fields: { name: 'Maria Garcia' } })).body.requesters;
    const technicians = (await list('/technicians', { search_fields: { first_name: 'Priya' } })).body.technicians;

    expect([requesters.length, technicians.length]).toEqual([2, 2]);
  });

  it('keeps technicians out of the requesters', async () => {
    const { list } = await startPortal();

    const { requesters } = (await list('/requesters', { row_count: 100 })).body;

    expect(requesters).toHaveLength(40);
    for (const requester of requesters) expect(requester.is_technician).toBe(false);
  });

  it('has no /users, which other tenants have (reference, part F)', async () => {
    const { call, sdp } = await startPortal();
    expect(refusal(await call('GET', '/users'))).toMatchObject({ http: 404, status_code: 4007 });

    sdp.settings.operations = {};

    expect((await call('GET', '/users')).body.users.length).toBeGreaterThan(0);
  });
});

describe('set-up lists (reference C.12)', () => {
  it.each([
    ['statuses', 'Open'],
    ['priorities', 'High'],
    ['urgencies', 'Normal'],
    ['impacts', 'Affects Group'],
    ['levels', 'Tier 1'],
    ['modes', 'E-Mail'],
    ['request_types', 'Incident'],
    ['categories', 'Hardware'],
    ['groups', 'Network'],
    ['sites', 'Austin'],
    ['departments', 'Finance'],
    ['request_templates', 'Default Request'],
    ['request_closure_codes', 'Success'],
  ])('/%s holds %s', async (kind, name) => {
    const { list } = await startPortal();

    const { body } = await list(`/${kind}`, { row_count: 100 });

    expect(names(body[kind])).toContain(name);
  });

  it('shows what a status means', async () => {
    const { list } = await startPortal();

    const [open] = (await list('/statuses')).body.statuses;

    expect(open).toMatchObject({ internal_name: 'Open', in_progress: true, stop_timer: false, color: '#0066ff' });
  });

  it('can lack statuses (reference, part F)', async () => {
    const { call } = await startPortal({ operations: { statuses: 'missing' } });

    expect(refusal(await call('GET', '/statuses'))).toMatchObject({ http: 404, status_code: 4007 });
  });

  it('keeps system ids of E.3 and leaves out what is gone', async () => {
    const { list } = await startPortal();

    const { groups } = (await list('/groups', { row_count: 100 })).body;

    expect(groups[0]).toMatchObject({ id: '123640000000006681', name: 'Network' });
    expect(names(groups)).not.toContain('Legacy Telephony');
  });

  it('leads from a category to its subcategories and items', async () => {
    const { call, sdp } = await startPortal();
    const { id } = sdp.store.lookup('categories', 'Hardware');

    const { subcategories } = (await call('GET', `/categories/${id}/subcategories`)).body;
    const path = `/categories/${id}/subcategories/${subcategories[0].id}/items`;

    expect(names(subcategories)).toEqual(['Laptop', 'Desktop', 'Monitor', 'Mobile Phone', 'Headset']);
    expect(names((await call('GET', path)).body.items)).toContain('Battery');
    expect((await call('GET', '/categories/1/subcategories')).status).toBe(404);
  });

  it('shows the fields of a template, and those it demands', async () => {
    const { call, sdp } = await startPortal({ mandatoryByTemplate: { 'Default Request': ['impact_details'] } });
    const { id } = sdp.store.lookup('request_templates', 'Default Request');

    const { request_template } = (await call('GET', `/request_templates/${id}`)).body;

    const fields = request_template.layouts[0].sections.flatMap((section: { fields: { name: string }[] }) =>
      names(section.fields),
    );
    expect(fields).toEqual(expect.arrayContaining(['subject', 'resolution.content', 'impact_details']));
    expect(request_template).toMatchObject({ is_service_template: false, lifecycle: null, service_category: null });
  });

  it('lists UDFs with their keys', async () => {
    const { list } = await startPortal();

    expect((await list('/udf_fields')).body.udf_fields[0]).toMatchObject({ field_key: 'udf_char1', name: 'Asset Tag' });
  });
});

describe('solutions and portals (reference C.9, B.1)', () => {
  it('lists articles thinly and gives their text one by one', async () => {
    const { list, call } = await startPortal();

    const { solutions } = (await list('/solutions', { row_count: 100 })).body;
    const { solution } = (await call('GET', `/solutions/${solutions[0].id}`)).body;

    expect(solutions).toHaveLength(12);
    expect(solutions[0]).not.toHaveProperty('description');
    expect(solution.display_id).toEqual({ display_value: 'SOL-12', value: '12' });
    expect(solution.description).toContain('<div>');
    expect(solution.approval_status.name).toBe('UnApproved');
  });

  it('has topics, which can be missing', async () => {
    const { list, sdp } = await startPortal();
    expect(names((await list('/topics')).body.topics)).toContain('General');

    sdp.settings.operations = { topics: 'missing' };

    expect((await list('/topics')).status).toBe(404);
  });

  it('names its portal', async () => {
    const { call } = await startPortal();

    expect((await call('GET', '/portals')).body.portals).toMatchObject([{ name: 'itdesk', is_default: true }]);
  });
});
