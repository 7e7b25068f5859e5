import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import type { Row } from '../../simulators/sdp/store/rows.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  w.world.clock.advance(60_000);
  await w.world.renew();
  const { operations, ...settings } = defaultSettings();
  Object.assign(w.sdp.settings, settings, { operations: { ...operations } });
});
afterAll(() => w.close());

const titles = (data: Record<string, any>, list: string): string[] => data[list].map(({ title }: any) => title);

describe('changes', () => {
  let change: Row;
  beforeEach(async () => {
    const { data } = await w.call('create_change', {
      title: 'Replace the gateway',
      change_type: 'major',
      risk: 'High',
      change_owner: 'me',
      roll_out_plan: 'Sunday, one by one',
      scheduled_start: '2026-12-06',
      scheduled_end: '2026-12-06',
    });
    change = w.sdp.store.changes.get(data['id'])!;
    await w.world.renew();
  });

  it('are created with plans in their groups and whole days', () => {
    expect(change).toMatchObject({
      change_type: { name: 'Major' },
      change_owner: { name: 'Dana Reyes' },
      roll_out_plan: { roll_out_plan_description: '<div>Sunday, one by one</div>' },
      scheduled_start_time: Date.parse('2026-12-06T00:00:00Z'),
      scheduled_end_time: Date.parse('2026-12-06T23:59:00Z'),
    });
  });

  it('name the comment that a new status wants, and take it', async () => {
    const refusal = await w.refusal('update_change', { change_id: change.id, status: 'Accepted' });
    expect(refusal).toMatchObject({
      code: 'SDP_MANDATORY_MISSING',
      resolution: expect.stringMatching(/comment \(text/),
    });

    const { text } = await w.call('update_change', { change_id: change.id, status: 'Accepted', comment: 'Fine' });
    expect(text).toContain('- status: Requested → Accepted');
  });

  it('need no comment where the portal wants none, and end in the last stage', async () => {
    w.sdp.settings.changeStatusComment = 'optional';
    const { data } = await w.call('update_change', { change_id: change.id, status: 'Completed' });

    expect(data).toMatchObject({ stage: 'Close', status: 'Completed', warnings: [] });
    expect(data['changes'].map(({ field }: any) => field)).toEqual(['stage', 'status', 'completed_at']);
  });

  it.each<[object, (row: any) => boolean]>([
    [{ open: true }, (row) => !row.completed_time],
    [{ open: false, change_type: 'Standard' }, (row) => row.completed_time && row.change_type.name === 'Standard'],
    [{ stage: 'planning' }, (row) => row.stage.name === 'Planning'],
    [{ change_owner: 'me' }, (row) => row.change_owner?.name === 'Dana Reyes'],
    [{ scheduled_after: '2026-12-01' }, (row) => row.scheduled_start_time >= Date.parse('2026-12-01T00:00:00Z')],
  ])('are listed by %j', async (args, wanted) => {
    const { data } = await w.call('list_changes', { ...args, limit: 100 });
    const expected = w.sdp.store.changes.newestFirst().filter(wanted);

    expect(titles(data, 'changes').toSorted()).toEqual(expected.map(({ title }) => title).toSorted());
    expect(expected.length).toBeGreaterThan(0);
  });

  it('show assets, notes, tasks and what the approval levels say', async () => {
    change['assets'] = [{ id: '123640000000400001', name: 'GW-1' }, { asset: { id: '2', name: 'GW-2' } }];
    change['approval_status'] = { id: '1', name: 'Approved' };
    await w.call('add_change_note', { change_id: change.id, note_content: 'Spare part ordered' });
    await w.call('request_approval', { module: 'change', id: change.id, levels: [['Aisha Khan']] });
    const { data, text } = await w.call('get_change', { change_id: change.id });

    expect(data).toMatchObject({ assets: ['GW-1', 'GW-2'], approvals: { state: 'pending' }, missing_parts: [] });
    expect(data['notes'].total).toBe(1);
    expect(text).toMatch(/Approvals: pending[\s\S]*Aisha Khan/);
  });

  it('take a template by a name that was seen on others, as its id', async () => {
    const template = w.sdp.store.lookups.change_templates[0]!;
    const { data } = await w.call('create_change', { title: 'By template', template: template.name });
    expect(w.sdp.store.changes.get(data['id'])!['template']).toBe(template);

    const refusal = await w.refusal('create_change', { title: 'Other', template: 'Nowhere' });
    expect(refusal).toMatchObject({ code: 'UNKNOWN_NAME', resolution: expect.stringContaining(template.name) });
  });

  it('answer a reason that is not configured with those that are', async () => {
    expect((await w.refusal('create_change', { title: 'x', reason_for_change: 'Boredom' })).resolution).toMatch(
      /Upgrade/,
    );
  });

  it('fall back to seen values where the portal does not list stages', async () => {
    w.sdp.settings.operations['change_stages'] = 'missing';
    w.world.clock.advance(11 * 60_000);
    const { data } = await w.call('list_changes', { stage: 'planning', limit: 100 });

    expect(data['changes'].every(({ stage }: any) => stage === 'Planning')).toBe(true);
    expect(data['changes'].length).toBeGreaterThan(0);
  });

  it('say that their times do not fit', async () => {
    const args = { change_id: change.id, scheduled_end: '2026-12-01' };
    expect((await w.refusal('update_change', args)).message).toMatch(/times do not fit/);
  });
});

describe('releases', () => {
  it('are said not to be offered by a portal that has no such module', async () => {
    w.sdp.settings.operations['releases'] = 'missing';

    expect(await w.refusal('list_releases', {})).toMatchObject({
      code: 'SDP_NOT_OFFERED',
      message: 'This portal does not offer releases through its API.',
    });
  });

  it('are created, read, noted and listed by type', async () => {
    const { data } = await w.call('create_release', {
      title: 'Intranet 6',
      release_type: 'Major',
      release_engineer: 'me',
      back_out_plan: 'Back to 5',
    });
    await w.call('add_release_note', { release_id: data['id'], note_content: 'Pilot is happy' });
    const read = await w.call('get_release', { release_id: `RL-${data['number']}` });
    const list = await w.call('list_releases', { release_type: 'major', text: 'intranet' });

    expect(read.data).toMatchObject({ release_engineer: { name: 'Dana Reyes' }, notes: { total: 1 } });
    expect(read.data['back_out_plan'].untrusted_text).toBe('Back to 5');
    expect(titles(list.data, 'releases')).toContain('Intranet 6');
  });
});

describe('projects', () => {
  const austin = () => w.sdp.store.projects.values().find(({ title }) => title === 'Move of the Austin office')!;

  it('are found by number, code and title', async () => {
    const project = austin();
    const { value } = project['display_id'] as { value: string };
    for (const name of [value, `PJT-${value}`, project['project_code'], 'Move of the Austin office', project.id]) {
      expect((await w.call('get_project', { project_id: name })).data['id']).toBe(project.id);
    }
    expect((await w.refusal('get_project', { project_id: 'Move to the moon' })).code).toBe('SDP_NOT_FOUND');
  });

  it('show milestones, members, comments and tasks', async () => {
    const project = austin();
    await w.call('add_project_comment', { project_id: project.id, comment: 'Keys <handed> over' });
    await w.call('create_task', { module: 'project', id: project.id, title: 'Pack' });
    const { data, text } = await w.call('get_project', { project_id: project.id });

    expect(data['milestones'].map(({ title }: any) => title)).toContain('Network ready');
    expect(data['members'].map(({ role }: any) => role)).toContain('Project Admin');
    expect(data).toMatchObject({ task_count: 1, comments: [{ by: { name: 'Dana Reyes' } }] });
    expect(text).toContain('> Keys &lt;handed> over');
  });

  it('set a milestone: added once, changed after that, without naming the project in the body', async () => {
    const project = austin();
    const args = { project_id: project.id, title: 'Party', scheduled_end: '2027-01-20' };
    const first = await w.call('set_project_milestone', args);
    const second = await w.call('set_project_milestone', { ...args, title: 'party', status: 'Completed', owner: 'me' });

    expect([first.data['added'], second.data['added']]).toEqual([true, false]);
    expect(second.data).toMatchObject({ id: first.data['id'], status: 'Completed', owner: 'Dana Reyes' });
    const [written] = w.sdp.store.milestones.of(project.id).filter(({ title }) => title === 'Party');
    expect(written!['scheduled_end_time']).toBe(Date.parse('2027-01-20T12:00:00Z'));
  });

  it('find a milestone whose answer was lost', async () => {
    w.world.spoil({ kind: 'reset', after: true }, 1, ({ method }) => method === 'POST');
    const { data } = await w.call('set_project_milestone', { project_id: austin().id, title: 'Lost and found' });

    expect(data['added']).toBe(true);
  });

  it('have dates that say the same day, and changes that are told', async () => {
    const { data } = await w.call('update_project', {
      project_id: austin().id,
      scheduled_end: '2027-03-01',
      estimated_hours: 120,
      status: 'On Hold',
    });

    expect(data).toMatchObject({ warnings: [], estimated_hours: 120, scheduled_end: '2027-03-01T12:00:00Z' });
  });

  it('say so when the portal does not let them be deleted', async () => {
    w.sdp.settings.operations['projects.delete'] = 'forbidden';

    expect((await w.refusal('delete_project', { project_id: austin().id, confirm: true })).code).toBe('SDP_FORBIDDEN');
  });
});

describe('solutions', () => {
  const article = { title: 'Toner low', description: 'Shake it.\n- gently', topic: 'printing', keywords: 'toner' };

  it('are searched by all words, in title, keywords or text', async () => {
    const { data } = await w.call('search_solutions', { query: 'vpn gateway' });

    expect(titles(data, 'solutions')).toEqual(['Choosing the right VPN gateway']);
  });

  it('are written, found unapproved, and approved', async () => {
    const { data } = await w.call('create_solution', article);
    expect(data).toMatchObject({ topic: 'Printing', approval_status: 'UnApproved', warnings: [] });

    const approved = await w.call('update_solution', {
      solution_id: `SOL-${data['number']}`,
      approval_status: 'approved',
    });
    expect(approved.text).toContain(
      '- approval status: UnApproved → Approved'.replace('approval status', 'approval_status'),
    );
    const list = await w.call('list_solutions', { topic: 'Printing', approval_status: 'Approved' });
    expect(titles(list.data, 'solutions')).toContain('Toner low');
  });

  it('tell what the portal made of a wish it went over', async () => {
    const { data } = await w.call('create_solution', { ...article, title: 'For all', is_public: true });

    expect(data['warnings'][0]).toMatch(/different from what was asked: is_public/);
  });

  it('find topics on other solutions where the portal does not list them', async () => {
    w.sdp.settings.operations['topics'] = 'missing';
    w.world.clock.advance(11 * 60_000);
    const { data } = await w.call('create_solution', { ...article, title: 'Without the list' });

    expect(data['topic']).toBe('Printing');
  });

  it('answer a topic that does not exist with the closest one', async () => {
    w.world.clock.advance(11 * 60_000);
    expect((await w.refusal('create_solution', { ...article, topic: 'Prnting' })).resolution).toContain('"Printing"');
  });
});
