import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import type { Row } from '../../simulators/sdp/store/rows.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let problem: Row;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  w.world.clock.advance(60_000);
  await w.world.renew();
  Object.assign(w.sdp.settings, defaultSettings());
  const { data } = await w.call('create_problem', { title: 'Disks fill up', technician: 'me', priority: 'High' });
  problem = w.sdp.store.problems.get(data['id'])!;
  await w.world.renew();
});
afterAll(() => w.close());

const numberOf = (row: Row) => (row['display_id'] as { value: string }).value;
const titles = (data: Record<string, any>): string[] => data['problems'].map(({ title }: any) => title);
const expected = (wanted: (row: any) => boolean) =>
  w.sdp.store.problems
    .newestFirst()
    .filter(wanted)
    .map(({ title }) => title);

describe('list_problems', () => {
  it('lists the newest first, with what a person asks about', async () => {
    const { data, text } = await w.call('list_problems', { limit: 100 });

    expect(titles(data)).toEqual(expected(() => true));
    expect(data['problems'][0]).toMatchObject({
      number: numberOf(problem),
      status: 'Open',
      priority: 'High',
      technician: 'Dana Reyes',
    });
    expect(data['page'].total).toBe(w.sdp.store.problems.size);
    expect(text).toContain('| Number | Title | Status |');
  });

  it.each<[object, (row: any) => boolean]>([
    [{ status: 'open' }, (row) => row.status.in_progress],
    [{ status: 'closed' }, (row) => !row.status.in_progress],
    [{ technician: 'me' }, (row) => row.technician?.name === 'Dana Reyes'],
    [{ technician: 'nobody' }, (row) => !row.technician],
    [{ priority: 'high', group: 'network' }, (row) => row.priority?.name === 'High' && row.group?.name === 'Network'],
    [{ text: 'vpn gateway' }, (row) => /vpn/i.test(row.title) && /gateway/i.test(row.description)],
    [{ created_after: 'last 30 days' }, (row) => row.created_time >= w.world.clock.nowMs() - 30 * 86_400_000],
  ])('narrows by %j', async (args, wanted) => {
    const { data } = await w.call('list_problems', { ...args, limit: 100 });

    expect(titles(data)).toEqual(expected(wanted));
    expect(titles(data).length).toBeGreaterThan(0);
  });

  it('answers a wrong name with the closest one', async () => {
    expect((await w.refusal('list_problems', { priority: 'Hihg' })).resolution).toContain('"High"');
  });
});

describe('get_problem', () => {
  it.each([
    ['its number', () => numberOf(problem)],
    ['the number with its prefix', () => `PB-${numberOf(problem)}`],
    ['its id', () => problem.id],
    ['a link', () => `https://helpdesk.example.com/app/itdesk/ui/problems/${problem.id}/details`],
  ])('takes %s', async (_how, name) => {
    const { data } = await w.call('get_problem', { problem_id: name() });

    expect(data).toMatchObject({ id: problem.id, title: 'Disks fill up' });
  });

  it('shows the analysis, the newest notes and how many tasks there are', async () => {
    const id = problem.id;
    await w.call('update_problem', { problem_id: id, root_cause: 'Logs are never deleted', known_error: true });
    await w.call('add_problem_note', { problem_id: id, note_content: 'Asked the owners' });
    await w.call('create_task', { module: 'problem', id, title: 'Delete old logs' });
    const { data, text } = await w.call('get_problem', { problem_id: id });

    expect(data['root_cause'].untrusted_text).toBe('Logs are never deleted');
    expect(data).toMatchObject({ known_error: true, task_count: 1, missing_parts: [] });
    expect(data['notes']).toMatchObject({ total: 1, shown: [{ by: { name: 'Dana Reyes' } }] });
    expect(text).toMatch(/\*\*Root cause\*\*[\s\S]*> Logs are never deleted[\s\S]*> Asked the owners/);
    expect(text).toContain('1 task: see list_tasks with module "problem".');
  });

  it('names a part that may not be read, and shows the rest', async () => {
    w.sdp.settings.operations['problems.tasks'] = 'forbidden';
    const { data, text } = await w.call('get_problem', { problem_id: problem.id });

    expect(data['missing_parts']).toMatchObject([{ part: 'task count', code: 'SDP_FORBIDDEN' }]);
    expect(text).toContain('Disks fill up');
  });

  it('says that there is no such problem, or that a text names none', async () => {
    expect((await w.refusal('get_problem', { problem_id: '99999' })).code).toBe('SDP_NOT_FOUND');
    expect(await w.refusal('get_problem', { problem_id: 'the one with disks' })).toMatchObject({
      code: 'RECORD_REFERENCE_INVALID',
      resolution: expect.stringContaining('PB-140'),
    });
  });
});

describe('create_problem', () => {
  it('sends names as ids, texts as HTML in their groups, and own fields by label', async () => {
    const { data } = await w.call('create_problem', {
      title: 'Printers stop',
      description: 'First line\n- one',
      symptoms: 'No paper <moves>',
      category: 'Hardware',
      subcategory: 'Laptop',
      reported_by: 'maria.garcia@example.com',
      due_by: '2027-01-15',
      udf_fields: { 'Asset Tag': 'PR-7' },
    });
    const row: any = w.sdp.store.problems.get(data['id']);

    expect(row).toMatchObject({
      description: '<div>First line</div><ul><li>one</li></ul>',
      symptoms: { symptoms_description: '<div>No paper &lt;moves&gt;</div>' },
      subcategory: { name: 'Laptop' },
      reported_by: { email_id: 'maria.garcia@example.com' },
      due_by_time: Date.parse('2027-01-15T23:59:00Z'),
      udf_fields: { udf_char1: 'PR-7' },
    });
  });

  it('is found when the answer was lost, and unknown when it is not there', async () => {
    const isCreate = ({ method }: { method: string }) => method === 'POST';
    const sent = w.world.spoil({ kind: 'reset', after: true }, 1, isCreate);
    const { data } = await w.call('create_problem', { title: 'Answer lost' });

    expect([sent.length, expected((row) => row.title === 'Answer lost').length]).toEqual([1, 1]);
    expect(w.sdp.store.problems.get(data['id'])).toBeDefined();

    w.world.spoil({ kind: 'reset' }, 1, isCreate);
    expect(await w.refusal('create_problem', { title: 'Never there' })).toMatchObject({
      code: 'SDP_OUTCOME_UNKNOWN',
      resolution: expect.stringContaining('list_problems'),
    });
  });
});

describe('update_problem', () => {
  it('closes with a code and a comment, and tells each field before and after', async () => {
    const closed = w.sdp.store.problems.values().find((row: any) => row.close_details);
    expect(closed).toBeDefined();
    const { data, text } = await w.call('update_problem', {
      problem_id: problem.id,
      status: 'Closed',
      closure_code: 'Resolved',
      closure_comments: 'Logs are deleted every night',
    });

    expect(problem).toMatchObject({
      status: { name: 'Closed' },
      close_details: { closure_code: { name: 'Resolved' }, close_details_comments: 'Logs are deleted every night' },
    });
    expect(data['changes']).toEqual(expect.arrayContaining([{ field: 'status', before: 'Open', after: 'Closed' }]));
    expect(text).toContain('- status: Open → Closed');
  });

  it('gives the former text back, and empties what it is told to', async () => {
    await w.call('update_problem', { problem_id: problem.id, symptoms: 'Slow' });
    const { data, text } = await w.call('update_problem', {
      problem_id: problem.id,
      symptoms: 'Slow and loud',
      clear_fields: ['technician'],
    });

    expect(data['former_texts']).toMatchObject([{ field: 'symptoms', text: { untrusted_text: 'Slow' } }]);
    expect(text).toContain('- technician: Dana Reyes → –');
    expect(problem['technician']).toBeNull();
  });

  it.each([
    [{}, /nothing to change/],
    [{ technician: 'me', clear_fields: ['technician'] }, /set and emptied/],
    [{ subcategory: 'Laptop' }, /belongs to a category/],
  ])('refuses %j before anything is written', async (args, message) => {
    expect((await w.refusal('update_problem', { problem_id: problem.id, ...args })).message).toMatch(message);
    expect(w.sdp.writes()).toEqual([]);
  });

  it('is done when its answer was lost and the fields are as asked', async () => {
    const sent = w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'PUT');
    await w.call('update_problem', { problem_id: problem.id, priority: 'Low', workaround: 'Restart' });

    expect(sent.length).toBe(1);
    expect(problem).toMatchObject({ priority: { name: 'Low' } });
  });
});

describe('delete_problem', () => {
  it('shows what it would delete, and deletes only when that was agreed', async () => {
    const refusal = await w.refusal('delete_problem', { problem_id: problem.id });

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(w.sdp.store.problems.get(problem.id)).toBeDefined();
    await w.call('delete_problem', { problem_id: problem.id, confirm: true });
    expect(w.sdp.store.problems.get(problem.id)).toBeUndefined();
  });

  it('is done when its answer was lost and the problem is gone', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'DELETE');
    const { data } = await w.call('delete_problem', { problem_id: problem.id, confirm: true });

    expect(data['deleted']).toBe(true);
  });
});

describe('add_problem_note', () => {
  it('sends nothing but the text, and is found when the answer was lost', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await w.call('add_problem_note', { problem_id: numberOf(problem), note_content: 'a < b' });

    expect(w.sdp.store.recordNotes.of(problem.id)).toMatchObject([
      { id: data['note_id'], description: '<div>a &lt; b</div>' },
    ]);
  });
});
