import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

const search = async (args: object): Promise<string[]> => {
  const { data } = await w.call('search_requests', { limit: 100, ...args });
  return data['requests'].map(({ number }: any) => number);
};

const meant = (wanted: (request: any) => unknown): string[] =>
  w.sdp.store
    .liveRequests()
    .filter((request) => wanted(request))
    .map(({ display_id }) => display_id)
    .slice(0, 100);

const holds = (request: any, word: string): boolean =>
  `${request.subject}\n${request.description ?? ''}`.toLowerCase().includes(word.toLowerCase());

describe('search_requests', () => {
  it('finds every word, in the subject or the description, in any order', async () => {
    expect(await search({ query: 'page printer' })).toEqual(meant((r) => holds(r, 'page') && holds(r, 'printer')));
  });

  it('keeps quoted words together', async () => {
    const phrase = 'second page';

    expect(await search({ query: `"${phrase}"` })).toEqual(meant((r) => holds(r, phrase)));
  });

  it.each(['31200', '#31200', 're-31200'])('finds a ticket by its number %s', async (query) => {
    expect(await search({ query })).toContain('31200');
  });

  it('joins all_of by and, any_of by or, and denies none_of', async () => {
    const found = await search({
      all_of: [{ field: 'created_time', value: 'last 30 days' }],
      any_of: [
        { field: 'category', value: 'network' },
        { field: 'category', value: 'printing' },
      ],
      none_of: [
        { field: 'priority', value: 'Low' },
        { field: 'status', value: 'closed' },
      ],
    });
    const since = w.world.clock.nowMs() - 30 * 86_400_000;

    expect(found.length).toBeGreaterThan(0);
    expect(found).toEqual(
      meant(
        (r) =>
          r.created_time >= since &&
          ['Network', 'Printing'].includes(r.category?.name) &&
          r.priority?.name !== 'Low' &&
          r.status.in_progress,
      ),
    );
  });

  it.each([
    [{ field: 'number', value: '31200' }, (r: any) => r.display_id === '31200'],
    [{ field: 'subject', condition: 'contains', value: 'VPN' }, (r: any) => /vpn/i.test(r.subject)],
    [{ field: 'subject', condition: 'starts with', value: 'VPN' }, (r: any) => /^vpn/i.test(r.subject)],
    [{ field: 'subject', condition: 'not contains', value: 'e' }, (r: any) => !/e/i.test(r.subject)],
    [{ field: 'priority', values: ['High', 'Low'] }, (r: any) => ['High', 'Low'].includes(r.priority?.name)],
    [{ field: 'group', condition: 'is not', value: 'Network' }, (r: any) => r.group?.name !== 'Network'],
    [{ field: 'category', condition: 'is empty' }, (r: any) => r.category === null],
    [{ field: 'technician', condition: 'is not empty' }, (r: any) => r.technician !== null],
    [
      { field: 'technician', values: ['me', 'unassigned'] },
      (r: any) => [undefined, 'Dana Reyes'].includes(r.technician?.name),
    ],
    [{ field: 'technician', condition: 'contains', value: 'khan' }, (r: any) => /khan/i.test(r.technician?.name ?? '')],
    [{ field: 'status_name', value: 'Open' }, (r: any) => r.status.name === 'Open'],
    [{ field: 'status', condition: 'is not', value: 'open' }, (r: any) => !r.status.in_progress],
    [{ field: 'requester', value: 'Ben Carter' }, (r: any) => r.requester.name === 'Ben Carter'],
    [{ field: 'subcategory', value: 'Malware' }, (r: any) => r.subcategory?.name === 'Malware'],
    [{ field: 'request_type', value: 'service request' }, (r: any) => r.request_type?.name === 'Service Request'],
    [{ field: 'due_by_time', condition: 'is empty' }, (r: any) => r.due_by_time === null],
    [
      { field: 'created_time', condition: 'before', value: '2026-10-01' },
      (r: any) => r.created_time < Date.parse('2026-10-01'),
    ],
    [
      { field: 'created_time', condition: 'is not', value: '2026-11' },
      (r: any) => r.created_time < Date.parse('2026-11-01'),
    ],
    [
      { field: 'created_time', value: '2026-10-01 to 2026-10-31' },
      (r: any) => r.created_time >= Date.parse('2026-10-01') && r.created_time < Date.parse('2026-11-01'),
    ],
    [{ field: 'has_notes', value: 'yes' }, (r: any) => r.has_notes],
  ])('understands %j', async (condition, wanted) => {
    const found = await search({ all_of: [condition] });

    expect(found).toEqual(meant(wanted));
    expect(found.length).toBeGreaterThan(0);
  });

  it('searches own fields of the portal', async () => {
    const key = w.sdp.store.udfFields.find(({ type }) => type === 'string')?.field_key ?? '';
    const [one] = w.sdp.store.liveRequests();
    one!.udf_fields[key] = 'Room 204';

    expect(
      await search({ all_of: [{ field: `udf_fields.${key}`, condition: 'contains', value: 'room 204' }] }),
    ).toEqual([one!.display_id]);
  });

  it.each([
    ['Asset Tag', 'contains', 'room 204'],
    ['udf_fields.asset tag', 'is', 'Room 204'],
    ['Works From Home', 'is', 'yes'],
    ['call back', 'is', '2026-11-24'],
    ['call back', 'before', '2026-11-25'],
  ] as const)('searches an own field by its label: %s %s %s', async (field, condition, value) => {
    const [one] = w.sdp.store.liveRequests();
    const id = w.sdp.store.ids.take();
    w.sdp.store.udfFields.push({ id, field_key: 'dt_call', name: 'Call back', type: 'datetime' });
    Object.assign(one!.udf_fields, {
      udf_char1: 'Room 204',
      udf_bool1: true,
      dt_call: Date.parse('2026-11-24T10:00Z'),
    });

    expect(await search({ all_of: [{ field, condition, value }] })).toEqual([one!.display_id]);
  });

  it('says which own fields there are when a field is not known', async () => {
    const { message, resolution } = await w.refusal('search_requests', { all_of: [{ field: 'flor', value: '3' }] });

    expect(message).toContain('"flor" cannot be searched');
    expect(resolution).toMatch(/Did you mean Floor\? .* own fields of the portal by label: get_fields/);
  });

  it('says in words how it understood the search', async () => {
    const { data, text } = await w.call('search_requests', {
      query: 'vpn',
      technician: 'unassigned',
      all_of: [{ field: 'created_time', condition: 'after', value: 'last 7 days' }],
      none_of: [{ field: 'priority', value: 'low' }],
    });

    expect(data['interpreted']).toBe(
      'subject or description contains "vpn" and technician is nobody and created_time from 2026-11-16 09:00 UTC on and not (priority is "Low"); by created_time descending',
    );
    expect(text).toContain(data['interpreted']);
  });

  it.each([
    [{}, /query/],
    [{ all_of: [{ field: 'prioritty', value: 'High' }] }, /priority/],
    [{ all_of: [{ field: '__proto__', value: 'x' }] }, /cannot be searched/],
    [{ all_of: [{ field: 'constructor', value: 'x' }] }, /cannot be searched/],
    [{ all_of: [{ field: 'priority', value: 'Hihg' }] }, /"High"/],
    [{ all_of: [{ field: 'priority' }] }, /value/],
    [{ all_of: [{ field: 'subject', condition: 'before', value: 'today' }] }, /before/],
    [{ all_of: [{ field: 'created_time', condition: 'contains', value: '2026' }] }, /contains/],
    [{ all_of: [{ field: 'overdue', value: 'maybe' }] }, /yes/],
    [{ all_of: [{ field: 'status', value: 'all' }] }, /status/],
    [{ none_of: [{ field: 'subject', condition: 'starts with', value: 'x' }] }, /not contains/],
    [{ all_of: [{ field: 'subject', condition: 'resembles', value: 'x' }] }, /contains/],
    [{ all_of: [{ field: 'subject', value: 'x', extra: 1 }] }, /extra/],
  ])('answers %j with what would be right', async (args, hint) => {
    const refusal = await w.refusal('search_requests', args);

    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
  });
});
