import { getMaxListeners } from 'node:events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { METADATA_KINDS } from '../../../src/sdp-api/metadata/metadata-kinds.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ALL_SCOPES } from '../sdp-api/sdp-world.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  w.world.scopes = ALL_SCOPES;
  await w.world.renew();
});
afterAll(() => w.close());

const names = (data: Record<string, any>): string[] => data['technicians'].map(({ name }: any) => name);

describe('technicians', () => {
  it('are listed by name, in pages', async () => {
    const first = await w.call('list_technicians', { limit: 5 });
    const next = await w.call('list_technicians', { limit: 5, start_index: 6 });

    const all = w.sdp.store.technicians.map(({ name }) => name).toSorted();
    expect([...names(first.data), ...names(next.data)]).toEqual(all.slice(0, 10));
    expect(first.data['page']).toMatchObject({ has_more: true, next_start_index: 6, total: all.length });
    expect(first.text).toContain('call again with start_index 6');
  });

  it('are narrowed by a part of the name', async () => {
    expect(names((await w.call('list_technicians', { search_term: 'khan' })).data)).toEqual(['Aisha Khan']);
  });

  it.each(['me', 'Dana Reyes', 'dana.reyes@example.com', '123640000000300001'])('are read by %s', async (text) => {
    const { data } = await w.call('get_technician', { technician_id: text });

    expect(data).toMatchObject({ name: 'Dana Reyes', email: 'dana.reyes@example.com' });
  });

  it('are found by a part, and proposed when the name is spelt wrong', async () => {
    const found = await w.call('find_technician', { search_term: 'khan' });
    const similar = await w.call('find_technician', { search_term: 'Aischa Khann' });
    const none = await w.call('find_technician', { search_term: 'zzzzzz' });

    expect([found.data['matches'], similar.data['matches'], none.data['matches']]).toEqual([
      'found',
      'similar',
      'none',
    ]);
    expect(names(similar.data)).toContain('Aisha Khan');
    expect(none.text).toContain('list_technicians');
  });

  it('that are unknown are answered with those spelt alike', async () => {
    const refusal = await w.refusal('get_technician', { technician_id: 'Aischa Khan' });

    expect(refusal.code).toBe('UNKNOWN_NAME');
    expect(refusal.resolution).toContain('Aisha Khan');
  });

  it('cannot be read without the scope, and the refusal names it', async () => {
    w.world.scopes = ['SDPOnDemand.requests.ALL'];
    const refusal = await w.refusal('list_technicians');

    expect(refusal.code).toBe('SDP_SCOPE_MISSING');
    expect(refusal.message).toMatch(/SDPOnDemand\.(?:technicians|users)\.READ/);
  });
});

describe('get_metadata', () => {
  const list = (data: Record<string, any>, kind: string): any => data['lists'].find((one: any) => one.list === kind);

  it('shows every list of the portal in one answer', async () => {
    const { data, text } = await w.call('get_metadata');

    expect(data['lists']).toHaveLength(12);
    expect(list(data, 'priorities').values.map(({ name }: any) => name)).toEqual(['Low', 'Normal', 'Medium', 'High']);
    expect(text).toContain('- priorities: Low, Normal, Medium, High');
  });

  it("lets a dozen reads listen to one signal without Node's warning of a leak", () => {
    const { signal } = new AbortController();
    w.world.api({}, { signal });

    expect(getMaxListeners(signal)).toBeGreaterThan(20);
  });

  it('says which statuses are finished or on hold', async () => {
    const { data, text } = await w.call('get_metadata', { lists: ['statuses'] });

    expect(list(data, 'statuses').values).toContainEqual(
      expect.objectContaining({ name: 'Cancelled', finished: true, on_hold: false }),
    );
    expect(text).toContain('Waiting on Requester (on hold)');
  });

  it('shows subcategories of a category and items of a subcategory', async () => {
    const subcategories = await w.call('get_metadata', { category: 'security' });
    const items = await w.call('get_metadata', { category: 'Security', subcategory: 'malware' });

    expect(list(subcategories.data, 'subcategories').values.map(({ name }: any) => name)).toContain('Malware');
    expect(list(items.data, 'items').values.map(({ name }: any) => name)).toContain('Alert');
  });

  it('shows values seen on recent requests where a list is withheld, and says so', async () => {
    w.world.scopes = ['SDPOnDemand.requests.ALL'];
    const { data, text } = await w.call('get_metadata', { lists: ['priorities'] });

    expect(list(data, 'priorities')).toMatchObject({
      complete: false,
      values: expect.arrayContaining([expect.anything()]),
    });
    expect(text).toContain('seen on recent records');
  });

  it('shows the lists of every module when they are named', async () => {
    const { data } = await w.call('get_metadata', {
      lists: METADATA_KINDS.filter((kind) => !/^(?:sub|items)/.test(kind)),
    });

    expect(data['missing_parts']).toEqual([]);
    expect(data['lists'].filter((one: any) => !one.complete || one.values.length === 0)).toEqual([]);
    expect(list(data, 'change_stages').values.map(({ name }: any) => name)).toContain('CAB Evaluation');
  });

  it('shows nothing, and says so, of a list that the portal does not have and no record shows', async () => {
    w.sdp.settings.operations = { ...w.sdp.settings.operations, regions: 'missing' };
    const { data, text } = await w.call('get_metadata', { lists: ['regions'] });

    expect(list(data, 'regions')).toMatchObject({ complete: false, values: [] });
    expect(text).toContain('regions: none');
  });

  it('names a list that could not be read, and answers the rest', async () => {
    w.world.spoil({ kind: 'status', status: 503 }, Infinity, ({ path }) => path.endsWith('/levels'));
    const { data, text } = await w.call('get_metadata', { lists: ['levels', 'modes'] });

    expect(data['lists'].map((one: any) => one.list)).toEqual(['modes']);
    expect(data['missing_parts']).toEqual([expect.objectContaining({ part: 'levels', code: 'SDP_UNAVAILABLE' })]);
    expect(text).toContain('Not available: levels');
  });

  it('shortens long lists in the overview and says how to see all', async () => {
    const { sites } = w.sdp.store.lookups;
    const before = [...sites];
    for (let index = 0; index < 80; index += 1)
      sites.push({ id: `12364000000090${1000 + index}`, name: `Site ${index}` });
    const overview = await w.call('get_metadata');
    const all = await w.call('get_metadata', { lists: ['sites'] });
    sites.splice(0, sites.length, ...before);

    expect(list(overview.data, 'sites')).toMatchObject({ values_left: before.length + 40 });
    expect(overview.text).toContain('more: ask with lists: ["sites"]');
    expect(list(all.data, 'sites')).toMatchObject({ values_left: 0 });
  });

  it.each([
    [{ lists: ['items'], category: 'Security' }, /subcategory/],
    [{ lists: ['subcategories'] }, /category/],
    [{ category: 'Securty' }, /"Security"/],
    [{ lists: ['colours'] }, /statuses/],
  ])('answers %j with what would be right', async (args, hint) => {
    const refusal = await w.refusal('get_metadata', args);

    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
  });
});
