import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, DANA, refusal, startPortal } from './portal.fixture.js';
import type { SdpSettings } from './settings.js';

afterEach(closePortals);

const MODULES = [
  ['problem', 'problems', 'PB'],
  ['change', 'changes', 'CH'],
  ['release', 'releases', 'RL'],
  ['project', 'projects', 'PJT'],
] as const;

/** A portal with one new row of the module. */
async function portalWith(entity: string, list: string, settings: Partial<SdpSettings> = {}) {
  const portal = await startPortal(settings);
  const { body } = await portal.call('POST', `/${list}`, { [entity]: { title: 'Disk full' } });
  const row = body[entity];
  return { ...portal, row, at: `/${list}/${row.id}` };
}

describe.each(MODULES)('%ss (reference C.2 to C.5)', (entity, list, prefix) => {
  it('are created with a title only, and numbered by an object', async () => {
    const { row } = await portalWith(entity, list);

    expect(row).toMatchObject({
      title: 'Disk full',
      display_id: { display_value: `${prefix}-${row.display_id.value}` },
    });
    expect(row.status.name).toBeDefined();
  });

  it('want a title, and refuse what they do not know', async () => {
    const { call, at } = await portalWith(entity, list);

    expect(refusal(await call('POST', `/${list}`, { [entity]: { description: 'x' } }))).toMatchObject({
      status_code: 4012,
      fields: ['title'],
    });
    expect(refusal(await call('PUT', at, { [entity]: { title: null } }))).toMatchObject({ fields: ['title'] });
    expect(refusal(await call('PUT', at, { [entity]: { subject: 'x' } }))).toMatchObject({
      message: 'EXTRA_KEY_FOUND_IN_JSON',
      field: 'subject',
    });
  });

  it('are read, changed and deleted', async () => {
    const { call, at, row, list: listOf } = await portalWith(entity, list);
    await call('PUT', at, { [entity]: { title: 'Disk replaced', priority: { name: 'High' } } });

    expect((await call('GET', at)).body[entity]).toMatchObject({ title: 'Disk replaced', priority: { name: 'High' } });
    expect((await listOf(`/${list}`)).body[list][0]).toMatchObject({ id: row.id, title: 'Disk replaced' });
    await call('DELETE', at);
    expect(refusal(await call('GET', at))).toMatchObject({ http: 404, status_code: 4007 });
  });

  it('are found by what the number object holds', async () => {
    const { list: listOf, row } = await portalWith(entity, list);
    const search_criteria = { field: 'display_id.value', condition: 'is', value: row.display_id.value };

    expect((await listOf(`/${list}`, { search_criteria })).body[list].map(({ id }: any) => id)).toEqual([row.id]);
  });

  it('need the scope of their own module (reference A.8)', async () => {
    const { call } = await portalWith(entity, list);

    expect(refusal(await call('GET', `/${list}`, undefined, { token: 'dana-requests' }))).toMatchObject({
      message: 'OAUTH_SCOPE_MISMATCH',
    });
  });
});

const WITH_NOTES = MODULES.filter(([entity]) => entity !== 'project').map(([entity, list]) => [entity, list] as const);

describe.each(WITH_NOTES)('notes of %ss (reference C.3, D.22)', (entity, list) => {
  it('have the key note, an author in performed_by, and nothing but a text', async () => {
    const { call, at } = await portalWith(entity, list);
    const { body } = await call('POST', `${at}/notes`, { note: { description: 'Looked at it' } });

    expect(body.note).toMatchObject({ description: 'Looked at it', performed_by: { email_id: DANA } });
    expect((await call('GET', at)).body[entity].notes_present).toBe(true);
    expect(
      refusal(await call('POST', `${at}/notes`, { note: { description: 'x', show_to_requester: true } })),
    ).toMatchObject({ message: 'EXTRA_KEY_FOUND_IN_JSON', field: 'show_to_requester' });
    expect(refusal(await call('POST', `${at}/notes`, { change_note: { description: 'x' } }))).toMatchObject({
      field: 'change_note',
    });
  });
});

describe('problems (reference C.2)', () => {
  it('keep their texts in groups, which a plain text is not', async () => {
    const { call, at } = await portalWith('problem', 'problems');
    await call('PUT', at, { problem: { root_cause: { root_cause_description: 'Old driver' } } });
    await call('PUT', at, { problem: { close_details: { close_details_comments: 'Gone' } } });
    await call('PUT', at, { problem: { close_details: { closure_code: { name: 'Resolved' } } } });

    expect((await call('GET', at)).body.problem).toMatchObject({
      root_cause: { root_cause_description: 'Old driver' },
      close_details: { close_details_comments: 'Gone', closure_code: { name: 'Resolved' } },
    });
    expect(refusal(await call('PUT', at, { problem: { root_cause: 'Old driver' } }))).toMatchObject({
      status_code: 4001,
      field: 'root_cause',
    });
  });

  it('are closed by their status', async () => {
    const { call, at, clock } = await portalWith('problem', 'problems');
    const { body } = await call('PUT', at, { problem: { status: { name: 'Closed' } } });

    expect(body.problem.closed_time.value).toBe(String(clock.nowMs()));
  });
});

describe('changes (reference C.3)', () => {
  it('want a comment with a new status, where the portal says so', async () => {
    const { call, at, sdp } = await portalWith('change', 'changes');
    const accept = { status: { name: 'Accepted' } };

    expect(refusal(await call('PUT', at, { change: accept }))).toMatchObject({
      status_code: 4012,
      fields: ['comment'],
    });
    expect((await call('PUT', at, { change: { ...accept, comment: 'Fine' } })).status).toBe(200);
    sdp.settings.changeStatusComment = 'optional';
    expect((await call('PUT', at, { change: { status: { name: 'Approved' } } })).status).toBe(200);
  });

  it('move to the last stage when completed', async () => {
    const { call, at } = await portalWith('change', 'changes');
    const { body } = await call('PUT', at, { change: { status: { name: 'Completed' }, comment: 'Done' } });

    expect(body.change).toMatchObject({ stage: { internal_name: 'close', stage_index: 8 } });
    expect(body.change.completed_time).not.toBeNull();
  });

  it.each(['close', '_close'])('have a broken operation %s', async (name) => {
    const { call, at } = await portalWith('change', 'changes');

    expect(refusal(await call('PUT', `${at}/${name}`, {}))).toMatchObject({ http: 500, status_code: 4004 });
  });

  it('show assets in the detail only, and cannot be searched by them', async () => {
    const { call, at, list } = await portalWith('change', 'changes');
    await call('PUT', at, { change: { assets: [{ id: '123640000000400001' }] } });

    expect((await call('GET', at)).body.change.assets).toHaveLength(1);
    expect((await list('/changes', { fields_required: ['title', 'assets'] })).body.changes[0]).not.toHaveProperty(
      'assets',
    );
    const search_criteria = { field: 'assets.id', condition: 'is', value: '123640000000400001' };
    expect(refusal(await list('/changes', { search_criteria }))).toMatchObject({ status_code: 4001 });
  });

  it('take a template by id, and reasons that exist', async () => {
    const { call, at, sdp } = await portalWith('change', 'changes');
    const [, patching] = sdp.store.lookups.change_templates;

    expect(refusal(await call('PUT', at, { change: { template: { name: patching!.name } } }))).toMatchObject({
      field: 'template',
    });
    expect((await call('PUT', at, { change: { template: { id: patching!.id } } })).status).toBe(200);
    expect(refusal(await call('PUT', at, { change: { reason_for_change: { name: 'Boredom' } } }))).toMatchObject({
      status_code: 4001,
    });
  });

  it('end after they start', async () => {
    const { call, at } = await portalWith('change', 'changes');
    const change = { scheduled_start_time: { value: '2000' }, scheduled_end_time: { value: '1000' } };

    expect(refusal(await call('PUT', at, { change }))).toMatchObject({ status_code: 4016 });
  });
});

describe('projects (reference C.5)', () => {
  it('have milestones that know their project without being told', async () => {
    const { call, at, row } = await portalWith('project', 'projects');
    const { body } = await call('POST', `${at}/milestones`, { milestone: { title: 'Survey' } });

    expect(body.milestone).toMatchObject({ title: 'Survey', project: { id: row.id } });
    expect(
      refusal(await call('POST', `${at}/milestones`, { milestone: { title: 'x', project: { id: row.id } } })),
    ).toMatchObject({ status_code: 4014, field: 'project' });
  });

  it('have comments and members', async () => {
    const { call, at } = await portalWith('project', 'projects');
    await call('POST', `${at}/comments`, { project_comment: { comment: 'On time' } });

    expect((await call('GET', `${at}/comments`)).body.project_comments).toMatchObject([
      { comment: 'On time', created_by: { email_id: DANA } },
    ]);
    await call('POST', `${at}/members`, { member: { user: { email_id: DANA } } });
    expect((await call('GET', `${at}/members`)).body.members).toMatchObject([{ user: { email_id: DANA } }]);
  });
});

describe('solutions (reference C.9)', () => {
  const article = { title: 'Toner', description: 'Shake it', topic: { name: 'General' } };

  it('want title, description and topic, and start unapproved', async () => {
    const { call } = await startPortal();

    expect(refusal(await call('POST', '/solutions', { solution: { title: 'x' } }))).toMatchObject({
      fields: ['description', 'topic'],
    });
    expect((await call('POST', '/solutions', { solution: article })).body.solution).toMatchObject({
      approval_status: { name: 'UnApproved' },
      is_public: false,
    });
  });

  it('are approved after they were made, not while', async () => {
    const { call } = await startPortal();
    const approval_status = { name: 'Approved' };

    expect(refusal(await call('POST', '/solutions', { solution: { ...article, approval_status } }))).toMatchObject({
      field: 'approval_status',
    });
    const { id } = (await call('POST', '/solutions', { solution: article })).body.solution;
    const { body } = await call('PUT', `/solutions/${id}`, { solution: { approval_status, is_public: true } });
    expect(body.solution).toMatchObject({ approval_status: { name: 'Approved' }, is_public: false });
  });
});
