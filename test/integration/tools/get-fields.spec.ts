import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DESCRIBED_COLLECTIONS } from '../../../src/sdp-api/metainfo/metainfo.operations.js';
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

const field = (data: Record<string, any>, name: string): any => data['fields'].find((one: any) => one.name === name);

describe('get_fields', () => {
  it("shows the portal's own fields with label, type and values", async () => {
    const { data, text } = await w.call('get_fields');

    expect(data['fields']).toHaveLength(w.sdp.store.udfFields.length);
    expect(field(data, 'txt_user_priority3')).toMatchObject({
      label: 'User Priority',
      values: ['Low', 'High'],
      own: true,
    });
    expect(field(data, 'ref_approver').type).toBe('lookup of technician');
    expect(text).toContain('| udf_long1 | Floor | integer | – |');
  });

  it('shows every field when asked, and which are read only', async () => {
    const { data } = await w.call('get_fields', { own_only: false });

    expect(field(data, 'created_time')).toMatchObject({ own: false, read_only: true, type: 'datetime' });
    expect(field(data, 'priority')).toMatchObject({ type: 'lookup of priority', read_only: false });
    expect(data['complete']).toBe(true);
  });

  it('says that it shows own fields alone where the portal tells no others', async () => {
    w.sdp.settings.operations = { 'requests.metainfo': 'missing' };
    const { data, text } = await w.call('get_fields', { own_only: false });

    expect(data['complete']).toBe(false);
    expect(field(data, 'udf_long1').label).toBe('Floor');
    expect(text).toContain('own fields only');
  });

  it('says so where the portal describes no fields, and does not ask again', async () => {
    w.sdp.settings.operations = { 'requests.metainfo': 'missing', udf_fields: 'missing' };
    const first = await w.refusal('get_fields');
    const asked = w.sdp.journal.length;
    const again = await w.refusal('get_fields');

    expect([first.code, again.code]).toEqual(['SDP_NOT_OFFERED', 'SDP_NOT_OFFERED']);
    expect(w.sdp.journal).toHaveLength(asked);
  });

  it.each(DESCRIBED_COLLECTIONS)('shows those of %s', async (module) => {
    const { data } = await w.call('get_fields', { module, own_only: false });

    expect(data['fields'].length).toBeGreaterThan(5);
    expect(data['complete']).toBe(true);
  });

  it('tells which scope is missing', async () => {
    w.world.scopes = ['SDPOnDemand.setup.READ'];
    const refusal = await w.refusal('get_fields');

    expect(refusal.code).toBe('SDP_SCOPE_MISSING');
    expect(refusal.message).toContain('SDPOnDemand.requests.READ');
  });

  it.each([{ module: 'colours' }, { own_only: 'perhaps' }, { fields: [] }])('refuses %j', async (args) => {
    expect((await w.refusal('get_fields', args)).code).toBe('INVALID_ARGUMENTS');
    expect(w.sdp.journal).toEqual([]);
  });
});
