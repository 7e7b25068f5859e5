import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(() => w.world.renew());
afterAll(() => w.close());

const DAY_MS = 86_400_000;
const numbers = (data: Record<string, any>): string[] => data['requests'].map(({ number }: any) => number);

/** What the simulator's portal holds, judged by the test's own words. */
function expected(wanted: Parameters<ToolWorld['request']>[0]): string[] {
  return w.sdp.store
    .liveRequests()
    .filter((request) => wanted?.(request))
    .map(({ display_id }) => display_id);
}

describe('list_requests', () => {
  it('lists the newest requests first, whatever their status', async () => {
    const { data } = await w.call('list_requests', { limit: 100 });

    expect(numbers(data)).toEqual(expected(() => true).slice(0, 100));
    expect(data['page'].total).toBe(w.sdp.store.liveRequests().length);
  });

  it.each([
    ['open', (r: any) => r.status.in_progress],
    ['closed', (r: any) => !r.status.in_progress],
    ['on hold', (r: any) => r.status.in_progress && r.status.stop_timer],
    ['pending', (r: any) => r.status.in_progress && r.status.stop_timer],
    ['Resolved', (r: any) => r.status.internal_name === 'Resolved'],
    ['canceled', (r: any) => r.status.internal_name === 'Cancelled'],
    ['finished', (r: any) => !r.status.in_progress],
    ['waiting on requester', (r: any) => r.status.name === 'Waiting on Requester'],
    ['all', () => true],
  ])('takes the status word "%s"', async (status, meant) => {
    const { data } = await w.call('list_requests', { status, limit: 100 });

    expect(numbers(data)).toEqual(expected(meant).slice(0, 100));
  });

  it('covers what the portal calls finished when a status is renamed', async () => {
    const closed = w.sdp.store.status('Closed');
    closed.name = 'Erledigt';
    const { data } = await w.call('list_requests', { status: 'closed', limit: 100 });
    closed.name = 'Closed';

    expect(numbers(data)).toEqual(expected((r) => !r.status.in_progress).slice(0, 100));
    expect(data['requests'].some((row: any) => row.status === 'Erledigt')).toBe(true);
  });

  it('knows "me", "unassigned" and names', async () => {
    const mine = await w.call('list_requests', { technician: 'me', limit: 100 });
    const nobodys = await w.call('list_requests', { technician: 'unassigned', limit: 100 });
    const named = await w.call('list_requests', { technician: 'dana reyes', limit: 100 });

    expect(numbers(mine.data)).toEqual(expected((r) => r.technician?.name === 'Dana Reyes').slice(0, 100));
    expect(numbers(nobodys.data)).toEqual(expected((r) => r.technician === null).slice(0, 100));
    expect(numbers(named.data)).toEqual(numbers(mine.data));
    expect(mine.data['interpreted']).toContain('technician is "Dana Reyes" (dana.reyes@example.com)');
  });

  it('narrows by group, site, category, priority and requester together', async () => {
    const one = w.request((r) => r.group !== null && r.site !== null && r.category !== null && r.priority !== null);
    const { data } = await w.call('list_requests', {
      group: one.group?.name.toUpperCase(),
      site: one.site?.name,
      category: one.category?.name,
      priority: one.priority?.name,
      requester: one.requester.email_id,
    });

    expect(numbers(data)).toContain(one.display_id);
    expect(numbers(data)).toEqual(
      expected(
        (r) =>
          r.group === one.group &&
          r.site === one.site &&
          r.category === one.category &&
          r.priority === one.priority &&
          r.requester === one.requester,
      ),
    );
  });

  it('knows what is overdue: past its time, neither finished nor on hold', async () => {
    const now = w.world.clock.nowMs();
    const overdue = (r: any): boolean =>
      r.status.in_progress && !r.status.stop_timer && r.due_by_time !== null && r.due_by_time < now;

    const late = await w.call('list_requests', { overdue: true, limit: 100 });
    const inTime = await w.call('list_requests', { overdue: false, status: 'open', limit: 100 });

    expect(numbers(late.data)).toEqual(expected(overdue));
    expect(numbers(inTime.data)).toEqual(expected((r) => r.status.in_progress && !overdue(r)));
    expect(late.data['requests'].every((row: any) => row.overdue)).toBe(true);
  });

  it('reads dates in words, in the time zone that is given', async () => {
    const now = w.world.clock.nowMs();
    const week = await w.call('list_requests', { created_after: 'last 7 days', limit: 100 });
    const before = await w.call('list_requests', {
      created_before: '2026-11-20',
      created_after: '2026-11-10',
      time_zone: 'America/New_York',
      limit: 100,
    });

    expect(numbers(week.data)).toEqual(expected((r) => r.created_time >= now - 7 * DAY_MS));
    expect(numbers(before.data)).toEqual(
      expected(
        (r) =>
          r.created_time >= Date.parse('2026-11-10T05:00:00Z') && r.created_time < Date.parse('2026-11-20T05:00:00Z'),
      ),
    );
    expect(before.data['interpreted']).toContain('created from 2026-11-10 00:00 America/New_York on');
  });

  it('pages without a gap and says how to go on', async () => {
    const first = await w.call('list_requests', { limit: 60 });
    const next = await w.call('list_requests', { limit: 60, start_index: first.data['page'].next_start_index });

    expect(first.data['page']).toMatchObject({ start_index: 1, returned: 60, has_more: true, next_start_index: 61 });
    expect(first.text).toContain('call again with start_index 61');
    expect([...numbers(first.data), ...numbers(next.data)]).toEqual(expected(() => true).slice(0, 120));
  });

  it('says so when nothing matches', async () => {
    const { data, text } = await w.call('list_requests', { created_after: '2027-01-01' });

    expect(data['page']).toEqual({ start_index: 1, returned: 0, has_more: false, total: 0 });
    expect(text).toContain('No requests found.');
  });

  it('sorts by what is asked', async () => {
    const { data } = await w.call('list_requests', { sort_by: 'subject', sort_order: 'asc', limit: 10 });

    expect(data['requests'].map((row: any) => row.subject)).toEqual(
      w.sdp.store
        .liveRequests()
        .map(({ subject }) => subject)
        .toSorted((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()))
        .slice(0, 10),
    );
  });

  it.each([
    [{ priority: 'Hihg' }, 'UNKNOWN_NAME', /"High"/],
    [{ group: 'Netwrok' }, 'UNKNOWN_NAME', /"Network"/],
    [{ technician: 'Dana Reyees' }, 'UNKNOWN_NAME', /Dana Reyes/],
    [{ status: 'Opne' }, 'UNKNOWN_NAME', /Open/],
    [{ status: 'constructor' }, 'UNKNOWN_NAME', /Open/],
    [{ created_after: '__proto__' }, 'INVALID_ARGUMENTS', /2026-11-01/],
    [{ created_after: 'whenever' }, 'INVALID_ARGUMENTS', /2026-11-01/],
    [{ time_zone: 'Mars' }, 'INVALID_ARGUMENTS', /Europe\/Berlin/],
    [{ limit: 101 }, 'INVALID_ARGUMENTS', /limit/],
    [{ offset: 5 }, 'INVALID_ARGUMENTS', /start_index/],
  ])('answers %j with what would be right', async (args, code, hint) => {
    const refusal = await w.refusal('list_requests', args);

    expect(refusal.code).toBe(code);
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(hint);
  });

  it('stays under 60,000 characters with a hundred rows', async () => {
    const { data, text } = await w.call('list_requests', { limit: 100 });

    expect(text.length + JSON.stringify(data).length).toBeLessThan(60_000);
  });

  it.each(['Asset Tag', 'asset tag', 'udf_char1'])('narrows by an own field of the portal, named %s', async (name) => {
    const tagged = w.request((r) => typeof r.udf_fields['udf_char1'] === 'string');
    const tag = String(tagged.udf_fields['udf_char1']);
    const { data } = await w.call('list_requests', { udf_fields: { [name]: tag }, limit: 100 });

    expect(numbers(data)).toEqual(expected((r) => r.udf_fields['udf_char1'] === tag));
    expect(data['interpreted']).toContain(`"${name}" is "${tag}"`);
  });

  it('searches own fields by label as well, and names the closest label', async () => {
    const tagged = w.request((r) => typeof r.udf_fields['udf_char1'] === 'string');
    const start = String(tagged.udf_fields['udf_char1']).slice(0, 3);
    const condition = { field: 'udf_fields.Asset Tag', condition: 'starts with', value: start };
    const { data } = await w.call('search_requests', { all_of: [condition], limit: 100 });
    const refusal = await w.refusal('list_requests', { udf_fields: { 'Aset Tag': 'x' } });

    expect(numbers(data)).toEqual(
      expected((r) => (r.udf_fields['udf_char1'] as string | undefined)?.startsWith(start) === true).slice(0, 100),
    );
    expect(refusal.code).toBe('UNKNOWN_NAME');
    expect(refusal.resolution).toContain('"Asset Tag"');
  });

  it.each(['Unassigned_System', 'unassigned', 'UNASSIGNED SYSTEM'])(
    'shows the view %s as ServiceDesk Plus has it',
    async (view) => {
      const { data, text } = await w.call('list_requests', { view, limit: 100 });

      expect(numbers(data)).toEqual(expected((r) => r.status.in_progress && r.technician === null));
      expect(text).toContain('Searched for: the view "Unassigned_System"');
    },
  );

  it('says which views there are, and takes no filter beside one', async () => {
    const unknown = await w.refusal('list_requests', { view: 'My_Opne' });
    const both = await w.refusal('list_requests', { view: 'My_Open', status: 'open' });

    expect(unknown).toMatchObject({ code: 'UNKNOWN_NAME' });
    expect(unknown.resolution).toContain('"My_Open"');
    expect(both.code).toBe('INVALID_ARGUMENTS');
    expect(both.message).toContain('no filter beside a view');
  });
});
