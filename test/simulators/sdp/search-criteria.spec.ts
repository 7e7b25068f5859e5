import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, type SimulatedPortal, startPortal } from './portal.fixture.js';

afterEach(closePortals);

/** Three tickets that differ in two things, and nothing else in the portal. */
async function smallPortal(settings: Parameters<typeof startPortal>[0] = {}) {
  const portal = await startPortal(settings);
  portal.sdp.store.requests.clear();
  const file = (subject: string, priority: string, technician: string | null, site: string) =>
    portal.call('POST', '/requests', {
      request: {
        subject,
        priority: { name: priority },
        site: { name: site },
        ...(technician && { technician: { email_id: technician } }),
      },
    });
  await file('Alpha printer', 'High', 'dana.reyes@example.com', 'Austin');
  portal.clock.advance(60_000);
  await file('Beta printer', 'Low', 'tom.becker@example.com', 'Austin');
  portal.clock.advance(60_000);
  await file('Gamma laptop', 'High', null, 'Dublin');
  return portal;
}

async function subjects(portal: SimulatedPortal, search_criteria: unknown): Promise<string[]> {
  const answer = await portal.list('/requests', { search_criteria, row_count: 100 });
  expect(answer.status).toBe(200);
  return answer.body.requests.map(({ subject }: { subject: string }) => subject.split(' ')[0]).toSorted();
}

const A = { field: 'priority.name', condition: 'is', value: 'High' };
const B = { field: 'subject', condition: 'contains', value: 'printer' };
const C = { field: 'site.name', condition: 'is', value: 'Dublin' };
const D = { field: 'subject', condition: 'starts with', value: 'beta' };

describe('joining criteria (reference B.5)', () => {
  it.each([
    ['one object', A, ['Alpha', 'Gamma']],
    ['an array of one', [A], ['Alpha', 'Gamma']],
    ['A and B', [A, { ...B, logical_operator: 'AND' }], ['Alpha']],
    ['A or B', [A, { ...B, logical_operator: 'or' }], ['Alpha', 'Beta', 'Gamma']],
    [
      '(A or D) and (C or B)',
      [
        { ...A, children: [{ ...D, logical_operator: 'or' }] },
        { ...C, logical_operator: 'and', children: [{ ...B, logical_operator: 'or' }] },
      ],
      ['Alpha', 'Beta', 'Gamma'],
    ],
    [
      'B and (A or C), nested',
      [B, { ...A, logical_operator: 'and', children: [{ ...C, logical_operator: 'or' }] }],
      ['Alpha'],
    ],
    [
      'D or (A and C), nested twice',
      [{ ...D, children: [{ ...A, logical_operator: 'or', children: [{ ...C, logical_operator: 'and' }] }] }],
      ['Beta', 'Gamma'],
    ],
  ])('%s', async (_case, criteria, expected) => {
    expect(await subjects(await smallPortal(), criteria)).toEqual(expected);
  });

  it.each([
    ['ignored', ['Alpha', 'Beta']],
    ['or', ['Alpha', 'Beta', 'Gamma']],
    ['and', []],
  ] as const)('a later element without operator is "%s" (reference D.19)', async (missingLogicalOperator, expected) => {
    expect(await subjects(await smallPortal({ missingLogicalOperator }), [B, C])).toEqual(expected);
  });

  it('is echoed', async () => {
    const portal = await smallPortal();

    const { body } = await portal.list('/requests', { search_criteria: [A] });

    expect(body.list_info.search_criteria).toEqual([A]);
  });
});

describe('conditions (reference B.5)', () => {
  it.each([
    ['is', 'eq', 'High', ['Alpha', 'Gamma']],
    ['is', '=', 'high', ['Alpha', 'Gamma']],
    ['is not', 'neq', 'High', ['Beta']],
    ['is not', '!=', 'High', ['Beta']],
  ])('%s and %s on a name, whatever its case: %s', async (long, short, value, expected) => {
    const portal = await smallPortal();

    for (const condition of [long, short]) {
      expect(await subjects(portal, { field: 'priority.name', condition, value })).toEqual(expected);
    }
  });

  it.each([
    ['greater than', 'gt', '>', ['Gamma']],
    ['greater or equal', 'gte', '>=', ['Beta', 'Gamma']],
    ['lesser than', 'lt', '<', ['Alpha']],
    ['lesser or equal', 'lte', '<=', ['Alpha', 'Beta']],
  ])('%s compares times, as %s and %s do', async (long, word, sign, expected) => {
    const portal = await smallPortal();
    const value = String(portal.clock.nowMs() - 60_000);

    for (const condition of [long, word, sign]) {
      expect(await subjects(portal, { field: 'created_time', condition, value })).toEqual(expected);
    }
  });

  it('between holds both ends', async () => {
    const portal = await smallPortal();
    const now = portal.clock.nowMs();
    const criterion = { field: 'created_time', values: [String(now - 60_000), String(now)] };

    expect(await subjects(portal, { ...criterion, condition: 'between' })).toEqual(['Beta', 'Gamma']);
    expect(await subjects(portal, { ...criterion, condition: 'not between' })).toEqual(['Alpha']);
  });

  it.each([
    ['starts with', 'alpha', ['Alpha']],
    ['ends with', 'LAPTOP', ['Gamma']],
    ['contains', 'print', ['Alpha', 'Beta']],
    ['like', 'print', ['Alpha', 'Beta']],
    ['not contains', 'print', ['Gamma']],
  ])('%s %s on text', async (condition, value, expected) => {
    expect(await subjects(await smallPortal(), { field: 'subject', condition, value })).toEqual(expected);
  });

  it('takes several values as any of them, as text or as rows', async () => {
    const portal = await smallPortal();
    const { id } = portal.sdp.store.lookup('sites', 'Dublin');

    const byName = { field: 'site.name', condition: 'is', values: ['Austin', 'Dublin'] };
    const byRow = { field: 'site', condition: 'is', values: [{ id, name: 'Dublin' }] };

    expect(await subjects(portal, byName)).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(await subjects(portal, byRow)).toEqual(['Gamma']);
  });

  it('finds what has no value by null', async () => {
    const portal = await smallPortal();

    const unassigned = { field: 'technician.email_id', condition: 'is', value: null };
    const assigned = { field: 'technician', condition: 'is not', values: [null] };

    expect(await subjects(portal, unassigned)).toEqual(['Gamma']);
    expect(await subjects(portal, assigned)).toEqual(['Alpha', 'Beta']);
  });

  it('reads paths into people, statuses, flags and UDFs', async () => {
    const portal = await smallPortal();
    const [first] = [...portal.sdp.store.requests.values()];
    first!.udf_fields = { udf_char1: 'LT-1' };
    const one = (field: string, value: unknown) => subjects(portal, { field, condition: 'is', value });

    expect(await one('technician.email_id', 'Tom.Becker@example.com')).toEqual(['Beta']);
    expect(await one('requester.name', 'Dana Reyes')).toHaveLength(3);
    expect(await one('status.in_progress', true)).toHaveLength(3);
    expect(await one('status.internal_name', 'Open')).toHaveLength(3);
    expect(await one('is_overdue', 'true')).toEqual([]);
    expect(await one('udf_fields.udf_char1', 'LT-1')).toEqual(['Alpha']);
    expect(await one('display_id', first!.display_id)).toEqual(['Alpha']);
  });

  it('compares long numbers by size and not by digits', async () => {
    const portal = await smallPortal();
    const ids = [...portal.sdp.store.requests.keys()];

    expect(await subjects(portal, { field: 'id', condition: 'greater than', value: ids[1] })).toEqual(['Gamma']);
    expect(await subjects(portal, { field: 'display_id', condition: 'lt', value: '100000' })).toHaveLength(3);
  });

  it.each([
    ['an unknown field', { field: 'bogus', condition: 'is', value: 'x' }],
    ['a path that leads nowhere', { field: 'status.bogus', condition: 'is', value: 'x' }],
    ['an unknown field behind OR', [A, { field: 'bogus', condition: 'is', value: 'x', logical_operator: 'OR' }]],
    ['an unknown condition', { field: 'subject', condition: 'resembles', value: 'x' }],
    ['an unknown operator', [A, { ...B, logical_operator: 'XOR' }]],
    ['no value', { field: 'subject', condition: 'is' }],
    ['one value for between', { field: 'created_time', condition: 'between', values: ['1'] }],
    ['a written date', { field: 'created_time', condition: 'greater than', value: '2026-11-01' }],
    ['an unknown key', { ...A, operator: 'AND' }],
  ])('refuses %s with 400', async (_case, search_criteria) => {
    const { list } = await startPortal();

    expect(refusal(await list('/requests', { search_criteria }))).toMatchObject({ http: 400, status_code: 4001 });
  });
});
