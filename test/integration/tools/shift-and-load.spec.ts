import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { newRequests } from './new-requests.js';
import { ToolWorld } from './tool-world.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

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
const count = (wanted: (r: RequestRow) => boolean) => w.sdp.store.liveRequests().filter(wanted).length;
const running = ({ status }: RequestRow) => status.in_progress && !status.stop_timer;
const within = (time: number | null, from: number, to: number) => time !== null && time >= from && time < to;

/** The report's rule in the test's own words, over the portal's rows. */
function expectedCounts(from: number, to: number, riskHours = 4) {
  return {
    opened: (r: RequestRow) => within(r.created_time, from, to),
    closed: (r: RequestRow) => !r.status.in_progress && within(r.completed_time, from, to),
    breached: (r: RequestRow) =>
      within(r.due_by_time, from, Math.min(to, now())) &&
      (r.status.in_progress ? !r.status.stop_timer : r.completed_time! > r.due_by_time!),
    at_risk: (r: RequestRow) => running(r) && within(r.due_by_time, now(), now() + riskHours * HOUR_MS),
    reopened: (r: RequestRow) => r.is_reopened && within(r.last_updated_time, from, to),
  };
}

describe('shift_report', () => {
  it('counts what was opened, finished, breached, at risk and reopened in a period, by group', async () => {
    const from = now() - 30 * DAY_MS;
    const { data, text } = await w.call('shift_report', { period: 'last 30 days', at_risk_hours: 48 });
    const expected = expectedCounts(from, now(), 48);
    const row = (name: string) => data['rows'].find((one: any) => one.name === name);

    for (const [measure, holds] of Object.entries(expected)) {
      expect([measure, data['totals'][measure]]).toEqual([measure, count(holds)]);
      expect([measure, row('Network')?.[measure] ?? 0]).toEqual([
        measure,
        count((r) => holds(r) && r.group?.name === 'Network'),
      ]);
    }
    expect(data['totals'].opened).toBeGreaterThan(10);
    expect(data['totals'].closed).toBeGreaterThan(10);
    expect(data['totals'].breached).toBeGreaterThan(0);
    expect(text).toContain('| Group | Opened | Finished | Breached | At risk | Reopened |');
    expect(text).toContain('| Total |');
  });

  it('splits by technician, and counts what nobody works on', async () => {
    const { data } = await w.call('shift_report', { period: 'last 30 days', by: 'technician' });
    const { opened } = expectedCounts(now() - 30 * DAY_MS, now());
    const row = (name: string) => data['rows'].find((one: any) => one.name === name);

    expect(row('Dana Reyes').opened).toBe(count((r) => opened(r) && r.technician?.name === 'Dana Reyes'));
    expect(row('unassigned').opened).toBe(count((r) => opened(r) && r.technician === null));
  });

  it('reports on one group alone, and reads the period in the time zone', async () => {
    const { data } = await w.call('shift_report', {
      ...{ period: '2026-11-20', group: 'network', time_zone: 'America/New_York' },
    });
    const { opened } = expectedCounts(Date.parse('2026-11-20T05:00:00Z'), Date.parse('2026-11-21T05:00:00Z'));

    expect(data).toMatchObject({ from: '2026-11-20T05:00:00Z', to: '2026-11-21T05:00:00Z' });
    expect(data['totals'].opened).toBe(count((r) => opened(r) && r.group?.name === 'Network'));
  });

  it('lists what is at risk, due first', async () => {
    newRequests(w, 12, (index) => ({ due_by_time: now() + (12 - index) * 600_000, subject: `Due ${index}` }));
    const { data, text } = await w.call('shift_report');
    const due = data['at_risk_requests'].map(({ due_at }: any) => due_at);

    expect(due).toHaveLength(10);
    expect(due).toEqual(due.toSorted());
    expect(text).toContain('**At risk, due first**');
  });

  it('reads several pages, and says how many rows were read and that these were all', async () => {
    const { data, text } = await w.call('shift_report', { period: 'last 12 months' });
    const opened = data['read'].find(({ measure }: any) => measure === 'opened');

    expect(opened).toEqual({ measure: 'opened', read: opened.matching, matching: opened.matching, complete: true });
    expect(opened.read).toBeGreaterThan(200);
    expect(text).toContain(`opened ${opened.read} read, all there are`);
  });

  it('says so when there are more rows than it reads, and keeps the true totals', async () => {
    const own = await ToolWorld.start();
    newRequests(own, 1_100, { created_time: own.world.clock.nowMs() - HOUR_MS });
    const { data, text } = await own.call('shift_report', { period: 'last 2 hours' });
    await own.close();
    const opened = data['read'].find(({ measure }: any) => measure === 'opened');

    expect(opened).toMatchObject({ read: 1_000, complete: false });
    expect(opened.matching).toBeGreaterThanOrEqual(1_100);
    expect(data['totals'].opened).toBe(opened.matching);
    expect(text).toContain('choose a shorter period');
  });

  it('gives the table as CSV that no program takes for a formula', async () => {
    const group = w.sdp.store.lookup('groups', 'Network');
    group.name = '=HYPERLINK("http://x"),y';
    const { data, text } = await w.call('shift_report', { period: 'last 30 days', csv: true });
    group.name = 'Network';

    expect(data['csv']).toMatch(/^group,opened,closed,breached,at_risk,reopened\n/);
    expect(data['csv']).toContain(`"'=HYPERLINK(""http://x""),y",`);
    expect(text).toContain('```csv');
  });

  it('names a number that could not be read, and reports the others', async () => {
    w.world.spoil({ kind: 'status', status: 403, body: 'json' }, 1, ({ path }) => path.endsWith('/requests'));
    const { data, text } = await w.call('shift_report');

    expect(data['missing_parts']).toHaveLength(1);
    expect(data['read']).toHaveLength(4);
    expect(text).toContain('Not available:');
  });

  it('asks back for a period that cannot be read', async () => {
    expect((await w.refusal('shift_report', { period: 'whenever' })).code).toBe('INVALID_ARGUMENTS');
  });
});

describe('who_is_free', () => {
  const load = (name: string) => ({
    open: count((r) => r.status.in_progress && r.technician?.name === name),
    on_hold: count((r) => r.status.in_progress && r.status.stop_timer && r.technician?.name === name),
    overdue: count((r) => running(r) && r.technician?.name === name && r.due_by_time !== null && r.due_by_time < now()),
  });

  it('lists every technician with open, overdue and waiting requests, the least busy first', async () => {
    const { data, text } = await w.call('who_is_free');
    const work = data['technicians'].map(({ open, on_hold: onHold }: any) => open - onHold);

    expect(data['technicians']).toHaveLength(w.sdp.store.technicians.length);
    for (const { name, open, overdue, on_hold } of data['technicians']) {
      expect({ name, open, overdue, on_hold }).toEqual({ name, ...load(name) });
    }
    expect(work).toEqual(work.toSorted((a: number, b: number) => a - b));
    expect(text).toContain('Who is away is not in the API of ServiceDesk Plus');
    expect(data['read']).toMatchObject({ complete: true });
  });

  it('narrows to the members of a group, those without work included', async () => {
    const { data } = await w.call('who_is_free', { group: 'hardware' });
    const members = w.sdp.store.technicians.filter(({ groups }) => groups.some(({ name }) => name === 'Hardware'));

    expect(data).toMatchObject({ group: 'Hardware', members_from: 'groups' });
    expect(data['technicians'].map(({ name }: any) => name).toSorted()).toEqual(
      members.map((one) => one.name).toSorted(),
    );
  });

  it('takes those who work on requests of the group where the groups of technicians are not told, and says so', async () => {
    w.sdp.settings.technicianGroups = 'hidden';
    const { data, text } = await w.call('who_is_free', { group: 'Network' });
    const working = w.sdp.store
      .liveRequests()
      .filter(
        ({ status, group, technician }) =>
          status.in_progress && group?.name === 'Network' && technician?.deleted === false,
      )
      .map(({ technician }) => technician!.name);

    expect(data['members_from']).toBe('requests');
    expect(data['technicians'].map(({ name }: any) => name).toSorted()).toEqual([...new Set(working)].toSorted());
    expect(text).toContain('ServiceDesk Plus does not say who is in this group');
  });

  it('counts over more open requests than one list holds', async () => {
    const own = await ToolWorld.start();
    const busy = own.sdp.store.personByMail('tom.becker@example.com')!;
    newRequests(own, 250, { technician: busy });
    const { data } = await own.call('who_is_free');
    const last = data['technicians'].at(-1);
    await own.close();

    expect(last).toMatchObject({ name: 'Tom Becker' });
    expect(last.open).toBeGreaterThanOrEqual(250);
  });

  it('tells of open requests whose technician has left', async () => {
    const left = w.sdp.store.people.find(({ name }) => name === 'Viktor Petrov')!;
    newRequests(w, 2, { technician: left });
    const { data, text } = await w.call('who_is_free');

    expect(data['orphaned_requests']).toBe(count((r) => r.status.in_progress && r.technician === left));
    expect(text).toContain('people who are no technicians any more');
  });
});
