import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { ToolWorld } from './tool-world.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let w: ToolWorld;
let request: RequestRow;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  await w.world.renew();
  const { data } = await w.call('create_request', { subject: 'Printer eats paper' });
  request = w.sdp.store.requests.get(data['id'])!;
  w.sdp.journal.length = 0;
});
afterAll(() => w.close());

const stored = (): any[] => [...w.sdp.store.worklogs.of(request.id)];
const log = (args: object) => w.call('log_time', { id: request.display_id, ...args });
const now = (): number => w.world.clock.nowMs();

describe('log_time', () => {
  it('logs time that ended now for whoever calls, and says the total of the day', async () => {
    await log({ time: '30m' });
    const { data, text } = await log({ time: '1h30', description: 'Replaced the <fuser>' });

    expect(stored()).toHaveLength(2);
    expect(stored()[1]).toMatchObject({
      owner: { email_id: 'dana.reyes@example.com' },
      start_time: now() - 90 * MINUTE,
      end_time: now(),
    });
    expect(stored()[1].description).toContain('Replaced the &lt;fuser&gt;');
    expect(data).toMatchObject({
      record: { module: 'request', number: request.display_id, id: request.id },
      worklog: { minutes: 90, technician: { name: 'Dana Reyes' } },
      minutes_that_day: 120,
      missing_parts: [],
    });
    expect(text).toContain(`Logged 1 h 30 min on request ${request.display_id} for Dana Reyes`);
    expect(text).toContain('that day by this person: 2 h in all');
  });

  it("counts neither other days nor other people's time into the total", async () => {
    await log({ time: '4h', started: 'yesterday' });
    await log({ time: '2h', technician: 'Aisha Khan' });
    const { data } = await log({ time: '15m' });

    expect(data['minutes_that_day']).toBe(15);
  });

  it.each([
    ['2026-11-20 14:00', 'UTC', '2026-11-20T14:00:00.000Z'],
    ['2026-11-20 14:00', 'Europe/Berlin', '2026-11-20T13:00:00.000Z'],
    ['yesterday', 'Europe/Berlin', '2026-11-22T08:00:00.000Z'],
  ])('takes work that began %s in %s', async (started, time_zone, begun) => {
    await log({ time: '0.5h', started, time_zone });

    expect(new Date(stored()[0].start_time).toISOString()).toBe(begun);
    expect(stored()[0].end_time - stored()[0].start_time).toBe(HOUR / 2);
  });

  it.each([
    [{ time: '90' }, /cannot be read.*1h30, 90m/],
    [{ time: '11h' }, /more than 10 hours. Nothing was logged.*confirm_long: true/],
    [{ time: '101h', confirm_long: true }, /more than 100 hours/i],
    [{ time: '0m' }, /at least 1m/],
    [{ time: '1h', started: 'last month' }, /more than a day/],
    [{ time: '1h', started: 'when it rained' }, /no date/],
  ])('refuses %j and sends nothing', async (args, words) => {
    const refusal = await w.refusal('log_time', { id: request.id, ...args });

    expect(refusal.code).toBe('INVALID_ARGUMENTS');
    expect(`${refusal.message} ${refusal.resolution}`).toMatch(words);
    expect(w.sdp.writes()).toEqual([]);
  });

  it('logs more than 10 hours when the caller says that it is meant', async () => {
    const { data } = await log({ time: '11h', confirm_long: true });

    expect(data['worklog'].minutes).toBe(660);
  });

  it('says what it logged when the total cannot be read', async () => {
    w.sdp.settings.operations['requests.worklogs.list'] = 'forbidden';
    const { data, text } = await log({ time: '1h' });
    delete w.sdp.settings.operations['requests.worklogs.list'];

    expect(data).not.toHaveProperty('minutes_that_day');
    expect(data['missing_parts']).toEqual([expect.objectContaining({ code: 'SDP_FORBIDDEN' })]);
    expect(text).toContain('Logged 1 h');
    expect(stored()).toHaveLength(1);
  });

  it('finds the entry when the answer was lost', async () => {
    await log({ time: '1h', description: 'same' });
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await log({ time: '1h', description: 'same' });

    expect(stored()).toHaveLength(2);
    expect(data['id']).toBe(stored()[1].id);
  });

  it('says that it may be there when the answer was lost and it is not found', async () => {
    w.world.spoil({ kind: 'reset' }, 1, ({ method }) => method === 'POST');
    const refusal = await w.refusal('log_time', { id: request.id, time: '1h' });

    expect(refusal.code).toBe('SDP_OUTCOME_UNKNOWN');
    expect(refusal.resolution).toContain('list_worklogs');
  });

  it('does not take an equal entry of before for the lost one', async () => {
    await log({ time: '1h', description: 'same' });
    w.world.clock.advance(10_000);
    w.world.spoil({ kind: 'reset' }, 1, ({ method }) => method === 'POST');

    expect((await w.refusal('log_time', { id: request.id, time: '1h', description: 'same' })).code).toBe(
      'SDP_OUTCOME_UNKNOWN',
    );
  });
});

describe('list_worklogs', () => {
  it('shows entries newest first, with the total and the share of each person', async () => {
    await log({ time: '2h', started: '2026-11-20 10:00', description: 'first' });
    await log({ time: '30m', technician: 'Aisha Khan', description: 'second' });
    const { data, text } = await w.call('list_worklogs', { id: request.display_id });

    expect(data['worklogs'].map(({ description }: any) => description.untrusted_text)).toEqual(['second', 'first']);
    expect(data).toMatchObject({
      total_minutes: 150,
      by_person: [
        { name: 'Dana Reyes', minutes: 120 },
        { name: 'Aisha Khan', minutes: 30 },
      ],
      complete: true,
      page: { returned: 2, has_more: false, total: 2 },
    });
    expect(text).toContain(`request ${request.display_id}: 2 h 30 min (Dana Reyes 2 h, Aisha Khan 30 min)`);
  });

  it('pages to the end without a gap', async () => {
    for (const minutes of [1, 2, 3]) await log({ time: `${minutes}m`, started: `2026-11-20 1${minutes}:00` });
    const first = await w.call('list_worklogs', { id: request.id, limit: 2 });
    const second = await w.call('list_worklogs', {
      id: request.id,
      limit: 2,
      start_index: first.data['page'].next_start_index,
    });

    const minutes = ({ data }: typeof first): number[] => data['worklogs'].map((one: any) => one.minutes);
    expect([...minutes(first), ...minutes(second)]).toEqual([3, 2, 1]);
    expect(second.data['page'].has_more).toBe(false);
    expect(first.data['total_minutes']).toBe(6);
  });
});

describe('update_worklog', () => {
  const entry = async (): Promise<string> => (await log({ time: '1h', started: '2026-11-20 10:00' })).data['id'];
  const update = (worklog_id: string, args: object) =>
    w.call('update_worklog', { id: request.id, worklog_id, ...args });

  it('changes how long it took and keeps when it began', async () => {
    const { data, text } = await update(await entry(), { time: '2h', description: 'more' });

    expect(data).toMatchObject({ before: { minutes: 60 }, after: { minutes: 120 } });
    expect(new Date(stored()[0].start_time).toISOString()).toBe('2026-11-20T10:00:00.000Z');
    expect(text).toMatch(/Before:\n- 1 h,[^]*Now:\n- 2 h,/);
  });

  it('moves it and keeps how long it took', async () => {
    await update(await entry(), { started: '2026-11-21 08:00', technician: 'Aisha Khan' });

    expect(stored()[0]).toMatchObject({
      owner: { name: 'Aisha Khan' },
      start_time: Date.parse('2026-11-21T08:00:00Z'),
      end_time: Date.parse('2026-11-21T09:00:00Z'),
    });
  });

  it('reads it back when the answer was lost', async () => {
    const id = await entry();
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'PUT');

    expect((await update(id, { time: '3h' })).data['after'].minutes).toBe(180);
  });

  it('refuses a call without a change, and an entry that is not there', async () => {
    const id = await entry();

    expect((await w.refusal('update_worklog', { id: request.id, worklog_id: id })).code).toBe('INVALID_ARGUMENTS');
    expect((await w.refusal('update_worklog', { id: request.id, worklog_id: '123', time: '1h' })).code).toBe(
      'SDP_NOT_FOUND',
    );
  });
});

describe('delete_worklog', () => {
  it('shows what it would delete, and deletes it once that was agreed', async () => {
    const { data } = await log({ time: '1h', description: 'by mistake' });
    const args = { id: request.id, worklog_id: data['id'] };
    const refusal = await w.refusal('delete_worklog', args);

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(refusal.excerpt?.text).toContain('by mistake');
    expect(stored()).toHaveLength(1);

    const { text } = await w.call('delete_worklog', { ...args, confirm: true });
    expect(stored()).toEqual([]);
    expect(text).toContain('by mistake');
  });

  it.each([
    ['is gone', true, undefined],
    ['is still there', false, 'SDP_OUTCOME_UNKNOWN'],
  ])('says so when the answer was lost and the entry %s', async (_case, after, code) => {
    const { data } = await log({ time: '1h' });
    w.world.spoil({ kind: 'reset', after }, 1, ({ method }) => method === 'DELETE');
    const args = { id: request.id, worklog_id: data['id'], confirm: true };

    if (code === undefined) expect((await w.call('delete_worklog', args)).data['id']).toBe(data['id']);
    else expect((await w.refusal('delete_worklog', args)).code).toBe(code);
  });
});
