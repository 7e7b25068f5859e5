import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let request: RequestRow;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  const { data } = await w.call('create_request', { subject: 'New colleague on Monday' });
  request = w.sdp.store.requests.get(data['id'])!;
  w.sdp.journal.length = 0;
});
afterAll(() => w.close());

const create = (args: object = {}) => w.call('create_task', { id: request.display_id, title: 'Order laptop', ...args });
const stored = (): any[] => [...w.sdp.store.tasks.of(request.id)];
const lost = (method: string, after: boolean) =>
  w.world.spoil({ kind: 'reset', after }, 1, (seen) => seen.method === method);

describe('create_task', () => {
  it('takes names, durations and dates as people write them', async () => {
    const { data, text } = await create({
      description: 'With <dock>',
      owner: 'Aisha Khan',
      group: 'Network',
      priority: 'high',
      estimate: '1h30',
      scheduled_start: '2026-11-24 09:00',
      scheduled_end: '2026-11-25',
      time_zone: 'Europe/Berlin',
    });

    expect(stored()).toMatchObject([
      {
        title: 'Order laptop',
        owner: { name: 'Aisha Khan' },
        group: { name: 'Network' },
        priority: { name: 'High' },
        estimated_effort_hours: '1',
        estimated_effort_minutes: '30',
        scheduled_start_time: Date.parse('2026-11-24T08:00:00Z'),
        scheduled_end_time: Date.parse('2026-11-25T22:59:00Z'),
      },
    ]);
    expect(data['task']).toMatchObject({
      estimate_minutes: 90,
      done: false,
      overdue: false,
      record: { module: 'request', number: request.display_id, title: request.subject },
    });
    expect(text).toContain(`Belongs to: request ${request.display_id}`);
  });

  it('makes a task that belongs to nothing', async () => {
    const { data } = await w.call('create_task', { title: 'Tidy the store room' });

    expect(w.sdp.store.tasks.of('')).toEqual([expect.objectContaining({ id: data['id'] })]);
    expect(data['task']).not.toHaveProperty('record');
  });

  it('finds the task when the answer was lost, and says so when it cannot', async () => {
    lost('POST', true);
    expect((await create()).data['id']).toBe(stored()[0].id);

    lost('POST', false);
    expect((await w.refusal('create_task', { id: request.id, title: 'Order dock' })).resolution).toContain(
      'list_tasks',
    );
    expect(stored()).toHaveLength(1);
  });

  it.each([
    [{ owner: 'Nobody Known' }, 'UNKNOWN_NAME'],
    [{ estimate: 'long' }, 'INVALID_ARGUMENTS'],
    [{ scheduled_start: '2026-11-25', scheduled_end: '2026-11-24' }, 'SDP_INVALID_INPUT'],
    [{ id: '99999999' }, 'SDP_NOT_FOUND'],
  ])('refuses %j', async (args, code) => {
    expect((await w.refusal('create_task', { id: request.id, title: 'x', ...args })).code).toBe(code);
    expect(stored()).toEqual([]);
  });
});

describe('list_tasks', () => {
  it('shows open tasks of one record, and the finished ones when asked', async () => {
    const { data } = await create();
    await create({ title: 'Make account' });
    await w.call('update_task', { task_id: data['id'], status: 'Closed' });
    const titles = async (args: object): Promise<string[]> =>
      (await w.call('list_tasks', { id: request.id, ...args })).data['tasks'].map(({ title }: any) => title);

    expect(await titles({})).toEqual(['Make account']);
    expect(await titles({ status: 'closed' })).toEqual(['Order laptop']);
    expect((await titles({ status: 'any' })).toSorted()).toEqual(['Make account', 'Order laptop']);
  });

  it('shows my tasks wherever they belong, with what they belong to', async () => {
    await create({ owner: 'me', scheduled_end: '2026-11-20' });
    await create({ owner: 'Aisha Khan', title: 'Not mine' });
    await w.call('create_task', { title: 'Alone', owner: 'me' });
    const { data, text } = await w.call('list_tasks', { owner: 'me' });
    const titles = data['tasks'].map(({ title }: any) => title);

    expect(titles).toEqual(expect.arrayContaining(['Order laptop', 'Alone']));
    expect(titles).not.toContain('Not mine');
    expect(text).toContain(`due 2026-11-20 23:59 UTC (overdue), of request ${request.display_id}`);
  });

  it('pages to the end', async () => {
    for (const title of ['a', 'b', 'c']) await create({ title });
    const first = await w.call('list_tasks', { id: request.id, limit: 2 });
    const second = await w.call('list_tasks', {
      ...{ id: request.id, limit: 2, start_index: first.data['page'].next_start_index },
    });

    const titles = [...first.data['tasks'], ...second.data['tasks']].map(({ title }: any) => title);
    expect(titles.toSorted()).toEqual(['a', 'b', 'c']);
    expect(second.data['page'].has_more).toBe(false);
  });
});

describe('update_task', () => {
  it('changes only what is given, and closes by status', async () => {
    const { data: made } = await create({ owner: 'Aisha Khan' });
    const { data } = await w.call('update_task', { task_id: made['id'], percentage: 100, status: 'closed' });

    expect(data).toMatchObject({ task: { done: true, percentage: 100, owner: { name: 'Aisha Khan' } }, warnings: [] });
    expect(stored()[0].status.internal_name).toBe('Closed');
  });

  it('empties fields, also where the answer was lost', async () => {
    const { data: made } = await create({ owner: 'Aisha Khan', group: 'Network', estimate: '1h30', description: 'x' });
    lost('PUT', true);
    const { data } = await w.call('update_task', {
      ...{ task_id: made['id'], title: 'Order a laptop' },
      clear_fields: ['owner', 'group', 'estimate', 'description'],
    });

    expect(stored()[0]).toMatchObject({ title: 'Order a laptop', owner: null, group: null, description: null });
    for (const field of ['owner', 'group', 'estimate_minutes', 'description']) {
      expect(data['task']).not.toHaveProperty(field);
    }
  });

  it('counts an estimate anew, whatever days stood in it', async () => {
    const { data: made } = await create();
    stored()[0].estimated_effort_days = '2';
    const { data } = await w.call('update_task', { task_id: made['id'], estimate: '90m' });

    expect(data['task'].estimate_minutes).toBe(90);
  });

  it('does not set and empty a field at once', async () => {
    const { data: made } = await create();
    const wanted = { task_id: made['id'], owner: 'Aisha Khan', clear_fields: ['owner'] };

    expect((await w.refusal('update_task', wanted)).message).toBe('owner cannot be set and emptied at once.');
  });

  it('reads it back when the answer was lost', async () => {
    const { data: made } = await create();
    lost('PUT', true);
    const { data } = await w.call('update_task', { task_id: made['id'], percentage: 40 });

    expect(data['task'].percentage).toBe(40);
  });

  it('says that it may be done when the answer was lost and the task is as before', async () => {
    const { data: made } = await create();
    lost('PUT', false);

    expect((await w.refusal('update_task', { task_id: made['id'], percentage: 40 })).code).toBe('SDP_OUTCOME_UNKNOWN');
  });

  it('works below the record where the portal shows tasks nowhere else', async () => {
    const { data: made } = await create();
    w.sdp.settings.operations['tasks'] = 'missing';
    const refusal = await w.refusal('update_task', { task_id: made['id'], percentage: 40 });
    const { data } = await w.call('update_task', { task_id: made['id'], id: request.id, percentage: 40 });

    expect(refusal.code).toBe('SDP_NOT_FOUND');
    expect(data['task'].percentage).toBe(40);
  });
});

describe('comments', () => {
  it.each(['task_comment', 'comment'] as const)('are added and read where their key is %s', async (key) => {
    w.sdp.settings.taskCommentKey = key;
    const { data: made } = await create();
    await w.call('add_task_comment', { task_id: made['id'], comment: 'Waiting for the <vendor>' });
    const { data, text } = await w.call('get_task', { task_id: made['id'] });

    expect(data['comments']).toEqual([
      expect.objectContaining({
        by: 'Dana Reyes',
        text: expect.objectContaining({ untrusted_text: 'Waiting for the <vendor>' }),
      }),
    ]);
    expect(text).toContain('Waiting for the &lt;vendor>');
  });

  it('are not written twice when the answer is lost', async () => {
    const { data: made } = await create();
    lost('POST', true);
    const { data } = await w.call('add_task_comment', { task_id: made['id'], comment: 'once' });

    expect(w.sdp.store.taskComments.of(made['id'])).toEqual([expect.objectContaining({ id: data['comment_id'] })]);
  });

  it('do not hide the task where they cannot be read', async () => {
    const { data: made } = await create();
    w.sdp.settings.operations['tasks.comments'] = 'forbidden';
    const { data } = await w.call('get_task', { task_id: made['id'] });

    expect(data['task'].title).toBe('Order laptop');
    expect(data['missing_parts']).toEqual([expect.objectContaining({ part: 'comments' })]);
  });
});

describe('delete_task', () => {
  it('shows what it would delete first', async () => {
    const { data: made } = await create();
    const refusal = await w.refusal('delete_task', { task_id: made['id'] });

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(refusal.excerpt?.text).toContain('Order laptop');
    expect(stored()).toHaveLength(1);

    await w.call('delete_task', { task_id: made['id'], confirm: true });
    expect(stored()).toEqual([]);
  });

  it('finds the task gone when the answer was lost', async () => {
    const { data: made } = await create();
    lost('DELETE', true);

    expect((await w.call('delete_task', { task_id: made['id'], confirm: true })).data['id']).toBe(made['id']);
  });
});

describe('below other modules', () => {
  it.each([
    ['problem', 'problems'],
    ['change', 'changes'],
    ['release', 'releases'],
    ['project', 'projects'],
  ] as const)('a task of a %s is made, found and finished', async (module, table) => {
    const record: any = w.sdp.store[table].newestFirst()[0];
    const number = record.display_id.display_value;
    const { data: made } = await w.call('create_task', { module, id: number, title: 'Look into it' });
    const { data: list } = await w.call('list_tasks', { module, id: number });
    await w.call('update_task', { module, id: number, task_id: made['id'], status: 'Closed' });
    const { data } = await w.call('get_task', { task_id: made['id'] });

    expect(list['tasks'].map(({ id }: any) => id)).toContain(made['id']);
    expect(data['task']).toMatchObject({ done: true, record: { module, id: record.id, title: record.title } });
  });

  it.each([
    ['problem', 'problems'],
    ['change', 'changes'],
    ['release', 'releases'],
  ] as const)('time is logged on a %s', async (module, table) => {
    const record: any = w.sdp.store[table].newestFirst()[0];
    const { text } = await w.call('log_time', { module, id: record.id, time: '30m' });

    expect(w.sdp.store.worklogs.of(record.id)).toHaveLength(1);
    expect(text).toContain(`Logged 30 min on ${module} `);
  });
});

describe('time on a task', () => {
  it('is logged on the task', async () => {
    const { data: made } = await create();
    await w.call('log_time', { module: 'task', id: made['id'], time: '45m' });

    expect(w.sdp.store.worklogs.of(made['id'])).toHaveLength(1);
    expect((await w.call('list_worklogs', { module: 'task', id: made['id'] })).data['total_minutes']).toBe(45);
  });
});
