import { afterEach, describe, expect, it } from '@jest/globals';
import { closePortals, DANA, refusal, startPortal } from './portal.fixture.js';
import type { SdpSettings } from './settings.js';

afterEach(closePortals);

async function portalWithTicket(settings: Partial<SdpSettings> = {}) {
  const portal = await startPortal(settings);
  const file = async (subject: string) =>
    (await portal.call('POST', '/requests', { request: { subject } })).body.request.id as string;
  const id = await file('Mouse');
  return { ...portal, id, at: `/requests/${id}`, file };
}

describe('tasks that stand alone (reference C.6)', () => {
  it('are beside those of records, which show what they belong to', async () => {
    const { call, at } = await portalWithTicket();
    const own = (await call('POST', `${at}/tasks`, { task: { title: 'Order mouse' } })).body.task;
    const alone = (await call('POST', '/tasks', { task: { title: 'Tidy up' } })).body.task;

    const { tasks } = (await call('GET', '/tasks')).body;
    expect(tasks.map(({ title }: { title: string }) => title)).toEqual(
      expect.arrayContaining(['Order mouse', 'Tidy up']),
    );
    expect(own.request).toMatchObject({ subject: 'Mouse' });
    expect(alone).not.toHaveProperty('request');

    await call('PUT', `/tasks/${own.id}`, { task: { percentage_completion: '50' } });
    expect((await call('GET', `${at}/tasks/${own.id}`)).body.task.percentage_completion).toBe('50');
    await call('DELETE', `/tasks/${own.id}`);
    expect(refusal(await call('GET', `${at}/tasks/${own.id}`))).toMatchObject({ status_code: 4007 });
  });

  it.each(['task_comment', 'comment'] as const)('have comments under %s', async (taskCommentKey) => {
    const { call, at } = await portalWithTicket({ taskCommentKey });
    const { id } = (await call('POST', `${at}/tasks`, { task: { title: 'x' } })).body.task;
    const other = taskCommentKey === 'comment' ? 'task_comment' : 'comment';
    const path = `${at}/tasks/${id}/comments`;

    expect(refusal(await call('POST', path, { [other]: { comment: 'x' } }))).toMatchObject({
      message: 'EXTRA_KEY_FOUND_IN_JSON',
    });
    await call('POST', path, { [taskCommentKey]: { comment: 'Done' } });
    expect((await call('GET', path)).body[`${taskCommentKey}s`]).toMatchObject([{ comment: 'Done' }]);
  });

  it('take worklogs (reference C.6)', async () => {
    const { call } = await portalWithTicket();
    const { id } = (await call('POST', '/tasks', { task: { title: 'x' } })).body.task;
    await call('POST', `/tasks/${id}/worklogs`, { worklog: { owner: { email_id: DANA } } });

    expect((await call('GET', `/tasks/${id}/worklogs`)).body.worklogs).toHaveLength(1);
  });
});

describe('approvals (reference C.1.9)', () => {
  async function asked(approver = DANA, settings: Partial<SdpSettings> = {}) {
    const portal = await portalWithTicket(settings);
    const { call, at } = portal;
    const level = (await call('POST', `${at}/approval_levels`, { approval_level: { level: 1 } })).body.approval_level;
    const path = `${at}/approval_levels/${level.id}/approvals`;
    const { id } = (await call('POST', path, { approval: { approver: { email_id: approver } } })).body.approval;
    return { ...portal, level, path, one: `${path}/${id}` };
  }

  it('wait for the one who is named, who alone decides, and once', async () => {
    const { call, one, at, path } = await asked();
    const word = { approval: { comments: 'Fine' } };
    const before = (await call('GET', path)).body.approvals;

    expect(before).toMatchObject([{ status: { name: 'Pending Approval' }, approver: { email_id: DANA } }]);
    expect((await call('GET', at)).body.request.approval_status).toMatchObject({ name: 'Pending Approval' });
    expect(refusal(await call('PUT', `${one}/_approve`, word, { token: 'sean-all' }))).toMatchObject({ http: 403 });
    expect((await call('PUT', `${one}/_approve`, word)).status).toBe(200);
    expect((await call('GET', one)).body.approval).toMatchObject({ status: { name: 'Approved' }, comments: 'Fine' });
    expect((await call('GET', at)).body.request.approval_status).toMatchObject({ name: 'Approved' });
    expect(refusal(await call('PUT', `${one}/_reject`, word))).toMatchObject({ http: 403 });
  });

  it.each([0, 6])('have no level %d', async (level) => {
    const { call, at } = await portalWithTicket();

    expect(refusal(await call('POST', `${at}/approval_levels`, { approval_level: { level } }))).toMatchObject({
      status_code: 4001,
    });
  });

  it.each([
    ['stale', null],
    ['follows', { name: 'Pending Approval' }],
  ] as const)('of a change: its own status %s (reference D.20)', async (changeApprovalStatus, status) => {
    const { call } = await portalWithTicket({ changeApprovalStatus });
    const { id } = (await call('POST', '/changes', { change: { title: 'New switch' } })).body.change;
    const at = `/changes/${id}/approval_levels`;
    const level = (await call('POST', at, { approval_level: { level: 1 } })).body.approval_level;
    await call('POST', `${at}/${level.id}/approvals`, { approval: { approver: { email_id: DANA } } });
    const read = (await call('GET', `/changes/${id}`)).body.change.approval_status;

    if (status === null) expect(read).toBeNull();
    else expect(read).toMatchObject(status);
  });
});

describe('files (reference B.10)', () => {
  const form = (field: string, more: Record<string, string> = {}) => {
    const body = new FormData();
    body.set(field, new File(['disk full'], 'log.txt'));
    for (const [key, value] of Object.entries(more)) body.set(key, value);
    return body;
  };
  const send = (url: string, method: string, body: FormData) =>
    fetch(url, {
      method,
      body,
      headers: { accept: 'application/vnd.manageengine.sdp.v3+json', authorization: 'Zoho-oauthtoken dana-all' },
    });

  it.each([
    ['cloud', 'POST', '_uploads', 'filename', { addtoattachment: 'true' }, '_uploads'],
    ['msp', 'PUT', 'upload', 'input_file', {}, 'attachments'],
  ] as const)(
    'are put and read in the spelling of %s alone',
    async (attachmentSpelling, method, part, field, more, place) => {
      const { sdp, at, call } = await portalWithTicket({ attachmentSpelling });
      const api = `${sdp.url}/app/itdesk/api/v3${at}`;
      const put = await send(`${api}/${part}`, method, form(field, more));

      expect(put.status).toBe(200);
      const [attachment] = (await call('GET', at)).body.request.attachments;
      expect(attachment).toMatchObject({ name: 'log.txt', size: '9', content_type: 'text/plain' });
      expect((await call('GET', `${at}/${place}/${attachment.id}/download`)).text).toBe('disk full');

      sdp.settings.attachmentSpelling = attachmentSpelling === 'cloud' ? 'msp' : 'cloud';
      expect((await send(`${api}/${part}`, method, form(field, more))).status).toBe(404);
      expect((await call('GET', `${at}/${place}/${attachment.id}/download`)).status).toBe(404);
    },
  );

  it('are stored and not attached without addtoattachment', async () => {
    const { sdp, at, call } = await portalWithTicket();
    await send(`${sdp.url}/app/itdesk/api/v3${at}/_uploads`, 'POST', form('filename'));

    expect((await call('GET', at)).body.request.attachments).toEqual([]);
  });
});

describe('merging, trash and history (reference C.1, guesses)', () => {
  it.each(['merge_requests', 'merge'] as const)('merges under _%s', async (mergeSpelling) => {
    const { call, at, id, file } = await portalWithTicket({ mergeSpelling });
    const other = await file('Mouse again');
    await call('POST', `/requests/${other}/notes`, { request_note: { description: 'moved' } });

    const refused = refusal(await call('PUT', `${at}/_${mergeSpelling}`, { merge_requests: [{ id }] }));
    expect(refused).toMatchObject({ status_code: 4001 });
    expect((await call('PUT', `${at}/_${mergeSpelling}`, { merge_requests: [{ id: other }] })).status).toBe(200);
    expect((await call('GET', `/requests/${other}`)).status).toBe(404);
    expect((await call('GET', `${at}/notes`)).body.notes).toMatchObject([{ description: 'moved' }]);
  });

  it('has no merging where the portal has none', async () => {
    const { call, at, file } = await portalWithTicket({ mergeSpelling: 'none' });
    const input = { merge_requests: [{ id: await file('x') }] };

    expect((await call('PUT', `${at}/_merge_requests`, input)).status).toBe(404);
    expect((await call('PUT', `${at}/_merge`, input)).status).toBe(404);
  });

  it('brings back what is in the trash, and nothing else', async () => {
    const { call, at } = await portalWithTicket();

    expect((await call('PUT', `${at}/_restore_from_trash`)).status).toBe(404);
    await call('DELETE', at);
    expect((await call('GET', at)).status).toBe(404);
    expect((await call('PUT', `${at}/_restore_from_trash`)).status).toBe(200);
    expect((await call('GET', at)).body.request.is_trashed).toBe(false);
  });

  it('writes down what was changed', async () => {
    const { call, at } = await portalWithTicket();
    await call('PUT', at, { request: { priority: { name: 'High' } } });

    expect((await call('GET', `${at}/_history`)).body.history).toMatchObject([
      {
        operation: 'UPDATE',
        by: { email_id: DANA },
        diff: [{ field: 'priority', previous_value: null, current_value: 'High' }],
      },
      { operation: 'CREATE' },
    ]);
  });
});
