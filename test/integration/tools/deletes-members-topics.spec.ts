import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ALL_SCOPES } from '../sdp-api/sdp-world.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  w.world.scopes = ALL_SCOPES;
});
afterAll(() => w.close());

const lost = (method: string) => w.world.spoil({ kind: 'reset', after: true }, 1, (seen) => seen.method === method);

describe('what can be deleted', () => {
  it.each([
    ['contract', 'list_contracts', 'contract_id', 'contracts'],
    ['purchase_order', 'list_purchase_orders', 'purchase_order_id', 'purchase_orders'],
    ['announcement', 'list_announcements', 'announcement_id', 'announcements'],
  ])('is a %s, after a preview and with the word of the person', async (noun, list, argument, rows) => {
    const { id } = (await w.call(list)).data[rows][0];
    const preview = await w.refusal(`delete_${noun}`, { [argument]: id });
    const { data, text } = await w.call(`delete_${noun}`, { [argument]: id, confirm: true });

    expect(preview.code).toBe('CONFIRMATION_REQUIRED');
    expect(data).toMatchObject({ id, deleted: true });
    expect(text).toContain(`Deleted ${noun.replace('_', ' ')}`);
    expect((await w.call(list)).data[rows].map((row: any) => row.id)).not.toContain(id);
  });

  it('is a configuration item, also where the answer was lost', async () => {
    const { data: made } = await w.call('create_cmdb_item', { ci_type: 'switch', name: 'SW-OLD' });
    const preview = await w.refusal('delete_cmdb_item', { ci_type: 'switch', item: 'SW-OLD' });
    lost('DELETE');
    const { text } = await w.call('delete_cmdb_item', { ci_type: 'switch', item: 'SW-OLD', confirm: true });

    expect(preview.excerpt?.text).toContain('SW-OLD');
    expect(text).toBe(`Deleted the configuration item SW-OLD (id ${made['id']}).`);
    expect(w.sdp.store.cis.get(made['id'])).toBeUndefined();
  });

  it('is a milestone by its title; an unknown one is answered with those there are', async () => {
    const { data: project } = await w.call('create_project', { title: 'Move to Lisbon' });
    const project_id = project['id'];
    await w.call('set_project_milestone', { project_id, title: 'Cables laid' });
    const unknown = await w.refusal('delete_project_milestone', { project_id, milestone: 'Cable laid', confirm: true });
    const { data } = await w.call('delete_project_milestone', { project_id, milestone: 'cables laid', confirm: true });

    expect(unknown.resolution).toContain('Did you mean "Cables laid"?');
    expect(data).toMatchObject({ title: 'Cables laid', deleted: true });
    expect(w.sdp.store.milestones.of(project_id)).toEqual([]);
  });
});

describe('change_project_members', () => {
  it('adds and removes people by name, and says who is in it now', async () => {
    const { data: project } = await w.call('create_project', { title: 'Move to Porto' });
    const project_id = project['id'];
    const added = await w.call('change_project_members', { project_id, add: ['Aisha Khan', 'ben.carter@example.com'] });
    const both = await w.call('change_project_members', { project_id, add: ['Aisha Khan'], remove: ['Ben Carter'] });

    expect(added.data).toMatchObject({ added: ['Aisha Khan', 'Ben Carter'], removed: [] });
    expect(both.data).toMatchObject({ added: [], removed: ['Ben Carter'] });
    expect(both.text).toMatch(/nobody added, removed Ben Carter\.\n\nNow: Aisha Khan [^;]*\./);
    expect(w.sdp.store.members.of(project_id)).toHaveLength(1);
  });

  it('does not add twice when an answer was lost', async () => {
    const { data: project } = await w.call('create_project', { title: 'Move to Faro' });
    lost('POST');
    const { data } = await w.call('change_project_members', { project_id: project['id'], add: ['me'] });

    expect(data['added']).toHaveLength(1);
    expect(w.sdp.store.members.of(project['id'])).toHaveLength(1);
  });

  it('says when the portal has no members', async () => {
    w.sdp.settings.operations = { 'projects.members': 'missing' };
    const { data: project } = await w.call('create_project', { title: 'Move to Braga' });

    expect((await w.refusal('change_project_members', { project_id: project['id'], add: ['me'] })).code).toBe(
      'SDP_NOT_OFFERED',
    );
  });
});

describe('set_solution_topic', () => {
  it('adds a topic that a solution can be put under at once, and leaves one that is there', async () => {
    await w.call('get_metadata', { lists: ['topics'] });
    const added = await w.call('set_solution_topic', { name: 'Badges', parent: 'general' });
    const again = await w.call('set_solution_topic', { name: 'badges' });
    const { data } = await w.call('create_solution', { title: 'New badge', description: 'Ask Ann.', topic: 'Badges' });

    expect(added.data).toMatchObject({ name: 'Badges', parent: 'General', done: 'added' });
    expect(again.data).toMatchObject({ id: added.data['id'], done: 'unchanged' });
    expect(data['topic']).toBe('Badges');
  });

  it('renames one, and says that a portal without topics has none', async () => {
    await w.call('set_solution_topic', { name: 'Doors' });
    const { data, text } = await w.call('set_solution_topic', { name: 'doors', new_name: 'Doors and keys' });
    w.sdp.settings.operations = { topics: 'missing' };
    await w.world.renew();
    const refusal = await w.refusal('set_solution_topic', { name: 'Windows' });

    expect(data['done']).toBe('changed');
    expect(text).toContain('Changed the topic Doors and keys');
    expect(refusal).toMatchObject({ code: 'SDP_NOT_OFFERED', message: expect.stringContaining('topics of solutions') });
  });
});

describe('dates and texts of records', () => {
  it('take a weekday for the coming one where something is planned, and for the last one where it happened', async () => {
    const { data: task } = await w.call('create_task', {
      ...{ title: 'Plan it', scheduled_start: 'friday 09:00', scheduled_end: 'friday', actual_start: 'friday' },
    });

    // Monday 2026-11-23 in the tests.
    expect(task['task']).toMatchObject({
      start_at: '2026-11-27T09:00:00Z',
      due_at: '2026-11-27T23:59:00Z',
      began_at: '2026-11-20T00:00:00Z',
    });
  });

  it('show days as days and changes without the letters of a format', async () => {
    const { data: made } = await w.call('create_contract', { name: 'Lifts', active_till: '2027-12-31' });
    const read = await w.call('get_contract', { contract_id: made['id'] });
    const changed = await w.call('update_contract', { contract_id: made['id'], active_till: '2028-12-31' });

    expect(read.text).toContain('- Active till: 2027-12-31\n');
    expect(changed.text).toContain('- active_till: 2027-12-31 → 2028-12-31');
  });

  it('show long texts in lists without markup', async () => {
    await w.call('create_announcement', { title: 'Mail is slow', description: 'We <know>.' });
    const { text } = await w.call('list_announcements');

    expect(text).toContain('We &lt;know>.');
    expect(text).not.toContain('div>');
  });

  it('know open and closed as statuses of changes too', async () => {
    const open = await w.call('list_changes', { status: 'open', limit: 100 });
    const flagged = await w.call('list_changes', { open: true, limit: 100 });

    expect(open.data['changes']).toEqual(flagged.data['changes']);
    expect(open.data['changes'].length).toBeGreaterThan(0);
  });

  it('say that a number cannot be found in the trash', async () => {
    expect((await w.refusal('restore_request', { request_id: '31230' })).resolution).toContain('delete_request');
  });
});

describe('workstations', () => {
  it('are listed apart where the portal has them so', async () => {
    const { data } = await w.call('list_workstations', { limit: 5 });
    const { text } = await w.call('get_workstation', { workstation_id: data['workstations'][0].id });

    expect(data['workstations'].length).toBeGreaterThan(0);
    expect(text).toContain(data['workstations'][0].title);
  });

  it('are said not to be offered elsewhere, and are asked for once in ten minutes', async () => {
    w.sdp.settings.operations = { workstations: 'missing' };
    await w.world.renew();
    const refusal = await w.refusal('list_workstations');
    const asked = w.sdp.journal.length;
    await w.refusal('get_workstation', { workstation_id: 'PC-1' });

    expect(refusal.message).toContain('does not offer workstations');
    expect(w.sdp.journal).toHaveLength(asked);
  });
});
