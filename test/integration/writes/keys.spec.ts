import { describe, expect, it } from '@jest/globals';
import { RetentionJob } from '../../../src/retention/retention.job.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { HOUR, MINUTE, useWrites } from './writes-scene.js';

const LOST = { kind: 'reset', after: true } as const;
const NEVER_ARRIVED = { kind: 'reset' } as const;

describeOnEachDatabase('a write with an idempotency key', (database) => {
  const scene = useWrites(database);
  let count = 0;
  const newKey = () => `key-${(count += 1)}`;
  const create = (subject: string, key: string, more: object = {}) =>
    scene.call('create_request', { subject, idempotencyKey: key, ...more });
  const writes = () => scene.sdp.writes().length;

  it.each(['nul\0', 'line\nbreak', 'half \ud800'])('is refused when its key is no plain text: %j', async (key) => {
    const before = writes();

    expect((await create('Odd key', key)).data).toMatchObject({ code: 'INVALID_ARGUMENTS' });
    expect(writes()).toBe(before);
  });

  it('is one write whether it is called directly or through call_tool', async () => {
    const args = { subject: 'Either way', idempotencyKey: newKey() };
    const first = await scene.call('call_tool', { name: 'create_request', arguments: args });
    const before = writes();

    const second = await scene.call('create_request', args);

    expect(writes()).toBe(before);
    expect(second).toMatchObject({ isError: false, data: { already_done: true, id: first.data['id'] } });
  });

  describe.each([
    ['create_request', () => ({ subject: 'Once please' })],
    ['add_note', (id: string) => ({ request_id: id, note_content: 'seen' })],
    ['add_private_note', (id: string) => ({ request_id: id, note_content: 'seen' })],
    ['reply_to_requester', (id: string) => ({ request_id: id, reply_message: 'Hello' })],
    ['send_first_response', (id: string) => ({ request_id: id, response_message: 'Hello' })],
  ] as const)('of %s', (tool, argsFor) => {
    it('is sent once however often it is repeated, and answered with what it did', async () => {
      const request = await scene.newRequest();
      const args = { ...argsFor(request.id), idempotencyKey: newKey() };
      const first = await scene.call(tool, args);
      const before = writes();

      const second = await scene.call(tool, args);

      expect(writes()).toBe(before);
      expect(second).toMatchObject({ isError: false, data: { already_done: true, id: first.data['id'] } });
      expect(second.text).toMatch(/^Nothing was sent now/);
      if ('note_id' in first.data) expect(second.data['note_id']).toBe(first.data['note_id']);
    });

    it('is found after its process died in the middle, and not sent again', async () => {
      const request = await scene.newRequest();
      const args = { ...argsFor(request.id), idempotencyKey: newKey() };
      let lost = false;
      scene.spoilWrites(LOST, 1, ({ method }) => method === 'POST' && (lost = true));
      scene.sdp.faults.untilCleared({ kind: 'status', status: 503 }, () => lost);
      expect(await scene.call(tool, args)).toMatchObject({ data: { code: 'SDP_OUTCOME_UNKNOWN' } });
      // As if the process had ended before it noticed.
      await scene.rows(`UPDATE write_intents SET state = 'sent'`);
      scene.recover();
      scene.clock.advance(61_000);
      const before = writes();

      const { data } = await scene.call(tool, args);

      expect(writes()).toBe(before);
      expect(data).toMatchObject({ already_done: true });
      expect(await scene.rows('SELECT state FROM write_intents')).toEqual([{ state: 'done' }]);
    });
  });

  it('is refused when the key was used for other arguments, or by another tool', async () => {
    const key = newKey();
    const request = await scene.newRequest();
    await create('First', key);
    const before = writes();

    const other = await create('Second', key);
    const tool = await scene.call('add_note', { request_id: request.id, note_content: 'x', idempotencyKey: key });

    for (const answer of [other, tool]) {
      expect(answer).toMatchObject({ isError: true, data: { code: 'IDEMPOTENCY_KEY_REUSED' } });
      expect(answer.text).toContain('create_request');
    }
    expect(writes()).toBe(before);
  });

  it('of one person says nothing to another who has the same key', async () => {
    const key = newKey();
    const other = await scene.newPerson();
    const first = await create('Shared key', key);
    const second = await scene.call('create_request', { subject: 'Shared key', idempotencyKey: key }, { as: other });

    expect(second.data['already_done']).toBeUndefined();
    expect(second.data['id']).not.toBe(first.data['id']);
  });

  it('is done when its answer was lost and it is there', async () => {
    const key = newKey();
    scene.spoilWrites(LOST);
    const first = await create('Answer lost', key);
    const second = await create('Answer lost', key);

    expect([first.isError, second.data['id']]).toEqual([false, first.data['id']]);
    expect(scene.withSubject('Answer lost')).toHaveLength(1);
  });

  it('stays unknown while it is not there, is looked for by every repeat, and never sent again', async () => {
    const key = newKey();
    scene.spoilWrites(NEVER_ARRIVED);
    const first = await create('Not there', key);
    const again = await create('Not there', key);

    expect(first).toMatchObject({ isError: true, data: { code: 'SDP_OUTCOME_UNKNOWN' } });
    expect(first.data['resolution']).toMatch(/Check before trying again.*new key/);
    expect(again).toMatchObject({ isError: true, data: { code: 'SDP_OUTCOME_UNKNOWN' } });
    expect(again.text).toContain('looked for and not found');
    expect(scene.withSubject('Not there')).toHaveLength(0);

    const other = await create('Not there', newKey());
    expect(other.isError).toBe(false);
  });

  it('is unknown while ServiceDesk Plus is down, and done as soon as a repeat can look', async () => {
    const key = newKey();
    const request = await scene.newRequest();
    const args = { request_id: request.id, note_content: 'Down in between', idempotencyKey: key };
    let lost = false;
    scene.spoilWrites(LOST, 1, ({ method }) => method === 'POST' && (lost = true));
    scene.sdp.faults.untilCleared({ kind: 'status', status: 503 }, () => lost);
    const down = [await scene.call('add_note', args), await scene.call('add_note', args)];

    for (const answer of down) expect(answer).toMatchObject({ isError: true, data: { code: 'SDP_OUTCOME_UNKNOWN' } });
    expect(down[1]!.text).toContain('cannot be looked for');

    scene.recover();
    const { data } = await scene.call('add_note', args);
    expect(data).toMatchObject({ already_done: true, id: request.id });
    expect(scene.notesOn(request)).toEqual(['Down in between']);
  });

  it('is free again when the write was refused, also for corrected arguments', async () => {
    const key = newKey();
    const refused = await create('Refused', key, { priority: 'No such priority' });
    const corrected = await create('Refused', key);

    expect([refused.isError, corrected.isError]).toEqual([true, false]);
    expect(scene.withSubject('Refused')).toHaveLength(1);
  });

  it('is free again when nothing was sent', async () => {
    const key = newKey();
    await scene.proxy.set('refuse');
    const unreachable = await create('Unreachable', key);
    await scene.proxy.set('pass');
    const back = await create('Unreachable', key);

    expect([unreachable.data['code'], back.isError]).toEqual(['SDP_UNAVAILABLE', false]);
    expect(scene.withSubject('Unreachable')).toHaveLength(1);
  });

  it('makes a second call wait for the first, and gives both the same answer', async () => {
    const key = newKey();
    scene.spoilWrites({ kind: 'slow', ms: 600 });
    const [first, second] = await Promise.all([create('At once', key), create('At once', key)]);

    expect(first.data['id']).toBe(second.data['id']);
    expect([first, second].filter(({ data }) => data['already_done'])).toHaveLength(1);
    expect(scene.withSubject('At once')).toHaveLength(1);
  });

  it('tells a second call to ask again when the first takes long', async () => {
    const key = newKey();
    scene.spoilWrites({ kind: 'slow', ms: 7_000 });
    const first = create('Slow', key);
    await eventually(async () => expect(await scene.rows('SELECT 1 FROM write_intents')).toHaveLength(1));
    const second = await create('Slow', key);

    expect(second).toMatchObject({ isError: true, data: { code: 'WRITE_UNDER_WAY', retryAfterSeconds: 60 } });
    expect((await first).isError).toBe(false);
    expect(scene.withSubject('Slow')).toHaveLength(1);
  });

  it('is stored although its caller has left', async () => {
    const key = newKey();
    const caller = new AbortController();
    scene.spoilWrites({ kind: 'slow', ms: 300 });
    const left = scene
      .call('create_request', { subject: 'Left', idempotencyKey: key }, { signal: caller.signal })
      .catch(() => 'left');
    await eventually(async () => expect(await scene.rows('SELECT 1 FROM write_intents')).toHaveLength(1));
    // Until the request is on its way: before that, leaving would stop it.
    await new Promise((resolve) => setTimeout(resolve, 150));
    caller.abort();
    expect(await left).toBe('left');

    await eventually(async () =>
      expect(await scene.rows('SELECT state FROM write_intents')).toEqual([{ state: 'done' }]),
    );
    expect((await create('Left', key)).data).toMatchObject({ already_done: true });
    expect(scene.withSubject('Left')).toHaveLength(1);
  });

  it('is known to its process although the database did not take the outcome', async () => {
    const key = newKey();
    scene.spoilWrites({ kind: 'slow', ms: 400, after: true });
    const first = create('Database away', key);
    await eventually(() => expect(scene.withSubject('Database away')).toHaveLength(1));
    await scene.rows('ALTER TABLE write_intents RENAME TO write_intents_away');
    const { data } = await first;
    await scene.rows('ALTER TABLE write_intents_away RENAME TO write_intents');
    expect(await scene.rows('SELECT state FROM write_intents')).toEqual([{ state: 'sent' }]);

    expect((await create('Database away', key)).data).toMatchObject({ already_done: true, id: data['id'] });
    expect(await scene.rows('SELECT state FROM write_intents')).toEqual([{ state: 'done' }]);
    expect(scene.withSubject('Database away')).toHaveLength(1);
  });

  it('is forgotten after a day', async () => {
    const key = newKey();
    await create('Daily', key);
    scene.clock.advance(24 * HOUR - MINUTE);
    await create('Daily', key);
    expect(scene.withSubject('Daily')).toHaveLength(1);

    scene.clock.advance(MINUTE);
    await create('Daily', key);
    expect(scene.withSubject('Daily')).toHaveLength(2);

    scene.clock.advance(24 * HOUR);
    await scene.replicas[0]!.app.get(RetentionJob, { strict: false }).run();
    expect(await scene.rows('SELECT 1 FROM write_intents')).toEqual([]);
  });

  it('keeps ids and nothing that a ticket says', async () => {
    await create('Secret subject', newKey(), { description: 'Secret text' });
    const stored = JSON.stringify(await scene.rows('SELECT * FROM write_intents'));

    expect(stored).not.toMatch(/secret/i);
    expect(stored).toMatch(/"result":\{"id":"\d+","number":"\d+"\}/);
  });

  it('goes with its person', async () => {
    const other = await scene.newPerson();
    await scene.call('create_request', { subject: 'Going', idempotencyKey: newKey() }, { as: other });
    await scene.rows('DELETE FROM oauth_tokens WHERE id IN (SELECT connection_id FROM write_intents)');

    expect(await scene.rows('SELECT 1 FROM write_intents')).toEqual([]);
    scene.person = await scene.newPerson();
  });

  it('cannot be empty or longer than a hundred characters', async () => {
    for (const key of ['', ' ', 'x'.repeat(101)]) {
      expect(await create('Bad key', key)).toMatchObject({ isError: true, data: { code: 'INVALID_ARGUMENTS' } });
    }
    expect(scene.withSubject('Bad key')).toEqual([]);
  });

  it('is not made up: equal calls without a key are two writes', async () => {
    await scene.call('create_request', { subject: 'Deliberate' });
    await scene.call('create_request', { subject: 'Deliberate' });

    expect(scene.withSubject('Deliberate')).toHaveLength(2);
    expect(await scene.rows('SELECT 1 FROM write_intents')).toEqual([]);
  });
});
