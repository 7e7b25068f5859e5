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

const stored = (name: string) => w.sdp.store.cis.values().filter((ci) => ci['name'] === name);

describe('configuration items', () => {
  it.each(['Windows server', 'ci_windows_server', 'windows-server'])('are listed by the type "%s"', async (ci_type) => {
    const { data, text } = await w.call('list_cmdb_items', { ci_type });

    expect(data['items'].map(({ name }: any) => name)).toEqual(['SRV-WEB-01', 'SRV-DB-01']);
    expect(text).toContain('serial number: SN-9002');
  });

  it('are read by name with what they are related to', async () => {
    const { data, text } = await w.call('get_cmdb_item', { ci_type: 'windows server', item: 'SRV-WEB-01' });

    expect(data).toMatchObject({ name: 'SRV-WEB-01', type: 'Windows Server' });
    expect(data['relations']).toContainEqual(
      expect.objectContaining({ kind: 'Depends On', name: 'SRV-DB-01', type: 'ci_windows_server' }),
    );
    expect(text).toContain('- Depends On: SRV-DB-01 (ci_windows_server)');
  });

  it('are read without relations where the portal has no path for them, and it is said', async () => {
    w.sdp.settings.operations = { 'cmdb.relationships': 'missing' };
    const { data, text } = await w.call('get_cmdb_item', { ci_type: 'switch', item: 'SW-BOS-1' });

    expect(data['missing_parts']).toMatchObject([{ part: 'relations' }]);
    expect(text).toContain('Not available: relations');
  });

  it('are created with attributes in words', async () => {
    const { data } = await w.call('create_cmdb_item', {
      ci_type: 'switch',
      name: 'SW-DUB-1',
      description: 'Rack <4>',
      attributes: { 'Serial number': 'SN-7002', txt_ip_address: '10.1.9.1' },
    });

    expect(stored('SW-DUB-1')).toMatchObject([
      {
        id: data['id'],
        description: expect.stringContaining('&lt;4&gt;'),
        ci_attributes: { ci_attributes_txt_serial_number: 'SN-7002', ci_attributes_txt_ip_address: '10.1.9.1' },
      },
    ]);
  });

  it('are created once when the answer is lost', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await w.call('create_cmdb_item', { ci_type: 'switch', name: 'SW-ONCE' });

    expect(stored('SW-ONCE').map(({ id }) => id)).toEqual([data['id']]);
  });

  it('are changed in the attributes that are given', async () => {
    await w.call('create_cmdb_item', {
      ci_type: 'switch',
      name: 'SW-CHG',
      attributes: { 'serial number': 'A', 'ip address': 'B' },
    });
    const { data } = await w.call('update_cmdb_item', {
      ci_type: 'switch',
      item: 'SW-CHG',
      attributes: { 'ip address': 'C' },
    });

    expect(data['attributes'].map(({ value }: any) => value)).toEqual(['A', 'C']);
  });

  it.each([
    ['list_cmdb_items', { ci_type: 'Windows sever' }, 'UNKNOWN_NAME', /ci_windows_server/],
    ['list_cmdb_items', { ci_type: '???' }, 'UNKNOWN_NAME', /type/],
    ['get_cmdb_item', { ci_type: 'windows server', item: 'SRV-WEB-1' }, 'UNKNOWN_NAME', /"SRV-WEB-01"/],
    [
      'create_cmdb_item',
      { ci_type: 'switch', name: 'x', attributes: { 'seral number': '1' } },
      'UNKNOWN_NAME',
      /"serial number"/,
    ],
    [
      'create_cmdb_item',
      { ci_type: 'switch', name: 'x', attributes: { txt_colour: '1' } },
      'SDP_INVALID_INPUT',
      /txt_colour/,
    ],
    ['create_cmdb_item', { ci_type: 'switch', name: 'x', colour: 'red' }, 'INVALID_ARGUMENTS', /colour/],
    ['update_cmdb_item', { ci_type: 'switch', item: 'SW-BOS-1' }, 'INVALID_ARGUMENTS', /nothing to change/],
    [
      'update_cmdb_item',
      { ci_type: 'switch', item: 'SW-BOS-1', attributes: { 'ip address': '1', txt_ip_address: '2' } },
      'INVALID_ARGUMENTS',
      /twice/,
    ],
  ])('%s refuses %j and writes nothing', async (tool, args, code, hint) => {
    const refusal = await w.refusal(tool, args);

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
    expect(w.sdp.writes()).toEqual([]);
  });

  it('of the same name are asked about', async () => {
    for (let at = 0; at < 2; at += 1) await w.call('create_cmdb_item', { ci_type: 'switch', name: 'SW-TWIN' });
    const refusal = await w.refusal('get_cmdb_item', { ci_type: 'switch', item: 'SW-TWIN' });

    expect(refusal.resolution).toContain('several have this name');
  });
});
