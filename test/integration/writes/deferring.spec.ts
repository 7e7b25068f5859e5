import { expect, it } from '@jest/globals';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { useWrites } from './writes-scene.js';

const LOST = { kind: 'reset', after: true } as const;
const NEVER_ARRIVED = { kind: 'reset' } as const;

describeOnEachDatabase('a write is deferred', (database) => {
  const scene = useWrites(database);
  const note = (request: RequestRow, text: string, more: object = {}) =>
    scene.call('add_note', { request_id: request.display_id, note_content: text, defer: 'always', ...more });

  it.each([
    ['refuses connections', async () => scene.proxy.set('refuse')],
    ['answers 503', async () => scene.sdp.faults.untilCleared({ kind: 'status', status: 503 })],
    ['asks to slow down for long', async () => slowDown()],
    ['failed so often that its circuit is open', async () => openCircuit()],
  ])('when ServiceDesk Plus %s and the caller allowed it, and is sent when it is back', async (_how, trouble) => {
    const request = await scene.newRequest();
    await trouble();
    const kept = await note(request, 'Later', { defer: 'if_unreachable' });

    expect(kept).toMatchObject({ isError: false, data: { deferred: { what: expect.stringContaining('"Later"') } } });
    expect(kept.text).toMatch(/^Not in ServiceDesk Plus yet: deferred/);
    expect(kept.text).toContain(kept.data['deferred'].id);
    expect(scene.notesOn(request)).toEqual([]);

    await scene.proxy.set('pass');
    scene.recover();
    await scene.tickUntilEnded();
    expect(scene.notesOn(request)).toEqual(['Later']);
    expect(scene.ended()).toEqual(['done']);
  });

  it('through call_tool as in a direct call', async () => {
    const request = await scene.newRequest();
    const args = { request_id: request.display_id, note_content: 'By another way', defer: 'always' };
    const kept = await scene.call('call_tool', { name: 'add_note', arguments: args });
    expect(kept).toMatchObject({ isError: false, data: { deferred: { id: expect.any(String) } } });

    await scene.tickUntilEnded();
    expect(scene.notesOn(request)).toEqual(['By another way']);
  });

  it('of a write that may have arrived, and is not sent again when it had', async () => {
    const request = await scene.newRequest();
    let lost = false;
    scene.spoilWrites(LOST, 1, ({ method }) => method === 'POST' && (lost = true));
    scene.sdp.faults.untilCleared({ kind: 'status', status: 503 }, () => lost);
    const kept = await note(request, 'Perhaps', { defer: 'if_unreachable' });
    expect(kept.data['deferred']).toMatchObject({ maybe_sent: true, because: 'SDP_OUTCOME_UNKNOWN' });

    scene.recover();
    await scene.tickUntilEnded();
    expect(scene.notesOn(request)).toEqual(['Perhaps']);
    expect(scene.ended()).toEqual(['done']);
  });

  it('of a write that did not arrive, and is sent once it was looked for', async () => {
    const request = await scene.newRequest();
    scene.spoilWrites(NEVER_ARRIVED);
    await note(request, 'Not yet', { defer: 'if_unreachable' });
    expect(scene.notesOn(request)).toEqual([]);

    await scene.tickUntilEnded();
    expect(scene.notesOn(request)).toEqual(['Not yet']);
  });

  it('in any case when the caller says always, for all three tools', async () => {
    const request = await scene.newRequest('Printer');
    const id = request.display_id;
    await note(request, 'one');
    await scene.call('add_private_note', { request_id: id, note_content: 'two', defer: 'always' });
    await scene.call('update_request', { request_id: id, subject: 'Plotter', priority: 'High', defer: 'always' });
    expect([scene.notesOn(request), request.subject]).toEqual([[], 'Printer']);

    await scene.tick();
    expect([scene.notesOn(request), request.subject, request.priority?.name]).toEqual([
      ['one', 'two'],
      'Plotter',
      'High',
    ]);
    expect(scene.ended()).toEqual(['done', 'done', 'done']);
  });

  it('not on a refusal, and not of a ticket that does not exist', async () => {
    const request = await scene.newRequest();
    const args = { request_id: request.id, priority: 'No such', defer: 'if_unreachable' };

    expect((await scene.call('update_request', args)).isError).toBe(true);
    expect(await note({ ...request, display_id: '999999' }, 'x')).toMatchObject({ data: { code: 'SDP_NOT_FOUND' } });
    expect(await note({ ...request, display_id: 'no ticket' }, 'x')).toMatchObject({ isError: true });
    expect(await scene.rows('SELECT 1 FROM deferred_writes')).toEqual([]);
  });

  it('not unless it was allowed: the error says how to', async () => {
    const request = await scene.newRequest();
    await scene.proxy.set('refuse');
    const refused = await note(request, 'x', { defer: 'never' });

    expect(refused).toMatchObject({ isError: true, data: { code: 'SDP_UNAVAILABLE' } });
    expect(refused.data['resolution']).toContain('defer: "if_unreachable"');
    expect(await scene.rows('SELECT 1 FROM deferred_writes')).toEqual([]);
  });

  it('once under a key, whatever is repeated', async () => {
    const request = await scene.newRequest();
    const first = await note(request, 'Keyed', { idempotencyKey: 'deferred-1' });
    const second = await note(request, 'Keyed', { idempotencyKey: 'deferred-1' });
    expect(second.data['deferred'].id).toBe(first.data['deferred'].id);

    await scene.tick();
    const third = await note(request, 'Keyed', { idempotencyKey: 'deferred-1' });
    expect(third.data).toMatchObject({ already_done: true, id: request.id });
    expect(scene.notesOn(request)).toEqual(['Keyed']);
  });

  it('so that its content cannot be read in the database, and is gone when it is done', async () => {
    const request = await scene.newRequest();
    await note(request, 'Very secret words');
    const [row] = await scene.rows("SELECT *, encode(payload_ciphertext, 'escape') AS seen FROM deferred_writes");
    expect(JSON.stringify(row)).not.toMatch(/secret/i);

    await scene.rows(
      `UPDATE deferred_writes SET payload_ciphertext = set_byte(payload_ciphertext, 40, get_byte(payload_ciphertext, 40) # 255)`,
    );
    await scene.tick();
    expect(scene.ended()).toEqual(['failed']);

    await note(request, 'Fine');
    await scene.tick();
    expect(await scene.rows(`SELECT payload_ciphertext FROM deferred_writes WHERE state = 'done'`)).toEqual([
      { payload_ciphertext: null },
    ]);
  });

  async function slowDown(): Promise<void> {
    scene.sdp.faults.untilCleared({ kind: 'status', status: 429, headers: { 'retry-after': '300' } });
  }

  async function openCircuit(): Promise<void> {
    scene.sdp.faults.untilCleared({ kind: 'status', status: 503 });
    for (let count = 0; count < 12; count += 1) await scene.call('list_requests', {});
    expect((await scene.call('list_requests', {})).data['code']).toBe('CIRCUIT_OPEN');
  }
});
