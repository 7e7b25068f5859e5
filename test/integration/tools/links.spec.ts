import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let one: RequestRow;
let other: RequestRow;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  [one, other] = [await made('Switch is down'), await made('No network on floor 2')] as [RequestRow, RequestRow];
  await w.world.renew();
});
afterAll(() => w.close());

async function made(subject: string): Promise<RequestRow> {
  const { data } = await w.call('create_request', { subject });
  return w.sdp.store.requests.get(data['id'])!;
}

const lost = (method: string, after: boolean) =>
  w.world.spoil({ kind: 'reset', after }, 1, (seen) => seen.method === method);
const link = (args: object = {}) =>
  w.call('link_requests', { request_id: one.display_id, link_to: [other.display_id], ...args });

describe('links', () => {
  it('show from both ends, with their comment', async () => {
    const { data } = await link({ comment: 'same <switch>' });
    const { data: back, text } = await w.call('list_linked_requests', { request_id: other.id });

    expect(data['linked']).toMatchObject([{ id: other.id, number: other.display_id, subject: other.subject }]);
    expect(back['linked']).toMatchObject([{ id: one.id, untrusted_comment: 'same <switch>' }]);
    expect(text).toContain('same &lt;switch>');
  });

  it('are taken away, and only those that are there', async () => {
    await link();
    const { data } = await w.call('unlink_requests', { request_id: one.id, unlink_from: [other.id] });

    expect(data['linked']).toEqual([]);
    const refusal = await w.refusal('unlink_requests', { request_id: one.id, unlink_from: [other.id] });
    expect(refusal).toMatchObject({ code: 'INVALID_ARGUMENTS', message: expect.stringContaining(other.display_id) });
  });

  it.each(['POST', 'DELETE'])('are looked at when the answer to %s was lost', async (method) => {
    if (method === 'DELETE') await link();
    const act = (): Promise<unknown> =>
      method === 'POST' ? link() : w.call('unlink_requests', { request_id: one.id, unlink_from: [other.id] });
    lost(method, false);
    await expect(act()).rejects.toMatchObject({ code: 'SDP_OUTCOME_UNKNOWN' });

    lost(method, true);
    await expect(act()).resolves.toMatchObject({ data: { id: one.id } });
  });

  it('refuse a request that is to be tied to itself', async () => {
    expect((await w.refusal('link_requests', { request_id: one.id, link_to: [one.display_id] })).code).toBe(
      'INVALID_ARGUMENTS',
    );
    expect(w.sdp.writes()).toEqual([]);
  });
});

describe('merge_requests', () => {
  const merge = (args: object = {}) =>
    w.call('merge_requests', { request_id: one.id, merge: [other.display_id], confirm: true, ...args });

  it.each(['merge_requests', 'merge'] as const)(
    'moves mails and notes where the portal calls it %s',
    async (spelling) => {
      w.sdp.settings.mergeSpelling = spelling;
      await w.call('add_note', { request_id: other.id, note_content: 'from the other' });
      const { data, text } = await merge();

      expect(data['merged']).toEqual([other.display_id]);
      expect(w.sdp.store.requests.has(other.id)).toBe(false);
      expect(w.sdp.store.notes.of(one.id)).toHaveLength(1);
      expect(text).toContain(`Merged ${other.display_id} into request ${one.display_id}`);
    },
  );

  it('shows what goes into what before it does', async () => {
    const refusal = await w.refusal('merge_requests', { request_id: one.id, merge: [other.id] });

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(refusal.excerpt?.text).toMatch(/Stays:\n.*Switch is down.*\nGoes into it:\n.*No network/);
    expect(w.sdp.writes()).toEqual([]);
  });

  it('says plainly when the portal does not offer it', async () => {
    w.sdp.settings.mergeSpelling = 'none';
    const args = { request_id: one.id, merge: [other.id], confirm: true };

    expect(await w.refusal('merge_requests', args)).toMatchObject({
      code: 'SDP_NOT_OFFERED',
      message: expect.stringContaining('merging requests'),
    });
  });

  it('finds that it is done when the answer was lost, or says that it may be', async () => {
    lost('PUT', false);
    expect((await w.refusal('merge_requests', { request_id: one.id, merge: [other.id], confirm: true })).code).toBe(
      'SDP_OUTCOME_UNKNOWN',
    );
    lost('PUT', true);
    expect((await merge()).data['merged']).toEqual([other.display_id]);
  });
});

describe('delete_request and restore_request', () => {
  const trash = () => w.call('delete_request', { request_id: one.display_id, confirm: true });

  it('move a request to the trash and back', async () => {
    const { text } = await trash();
    expect(one.is_trashed).toBe(true);
    expect(text).toContain(`restore_request with its long id ${one.id}`);

    const { data } = await w.call('restore_request', { request_id: one.id });
    expect(one.is_trashed).toBe(false);
    expect(data).toMatchObject({ number: one.display_id });
  });

  it('ask first', async () => {
    const refusal = await w.refusal('delete_request', { request_id: one.id });

    expect(refusal.code).toBe('CONFIRMATION_REQUIRED');
    expect(refusal.excerpt?.text).toContain('Switch is down');
    expect(one.is_trashed).toBe(false);
  });

  it('find what became of it when the answer was lost', async () => {
    lost('DELETE', true);
    await trash();
    lost('PUT', true);
    await w.call('restore_request', { request_id: one.id });
    expect(one.is_trashed).toBe(false);

    lost('DELETE', false);
    expect((await w.refusal('delete_request', { request_id: one.id, confirm: true })).code).toBe('SDP_OUTCOME_UNKNOWN');
  });

  it('say plainly when the portal cannot bring it back', async () => {
    await trash();
    w.sdp.settings.operations['requests.restore'] = 'missing';

    expect((await w.refusal('restore_request', { request_id: one.id })).code).toBe('SDP_NOT_OFFERED');
  });
});

describe('get_request_history', () => {
  it.each(['underscore', 'plain'] as const)('shows who changed what (spelling: %s)', async (convenienceSpelling) => {
    w.sdp.settings.convenienceSpelling = convenienceSpelling;
    await w.call('update_request', { request_id: one.id, priority: 'High' });
    const { data, text } = await w.call('get_request_history', { request_id: one.display_id });

    expect(data['history'][0]).toMatchObject({
      by: 'Dana Reyes',
      what: 'UPDATE',
      changes: [{ field: 'priority', to: 'High' }],
    });
    expect(text).toContain('Dana Reyes, UPDATE: priority – → High');
  });

  it('pages to its end', async () => {
    for (const priority of ['High', 'Low', 'High']) await w.call('update_request', { request_id: one.id, priority });
    const first = await w.call('get_request_history', { request_id: one.id, limit: 3 });
    const rest = await w.call('get_request_history', { request_id: one.id, limit: 3, start_index: 4 });

    expect(first.data['page']).toMatchObject({ has_more: true, next_start_index: 4 });
    expect(rest.data['page'].has_more).toBe(false);
    expect(first.data['history'].length + rest.data['history'].length).toBe(4);
  });

  it('says plainly when the portal has none', async () => {
    w.sdp.settings.operations['requests.history'] = 'missing';

    expect((await w.refusal('get_request_history', { request_id: one.id })).code).toBe('SDP_NOT_OFFERED');
  });
});
