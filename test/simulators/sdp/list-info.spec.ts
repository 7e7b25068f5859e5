import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, refusal, startPortal } from './portal.fixture.js';

afterEach(closePortals);

const numbers = (rows: { display_id: string }[]) => rows.map(({ display_id }) => Number(display_id));

describe('paging (reference B.4)', () => {
  it('gives ten rows, newest first, when nothing is asked for', async () => {
    const { call } = await startPortal();

    const { body } = await call('GET', '/requests');

    expect(numbers(body.requests)).toEqual([31230, 31229, 31228, 31227, 31226, 31225, 31224, 31223, 31222, 31221]);
    expect(body.list_info).toEqual({ has_more_rows: true, start_index: 1, row_count: 10 });
  });

  it('gives a hundred rows at most', async () => {
    const { list } = await startPortal();

    const { body } = await list('/requests', { row_count: 500 });

    expect(body.requests).toHaveLength(100);
    expect(body.list_info.row_count).toBe(100);
  });

  it('reaches every row exactly once, page by page', async () => {
    const { list } = await startPortal();
    const seen: number[] = [];
    let more = true;

    for (let start_index = 1; more; start_index += 70) {
      const { body } = await list('/requests', { row_count: 70, start_index });
      seen.push(...numbers(body.requests));
      more = body.list_info.has_more_rows;
    }

    expect(seen).toHaveLength(300);
    expect(new Set(seen).size).toBe(300);
  });

  it('takes row 0 for row 1, text for numbers, and a page for a start', async () => {
    const { list } = await startPortal();

    const first = await list('/requests', { start_index: 0, row_count: '5' });
    const second = await list('/requests', { page: 2, row_count: 5 });

    expect(numbers(first.body.requests)[0]).toBe(31230);
    expect(numbers(second.body.requests)[0]).toBe(31225);
  });

  it('counts all rows only when asked', async () => {
    const { list } = await startPortal();

    const without = await list('/requests', { row_count: 1 });
    const counted = await list('/requests', { row_count: 1, get_total_count: true });

    expect(without.body.list_info).not.toHaveProperty('total_count');
    expect(counted.body.list_info).toMatchObject({ total_count: 300, has_more_rows: true });
  });

  it('can echo how many rows came instead of how many were asked for', async () => {
    const { list } = await startPortal({ echoedRowCount: 'returned' });

    const { body } = await list('/requests', { row_count: 50, start_index: 296 });

    expect(body.list_info).toEqual({ has_more_rows: false, start_index: 296, row_count: 5 });
  });

  it('refuses a key it does not know', async () => {
    const { list } = await startPortal();

    expect(refusal(await list('/requests', { per_page: 5 }))).toMatchObject({
      http: 400,
      field: 'per_page',
      message: 'EXTRA_KEY_FOUND_IN_JSON',
    });
  });
});

describe('sorting (reference B.4)', () => {
  it('sorts by time, by subject and by id, and echoes it', async () => {
    const { list } = await startPortal();
    const sorted = async (sort_field: string, sort_order: string) =>
      (await list('/requests', { sort_field, sort_order, row_count: 20, fields_required: [sort_field] })).body;

    const byTime = await sorted('created_time', 'asc');
    const bySubject = await sorted('subject', 'desc');

    const times = byTime.requests.map((row: { created_time: { value: string } }) => Number(row.created_time.value));
    expect(times).toEqual(times.toSorted((a: number, b: number) => a - b));
    const subjects = bySubject.requests.map(({ subject }: { subject: string }) => subject);
    expect(subjects).toEqual(subjects.toSorted((a: string, b: string) => b.localeCompare(a, 'en', { numeric: true })));
    expect(bySubject.list_info).toMatchObject({ sort_field: 'subject', sort_order: 'desc' });
  });

  it('refuses a field that is not made for sorting', async () => {
    const { list } = await startPortal();

    expect(refusal(await list('/requests', { sort_field: 'description' }))).toMatchObject({
      http: 400,
      status_code: 4001,
    });
  });
});

describe('columns (reference C.1.3)', () => {
  it('are thin unless others are asked for', async () => {
    const { list } = await startPortal();
    const fields_required = ['description', 'priority', 'udf_fields.udf_char1', 'no_such_field'];

    const { body } = await list('/requests', { row_count: 1, fields_required });

    expect(Object.keys(body.requests[0]).sort()).toEqual(['description', 'id', 'priority', 'udf_fields']);
  });
});

describe('search_fields (reference B.4)', () => {
  it('holds where every text is contained, whatever its case', async () => {
    const { list } = await startPortal();

    const { body } = await list('/requests', { search_fields: { subject: 'VPN', 'status.name': 'closed' } });

    expect(body.requests.length).toBeGreaterThan(0);
    for (const row of body.requests) expect(`${row.subject} ${row.status.name}`).toMatch(/vpn.*closed/i);
  });

  it('finds a ticket by its number, and every number that contains it', async () => {
    const { list } = await startPortal();

    const one = await list('/requests', { search_fields: { display_id: '31230' } });
    const several = await list('/requests', { search_fields: { display_id: '3123' } });

    expect(numbers(one.body.requests)).toEqual([31230]);
    expect(numbers(several.body.requests)).toEqual([31230]);
    const wide = await list('/requests', { search_fields: { display_id: '123' }, get_total_count: true });
    expect(wide.body.list_info.total_count).toBeGreaterThan(1);
  });
});

describe('filter_by (reference B.4)', () => {
  it.each([
    ['All_Requests', () => true],
    ['My_Open', (row: Row) => row.status.in_progress && row.technician?.name === 'Dana Reyes'],
    ['My_Completed', (row: Row) => !row.status.in_progress && row.technician?.name === 'Dana Reyes'],
    ['Unassigned_System', (row: Row) => row.status.in_progress && row.technician === null],
    ['Onhold_System', (row: Row) => row.status.in_progress && row.status.stop_timer],
    ['Completed_System', (row: Row) => !row.status.in_progress],
    ['Overdue_System', (row: Row) => row.status.in_progress && Number(row.due_by_time?.value) < 1_795_424_400_000],
  ])('%s holds what it says', async (name, holds) => {
    const { list } = await startPortal();

    const { body } = await list('/requests', { filter_by: { name }, row_count: 100 });

    expect(body.requests.length).toBeGreaterThan(0);
    for (const row of body.requests) expect([row.display_id, holds(row)]).toEqual([row.display_id, true]);
  });

  it('can hold finished tickets in "My" views', async () => {
    const { list, sdp } = await startPortal();
    const total = async () =>
      (await list('/requests', { filter_by: { name: 'My_Open' }, get_total_count: true })).body.list_info.total_count;
    const open = await total();

    sdp.settings.myViewsHoldFinished = true;

    expect(await total()).toBeGreaterThan(open);
  });

  it.each([
    ['an unknown view', { filter_by: { name: 'My_Unknown' } }],
    [
      'a view beside criteria',
      { filter_by: { name: 'My_Open' }, search_criteria: { field: 'id', condition: 'is', value: '1' } },
    ],
  ])('refuses %s', async (_case, listInfo) => {
    const { list } = await startPortal();

    expect((await list('/requests', listInfo)).status).toBe(400);
  });

  it('can be joined with criteria in other tenants', async () => {
    const { list } = await startPortal({ filterBesideCriteria: 'combined' });
    const search_criteria = { field: 'status.name', condition: 'is', value: 'On Hold' };

    const { body } = await list('/requests', { filter_by: { name: 'My_Open' }, search_criteria, row_count: 100 });

    for (const row of body.requests) expect([row.status.name, row.technician.name]).toEqual(['On Hold', 'Dana Reyes']);
  });
});

interface Row {
  readonly status: { readonly in_progress: boolean; readonly stop_timer: boolean };
  readonly technician: { readonly name: string } | null;
  readonly due_by_time: { readonly value: string } | null;
}
