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

const assets = () => w.sdp.store.assets.values() as any[];
const titles = (rows: any[]): string[] => rows.map(({ title }) => title);

describe('assets', () => {
  it.each([
    ['who uses them', { user: 'ben.carter@example.com' }, (a: any) => a.user?.name === 'Ben Carter'],
    ['product type', { product_type: 'server' }, (a: any) => a.product_type.name === 'Server'],
    [
      'state and site',
      { state: 'in store', site: 'dublin' },
      (a: any) => a.state.name === 'In Store' && a.site?.name === 'Dublin',
    ],
    ['words', { text: 'AT-PRN' }, (a: any) => a.asset_tag.startsWith('AT-PRN')],
  ])('are narrowed by %s', async (_by, filter, fits) => {
    const user = w.sdp.store.personByMail('ben.carter@example.com')!;
    assets()[0].user = user;
    const { data } = await w.call('list_assets', { ...filter, limit: 100 });

    expect(titles(data['assets']).toSorted()).toEqual(
      assets()
        .filter(fits)
        .map(({ name }) => name)
        .toSorted(),
    );
    expect(data['assets'].length).toBeGreaterThan(0);
  });

  it.each(['SRV-001', 'AT-SRV001'])('are read by %s', async (asset_id) => {
    const { data, text } = await w.call('get_asset', { asset_id });

    expect(data).toMatchObject({ title: 'SRV-001', product: 'PowerEdge R660', product_type: 'Server' });
    expect(data['warranty_expires']).toMatch(/^\d{4}-/);
    expect(text).toContain('Serial number');
  });

  it('are added by names, and own fields by label', async () => {
    const { data } = await w.call('create_asset', {
      ...{ name: 'LT-900', product: 'latitude 7450', state: 'in use', user: 'Ben Carter' },
      ...{ department: 'legal', warranty_expires: '2029-11-23', purchase_cost: 1400, udf_fields: { Floor: '4' } },
    });

    expect(w.sdp.store.assets.get(data['id'])).toMatchObject({
      name: 'LT-900',
      product: { name: 'Latitude 7450' },
      state: { name: 'In Use' },
      user: { name: 'Ben Carter' },
      department: { name: 'Legal' },
      purchase_cost: '1400',
      warranty_expiry: Date.parse('2029-11-23T12:00:00Z'),
      udf_fields: { udf_long1: 4 },
    });
  });

  it('are added once when the answer is lost, also beside an older one of the same name', async () => {
    const args = { name: 'LT-TWIN', product: 'Latitude 7450' };
    const first = await w.call('create_asset', args);
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const second = await w.call('create_asset', args);

    const made = assets().filter(({ name }) => name === 'LT-TWIN');
    expect(made.map(({ id }) => id)).toEqual([first.data['id'], second.data['id']]);
  });

  it('change hands with a comment on the state', async () => {
    const { data } = await w.call('update_asset', {
      ...{ asset_id: 'PH-001', state: 'in repair', state_comment: 'Broken screen', clear_fields: ['user'] },
    });

    expect(assets().find(({ name }) => name === 'PH-001')).toMatchObject({ state: { name: 'In Repair' }, user: null });
    expect(data['changes'].map(({ field }: any) => field)).toContain('state');
    expect(w.sdp.writes()[0]?.input).toMatchObject({ asset: { state_history_comments: 'Broken screen' } });
  });

  it.each([
    ['create_asset', { name: 'x', product: 'Latitude 745' }, 'UNKNOWN_NAME', /"Latitude 7450"/],
    ['create_asset', { name: 'x' }, 'INVALID_ARGUMENTS', /product/],
    ['create_asset', { name: 'x', product: 'Pixel 8', used_by: 'me' }, 'INVALID_ARGUMENTS', /used_by/],
    ['update_asset', { asset_id: 'LT-001', user: 'Ben Cartar' }, 'UNKNOWN_NAME', /Ben Carter/],
    ['update_asset', { asset_id: 'no such thing', state: 'In Use' }, 'SDP_NOT_FOUND', /asset/],
    ['list_assets', { site: 'Dubln' }, 'UNKNOWN_NAME', /"Dublin"/],
  ])('%s refuses %j and writes nothing', async (tool, args, code, hint) => {
    const refusal = await w.refusal(tool, args);

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });
});
