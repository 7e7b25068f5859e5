import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { newRequests } from './new-requests.js';
import { ToolWorld } from './tool-world.js';

const DAY_MS = 86_400_000;

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
});
afterAll(() => w.close());

const now = () => w.world.clock.nowMs();
const open = ({ status }: RequestRow) => status.in_progress;
const mine = (request: RequestRow) => open(request) && request.technician?.name === 'Dana Reyes';
const late = ({ status, due_by_time: due }: RequestRow) => !status.stop_timer && due !== null && due < now();
const numbersOf = (wanted: (request: RequestRow) => boolean) =>
  w.sdp.store
    .liveRequests()
    .filter(wanted)
    .map(({ display_id }) => display_id)
    .toSorted();

async function sections(args: object = {}): Promise<Record<string, { count: number; numbers: string[] }>> {
  const { data } = await w.call('my_queue', { limit: 25, ...args });
  return Object.fromEntries(
    data['sections'].map(({ section, count, requests }: any) => [
      section,
      { count, numbers: requests.map(({ number }: any) => number).toSorted() },
    ]),
  );
}

/** Gives Dana as many open requests as SDP does not list at once. */
function overload(): RequestRow[] {
  const dana = w.sdp.store.personByMail('dana.reyes@example.com')!;
  const taken = w.sdp.store.liveRequests().slice(0, 130);
  for (const [index, request] of taken.entries()) {
    Object.assign(request, {
      technician: dana,
      status: w.sdp.store.status(index % 10 === 0 ? 'Onhold' : 'Open'),
      due_by_time: now() + (index - 60) * 3_600_000,
    });
  }
  return taken;
}

describe('my_queue', () => {
  it('shows what is overdue, due today, mine, on hold, and unassigned in my groups, with counts', async () => {
    const found = await sections();
    const unassigned = (r: RequestRow) =>
      open(r) && r.technician === null && ['Hardware', 'Network'].includes(r.group?.name ?? '');

    expect(found['mine']).toEqual({ count: numbersOf(mine).length, numbers: numbersOf(mine) });
    expect(found['overdue']?.numbers).toEqual(numbersOf((r) => mine(r) && late(r)));
    expect(found['on_hold']?.numbers).toEqual(numbersOf((r) => mine(r) && r.status.stop_timer));
    expect(found['unassigned']).toEqual({
      count: numbersOf(unassigned).length,
      numbers: numbersOf(unassigned),
    });
  });

  it('costs few calls: a list of mine, one of what nobody works on, and the records in approval', async () => {
    await w.call('my_queue');
    w.sdp.journal.length = 0;
    await w.call('my_queue');

    expect(w.world.operations().toSorted()).toEqual([
      ...['changes.approval_levels.list', 'changes.list'],
      ...['requests.list', 'requests.list', 'requests.list', 'technicians.get'],
    ]);
  });

  it("counts a day by the person's time zone", async () => {
    const request = w.request(mine);
    const { due_by_time: before, status } = request;
    // 09:00 UTC on the 23rd is 22:00 of the same day in Auckland, and 04:00 in Boston.
    Object.assign(request, { due_by_time: Date.parse('2026-11-23T20:00:00Z'), status: w.sdp.store.status('Open') });
    const boston = await sections({ time_zone: 'America/New_York' });
    const auckland = await sections({ time_zone: 'Pacific/Auckland' });
    const { text } = await w.call('my_queue', { time_zone: 'America/New_York' });
    Object.assign(request, { due_by_time: before, status });

    expect(boston['due_today']?.numbers).toContain(request.display_id);
    expect(auckland['due_today']?.numbers).not.toContain(request.display_id);
    expect(text).toContain('2026-11-23 15:00 -05:00');
    expect(text).toContain('Times are in America/New_York.');
  });

  it('shows as many rows as asked, what is due first before the rest, and says how many there are', async () => {
    const { data, text } = await w.call('my_queue', { limit: 2 });
    const all = data['sections'].find(({ section }: any) => section === 'mine');
    const dues = all.requests.map(({ due_at }: any) => due_at);

    expect(all.requests).toHaveLength(2);
    expect(dues).toEqual(dues.toSorted());
    expect(text).toContain(`All of theirs that are open, the first 2 of ${numbersOf(mine).length}`);
  });

  it("shows somebody else's queue, and the groups that are named", async () => {
    const webb = (r: RequestRow) => open(r) && r.technician?.name === 'Marcus Webb';
    const found = await sections({ technician: 'Marcus Webb', groups: ['security'] });

    expect(found['mine']?.count).toBe(numbersOf(webb).length);
    expect(found['unassigned']?.numbers).toEqual(
      numbersOf((r) => open(r) && r.technician === null && r.group?.name === 'Security'),
    );
  });

  it('says so and shows the unassigned of all groups where ServiceDesk Plus does not tell the groups', async () => {
    w.sdp.settings.technicianGroups = 'hidden';
    const { data, text } = await w.call('my_queue', { limit: 25 });
    const unassigned = data['sections'].find(({ section }: any) => section === 'unassigned');

    expect(data).not.toHaveProperty('groups');
    expect(unassigned.count).toBe(numbersOf((r) => open(r) && r.technician === null).length);
    expect(text).toContain('ServiceDesk Plus does not say which groups this technician is in');
  });

  it('names a part that cannot be read, and shows the rest', async () => {
    w.sdp.settings.operations['technicians.get'] = 'forbidden';
    const { data, text } = await w.call('my_queue');

    expect(data['missing_parts']).toMatchObject([{ part: 'groups', code: 'SDP_FORBIDDEN' }]);
    expect(data['sections'].map(({ section }: any) => section)).toContain('mine');
    expect(text).toContain('Not available: groups');
  });

  it('shows what waits for my approval, and that there may be more than it looked at', async () => {
    const requests = newRequests(w, 7, (index) => ({ subject: `Buy laptop ${index}` }));
    for (const { id } of requests) await w.call('request_approval', { id, levels: [['me']] });
    const { data, text } = await w.call('my_queue');

    expect(data['approvals'].waiting.map(({ title }: any) => title).toSorted()).toEqual(
      [2, 3, 4, 5, 6].map((index) => `Buy laptop ${index}`),
    );
    expect(data['approvals'].more).toBe(true);
    expect(text).toContain('Waiting for approval: 5');
    expect(text).toContain('list_approvals looks further');
  });

  it('says what to give when ServiceDesk Plus does not say who is asking', async () => {
    w.world.users.set('dana', 'fiona.gallagher@example.com');
    const refusal = await w.refusal('my_queue');
    w.world.users.set('dana', 'dana.reyes@example.com');

    expect(refusal.code).toBe('ME_UNKNOWN');
    expect(refusal.resolution).toContain('name or mail address');
  });

  it('finds the overdue ones and the counts among more requests than one list holds', async () => {
    const before = w.sdp.store.liveRequests().map((request) => [request, { ...request }] as const);
    overload();
    const found = await sections();
    const dueToday = (r: RequestRow) =>
      mine(r) && !r.status.stop_timer && r.due_by_time! >= now() && r.due_by_time! < now() - (now() % DAY_MS) + DAY_MS;
    const expected = {
      mine: numbersOf(mine).length,
      overdue: numbersOf((r) => mine(r) && late(r)).length,
      due_today: numbersOf(dueToday).length,
      on_hold: numbersOf((r) => mine(r) && r.status.stop_timer).length,
    };
    for (const [request, was] of before) Object.assign(request, was);

    expect(expected.mine).toBeGreaterThan(100);
    expect(found).toMatchObject(
      Object.fromEntries(Object.entries(expected).map(([section, count]) => [section, { count }])),
    );
  });
});
