import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, startPortal } from './portal.fixture.js';

afterEach(closePortals);

describe.each([
  ['asset', 'assets', { name: 'LT-900', product: { name: 'Latitude 7450' } }],
  ['contract', 'contracts', { name: 'Cleaning' }],
  ['purchase_order', 'purchase_orders', { name: 'Desks', vendor: { name: 'Contoso Supplies' } }],
  ['announcement', 'announcements', { title: 'Closed on Friday' }],
  ['maintenance', 'maintenances', { title: 'Storage' }],
])('%s (reference C.7, C.11)', (entity, list, given) => {
  it('is created, listed, changed and deleted', async () => {
    const { call, list: listOf } = await startPortal();
    const { body } = await call('POST', `/${list}`, { [entity]: given });
    const at = `/${list}/${body[entity].id}`;
    const name = 'name' in given ? 'name' : 'title';
    await call('PUT', at, { [entity]: { [name]: 'Another' } });

    expect((await listOf(`/${list}`)).body[list][0]).toMatchObject({ id: body[entity].id, [name]: 'Another' });
    await call('DELETE', at);
    expect(refusal(await call('GET', at))).toMatchObject({ http: 404, status_code: 4007 });
  });

  it('wants its mandatory fields, and refuses what it does not know', async () => {
    const { call } = await startPortal();

    expect(refusal(await call('POST', `/${list}`, { [entity]: {} }))).toMatchObject({
      status_code: 4012,
      fields: Object.keys(given),
    });
    expect(refusal(await call('POST', `/${list}`, { [entity]: { ...given, colour: 'red' } }))).toMatchObject({
      message: 'EXTRA_KEY_FOUND_IN_JSON',
      field: 'colour',
    });
  });

  it('is 4007 in a portal without the module, and refused without its scope', async () => {
    const { call } = await startPortal({ operations: { [list]: 'missing' } });

    expect(refusal(await call('GET', `/${list}`))).toMatchObject({ http: 404, status_code: 4007 });
    const { call: other } = await startPortal();
    expect(refusal(await other('GET', `/${list}`, undefined, { token: 'dana-requests' }))).toMatchObject({
      message: 'OAUTH_SCOPE_MISMATCH',
    });
  });
});

describe('assets (reference C.7)', () => {
  it('take a user by mail address and a state by name, and the product says the type', async () => {
    const { call } = await startPortal();
    const { body } = await call('POST', '/assets', {
      asset: {
        ...{ name: 'PH-900', product: { name: 'Pixel 8' }, state: { name: 'In Use' } },
        ...{ user: { email_id: 'ben.carter@example.com' }, state_history_comments: 'Handed over' },
      },
    });

    expect(body.asset).toMatchObject({
      product: { name: 'Pixel 8', manufacturer: 'Google' },
      product_type: { name: 'Mobile Phone' },
      state: { name: 'In Use' },
      user: { name: 'Ben Carter' },
    });
    expect(body.asset).not.toHaveProperty('state_history_comments');
  });

  it('do not know the keys of the other sources (reference, part F)', async () => {
    const { call } = await startPortal();
    const asset = { name: 'PH-901', product: { name: 'Pixel 8' }, used_by: { email_id: 'ben.carter@example.com' } };

    expect(refusal(await call('POST', '/assets', { asset }))).toMatchObject({ field: 'used_by' });
  });
});

describe('configuration items (reference C.8)', () => {
  it('stand under the name of their type, with attributes by their full key', async () => {
    const { call, list } = await startPortal();
    const { body } = await list('/cmdb/ci_windows_workstation');
    const created = await call('POST', '/cmdb/ci_windows_workstation', {
      ci_windows_workstation: { name: 'PC-9', ci_attributes: { ci_attributes_txt_serial_number: 'ABZ' } },
    });

    expect(body.ci_windows_workstation.map((ci: any) => ci.name)).toEqual(['PC-2', 'PC-1']);
    expect(created.body.ci_windows_workstation).toMatchObject({
      name: 'PC-9',
      ci_attributes: { ci_attributes_txt_serial_number: 'ABZ' },
      ci_type: { display_name: 'Windows Workstation' },
    });
  });

  it('keep attributes that a change does not name', async () => {
    const { call, list } = await startPortal();
    const [ci] = (await list('/cmdb/ci_switch')).body.ci_switch;
    await call('PUT', `/cmdb/ci_switch/${ci.id}`, {
      ci_switch: { ci_attributes: { ci_attributes_txt_ip_address: '10.0.9.2' } },
    });

    expect((await call('GET', `/cmdb/ci_switch/${ci.id}`)).body.ci_switch.ci_attributes).toEqual({
      ci_attributes_txt_serial_number: 'SN-7001',
      ci_attributes_txt_ip_address: '10.0.9.2',
    });
  });

  it('refuse an unknown attribute by its name, and an unknown type', async () => {
    const { call } = await startPortal();
    const ci_switch = { name: 'SW-2', ci_attributes: { ci_attributes_txt_colour: 'red' } };

    expect(refusal(await call('POST', '/cmdb/ci_switch', { ci_switch }))).toMatchObject({
      message: 'EXTRA_KEY_FOUND_IN_JSON',
      field: 'ci_attributes_txt_colour',
    });
    expect(refusal(await call('GET', '/cmdb/ci_toaster'))).toMatchObject({ http: 404, status_code: 4007 });
  });

  it('tell what they are related to', async () => {
    const { call, list, sdp } = await startPortal();
    const server = sdp.store.cis.values().find(({ name }) => name === 'SRV-WEB-01')!;
    const { body } = await list(`/cmdb/ci_windows_server/${server.id}/relationships`);

    expect(body.relationships.map((one: any) => [one.relationship_type.name, one.ci.name])).toEqual([
      ['Depends On', 'SRV-DB-01'],
      ['Connected To', 'SW-BOS-1'],
    ]);
    expect((await call('GET', `/cmdb/ci_windows_server/${server.id}`)).status).toBe(200);
  });
});
