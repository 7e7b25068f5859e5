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

describe.each([
  ['contracts', 'list_contracts', { contracts: 'missing' }],
  ['purchase orders', 'list_purchase_orders', { purchase_orders: 'missing' }],
  ['announcements', 'list_announcements', { announcements: 'missing' }],
  ['maintenance windows', 'list_maintenance_windows', { maintenances: 'missing', maintenance_windows: 'missing' }],
] as const)('a portal without %s', (what, tool, operations) => {
  it('says so, and is not asked again for ten minutes', async () => {
    w.sdp.settings.operations = { ...operations };
    const first = await w.refusal(tool);
    const asked = w.sdp.journal.length;
    const again = await w.refusal(tool);

    expect([first.code, again.code]).toEqual(['SDP_NOT_OFFERED', 'SDP_NOT_OFFERED']);
    expect(first.message).toContain(what);
    expect(w.sdp.journal).toHaveLength(asked);
    w.sdp.settings.operations = {};
    w.world.clock.advance(10 * 60_000 + 1);
    expect((await w.call(tool)).data['page'].returned).toBeGreaterThan(0);
  });
});

it.each([
  ['get_contract', { contract_id: 'Printer leasing' }, { contracts: 'missing' }],
  ['update_contract', { contract_id: 'Printer leasing', cost: 1 }, { contracts: 'missing' }],
  ['create_contract', { name: 'x' }, { contracts: 'missing' }],
  ['get_purchase_order', { purchase_order_id: 'PO-1' }, { purchase_orders: 'missing' }],
  ['create_announcement', { title: 'x' }, { announcements: 'missing' }],
] as const)('%s says that the portal has no such module', async (tool, args, operations) => {
  w.sdp.settings.operations = { ...operations };

  expect((await w.refusal(tool, args)).code).toBe('SDP_NOT_OFFERED');
  expect(w.sdp.writes()).toEqual([]);
});

it('maintenance windows are found under their other path', async () => {
  w.sdp.settings.operations = { maintenances: 'missing' };
  const { data } = await w.call('list_maintenance_windows', { text: 'vpn' });

  expect(data['maintenance_windows']).toMatchObject([{ title: 'VPN gateway upgrade', status: 'Scheduled' }]);
});

it('contracts that end soon are listed, and renewed', async () => {
  const { data } = await w.call('list_contracts', { ends_before: '2026-12-31' });
  const [contract] = data['contracts'];
  await w.call('update_contract', { contract_id: contract.title, active_till: '2028-11-23', owner: 'Aisha Khan' });

  expect(contract.title).toBe('Server warranty extension');
  expect(w.sdp.store.contracts.get(contract.id)).toMatchObject({
    active_till: Date.parse('2028-11-23T12:00:00Z'),
    owner: { name: 'Aisha Khan' },
  });
});

it('purchase orders are created by names and read by number', async () => {
  const created = await w.call('create_purchase_order', {
    ...{
      name: 'Desks',
      vendor: 'contoso supplies',
      requester: 'Ben Carter',
      required_by: '2026-12-15',
      total_cost: 900,
    },
  });
  const { data } = await w.call('get_purchase_order', { purchase_order_id: created.data['number'] });

  expect(data).toMatchObject({ title: 'Desks', vendor: 'Contoso Supplies', status: 'Draft', total_cost: 900 });
  expect(data['requester'].name).toBe('Ben Carter');
});

it('an announcement is published once when the answer is lost', async () => {
  w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
  const { data } = await w.call('create_announcement', { title: 'Mail is down', description: 'Until 10:00 <UTC>' });

  const made = w.sdp.store.announcements.values().filter(({ title }) => title === 'Mail is down');
  expect(made).toMatchObject([{ id: data['id'], description: expect.stringContaining('&lt;UTC&gt;') }]);
});

it.each([
  ['list_contracts', {}, 'contracts.READ'],
  ['create_contract', { name: 'x' }, 'contracts.CREATE'],
  ['list_purchase_orders', {}, 'purchases.READ'],
  ['create_announcement', { title: 'x' }, 'setup.CREATE'],
])('%s tells which scope is missing', async (tool, args, scope) => {
  w.world.scopes = w.world.scopes
    .flatMap((one) =>
      one.endsWith('.ALL') ? ['READ', 'CREATE', 'UPDATE'].map((verb) => one.replace(/ALL$/, verb)) : [one],
    )
    .filter((one) => one !== `SDPOnDemand.${scope}`);
  const refusal = await w.refusal(tool, args);

  expect(refusal.code).toBe('SDP_SCOPE_MISSING');
  expect(refusal.message).toContain(scope);
});
