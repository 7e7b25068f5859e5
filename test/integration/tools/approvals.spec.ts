import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RequestRow, Row } from '../../simulators/sdp/store/rows.js';
import { defaultSettings } from '../../simulators/sdp/settings.js';
import { ToolWorld } from './tool-world.js';

let w: ToolWorld;
let request: RequestRow;
let change: Row;
beforeAll(async () => {
  w = await ToolWorld.start();
});
beforeEach(async () => {
  Object.assign(w.sdp.settings, defaultSettings());
  await w.world.renew();
  for (const { id } of w.sdp.store.approvalLevels.all()) w.sdp.store.approvalLevels.removeAnywhere(id);
  for (const row of w.sdp.store.liveRequests()) row.approval_status = null;
  const { data } = await w.call('create_request', { subject: 'New laptop' });
  request = w.sdp.store.requests.get(data['id'])!;
  change = w.sdp.store.changes.newestFirst().find(({ completed_time: done }) => !done)!;
  w.sdp.journal.length = 0;
});
afterAll(() => w.close());

const ask = (levels: string[][], args: object = {}) =>
  w.call('request_approval', { id: request.display_id, levels, ...args });
const decide = (args: object) => w.call('decide_approval', { id: request.id, ...args });
const lost = (after: boolean) => w.world.spoil({ kind: 'reset', after }, 1, ({ method }) => method === 'PUT');

describe('request_approval', () => {
  it('asks people by name or mail address, level by level, after the levels there are', async () => {
    await ask([['Aisha Khan']]);
    const { data, text } = await ask([['me', 'ben.carter@example.com'], ['Aisha Khan']]);

    expect(
      data['levels'].map(({ level, approvals }: any) => [level, approvals.map((a: any) => a.approver.name)]),
    ).toEqual([
      [1, ['Aisha Khan']],
      [2, ['Ben Carter', 'Dana Reyes']],
      [3, ['Aisha Khan']],
    ]);
    expect(data['sent']).toBe(true);
    expect(text).toContain(`Approval of request ${request.display_id} was asked for`);
  });

  it('says plainly when the portal has no way to send it', async () => {
    w.sdp.settings.operations['requests.approvals.send'] = 'missing';
    const { data, text } = await ask([['me']]);

    expect(data['sent']).toBe(false);
    expect(text).toContain('send it in the browser');
  });

  it('prepares without sending', async () => {
    await ask([['me']], { send: false });

    expect(w.world.operations()).not.toContain('requests.approvals.send');
  });

  it('refuses unknown people and a sixth level before anything is made', async () => {
    expect((await w.refusal('request_approval', { id: request.id, levels: [['Nobody Known']] })).code).toBe(
      'UNKNOWN_NAME',
    );
    await ask([['me'], ['me'], ['me'], ['me'], ['me']]);
    expect((await w.refusal('request_approval', { id: request.id, levels: [['me']] })).message).toContain('5 levels');
    expect(w.sdp.store.approvalLevels.of(request.id)).toHaveLength(5);
  });

  it('says what was made when a later step fails', async () => {
    w.sdp.settings.operations['requests.approvals.add'] = 'forbidden';
    const refusal = await w.refusal('request_approval', { id: request.id, levels: [['me']] });

    expect(refusal).toMatchObject({ code: 'SDP_FORBIDDEN', message: expect.stringContaining('0 approvers had been') });
  });
});

describe('list_approvals', () => {
  it('shows what waits for me over requests and changes, and says how much it looked at', async () => {
    await ask([['me']]);
    await w.call('request_approval', { module: 'change', id: change.id, levels: [['me']] });
    await w.world.renew();
    const { data, text } = await w.call('list_approvals', { look_at: 25 });

    expect(data['waiting']).toEqual([
      expect.objectContaining({ module: 'request', number: request.display_id, title: 'New laptop', level: 1 }),
      expect.objectContaining({ module: 'change', id: change.id, title: change.title }),
    ]);
    expect(data['looked_at']).toMatchObject({ requests: 1, changes: expect.any(Number) });
    expect(text).toMatch(/Looked at 1 request and \d+ changes?/);
    expect(w.sdp.writes()).toEqual([]);
  });

  it("leaves out others' approvals, and those that were given", async () => {
    await ask([['Aisha Khan']]);
    expect((await w.call('list_approvals')).data['waiting']).toEqual([]);
    expect((await w.call('list_approvals', { waiting_for: 'Aisha Khan' })).data['waiting']).toHaveLength(1);

    await ask([['me']]);
    await decide({ decision: 'approve' });
    expect((await w.call('list_approvals')).data['waiting']).toEqual([]);
  });

  it('reads a bounded number of records and says that there are more', async () => {
    for (let count = 0; count < 3; count += 1) {
      const { data } = await w.call('create_request', { subject: `Laptop ${count}` });
      await w.call('request_approval', { id: data['id'], levels: [['me']] });
    }
    w.sdp.journal.length = 0;
    const { data, text } = await w.call('list_approvals', { look_at: 2 });

    expect(data['waiting'].filter(({ module }: any) => module === 'request')).toHaveLength(2);
    expect(data['looked_at'].more).toBe(true);
    expect(text).toContain('greater look_at');
    expect(w.sdp.journal.length).toBeLessThanOrEqual(3 + 2 * 2 * 2);
  });

  it('works where the portal cannot search by approval', async () => {
    await ask([['me']]);
    const refused = { response_status: { status_code: 4000, messages: [{ status_code: 4001 }], status: 'failed' } };
    w.sdp.faults.next(1, { kind: 'status', status: 400, body: refused }, ({ path }) => path.endsWith('/requests'));
    const { data } = await w.call('list_approvals');

    expect(data['waiting']).toEqual([expect.objectContaining({ number: request.display_id })]);
  });

  it('names what it may not read and shows the rest', async () => {
    await ask([['me']]);
    w.sdp.settings.operations['changes.list'] = 'forbidden';
    const { data, text } = await w.call('list_approvals');

    expect(data['waiting']).toHaveLength(1);
    expect(data['missing_parts']).toEqual([expect.objectContaining({ part: 'changes', code: 'SDP_FORBIDDEN' })]);
    expect(text).toContain('Not available: changes');
  });

  it('shows every level of one record with what was said', async () => {
    await ask([['me'], ['Aisha Khan']]);
    await decide({ decision: 'approve', comment: 'Fine <b>' });
    const { data, text } = await w.call('list_approvals', { id: request.display_id });

    expect(data['levels']).toMatchObject([
      { level: 1, state: 'approved', approvals: [{ state: 'approved', untrusted_comments: 'Fine <b>' }] },
      { level: 2, state: 'pending', approvals: [{ state: 'pending' }] },
    ]);
    expect(text).toContain('("Fine &lt;b>")');
  });
});

describe('decide_approval', () => {
  it.each([
    ['approve', 'approved'],
    ['reject', 'rejected'],
  ])('%ss what waits for me and reads it back', async (decision, state) => {
    await ask([['Aisha Khan', 'me']]);
    const { data, text } = await decide({ decision, comment: 'As agreed' });

    expect(data).toMatchObject({ approval: { state, untrusted_comments: 'As agreed' }, already_decided: false });
    expect(text).toContain(`request ${request.display_id}: Dana Reyes`);
  });

  it('works where operations have no underscore', async () => {
    w.sdp.settings.convenienceSpelling = 'plain';
    await ask([['me']]);

    expect((await decide({ decision: 'approve' })).data['approval'].state).toBe('approved');
  });

  it('finds the decision when the answer was lost, or says that it may be given', async () => {
    await ask([['me']]);
    lost(true);
    expect((await decide({ decision: 'approve' })).data['approval'].state).toBe('approved');

    await ask([['me']]);
    lost(false);
    expect((await w.refusal('decide_approval', { id: request.id, decision: 'approve' })).code).toBe(
      'SDP_OUTCOME_UNKNOWN',
    );
  });

  it('says so when it was decided like that before, and sends nothing', async () => {
    await ask([['me']]);
    await decide({ decision: 'approve' });
    w.sdp.journal.length = 0;

    expect((await decide({ decision: 'approve' })).data['already_decided']).toBe(true);
    expect(w.sdp.writes()).toEqual([]);
  });

  it('refuses what waits for somebody else, a rejection without a word, and what waits for nobody', async () => {
    const refused = (args: object) => w.refusal('decide_approval', { id: request.id, ...args });
    expect(await refused({ decision: 'approve' })).toMatchObject({
      code: 'NOTHING_TO_APPROVE',
      resolution: expect.stringContaining('request_approval'),
    });

    await ask([['Aisha Khan']]);
    expect(await refused({ decision: 'approve' })).toMatchObject({
      code: 'NOTHING_TO_APPROVE',
      resolution: expect.stringContaining('Aisha Khan'),
    });
    expect((await refused({ decision: 'reject' })).code).toBe('INVALID_ARGUMENTS');
  });
});
