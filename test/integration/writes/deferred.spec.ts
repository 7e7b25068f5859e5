import { describe, expect, it } from '@jest/globals';
import { DeferredWriteJob } from '../../../src/writes/deferred-write.job.js';
import { RetentionJob } from '../../../src/retention/retention.job.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { ADMIN_TOKEN, HOUR, MINUTE, useWrites } from './writes-scene.js';

const LOST = { kind: 'reset', after: true } as const;
const NEVER_ARRIVED = { kind: 'reset' } as const;
const DAY = 24 * HOUR;

describeOnEachDatabase('a deferred write', (database) => {
  const scene = useWrites(database);
  const note = (request: RequestRow, text: string, more: object = {}) =>
    scene.call('add_note', { request_id: request.display_id, note_content: text, defer: 'always', ...more });

  it('is not sent once its connection has moved to another data center, where the number is another ticket', async () => {
    const request = await scene.newRequest();
    await note(request, 'For the old home');
    await note(request, 'Perhaps sent to the old home');
    await scene.rows(
      `UPDATE deferred_writes SET maybe_sent_since = created_at WHERE seq = (SELECT max(seq) FROM deferred_writes)`,
    );
    await scene.rows(`UPDATE oauth_tokens SET data_center = 'eu'`);

    await scene.tick();
    await scene.tick();
    await scene.rows(`UPDATE oauth_tokens SET data_center = 'us'`);

    expect(scene.notesOn(request)).toEqual([]);
    expect(scene.ended()).toEqual(['failed', 'unknown']);
    expect(await scene.rows(`SELECT last_code FROM deferred_writes`)).toEqual([
      { last_code: 'CONNECTION_MOVED' },
      { last_code: 'CONNECTION_MOVED' },
    ]);
  });

  describe('is sent', () => {
    it('in the order of its ticket: a later one waits for an earlier one, those of other tickets do not', async () => {
      const [request, other] = [await scene.newRequest(), await scene.newRequest('Other')];
      await note(request, 'first');
      await note(request, 'second');
      await note(other, 'elsewhere');
      scene.spoilWrites(
        { kind: 'status', status: 503 },
        1,
        ({ method, path }) => method === 'POST' && path.includes(request.id),
      );

      await scene.tick();
      expect([scene.notesOn(request), scene.notesOn(other)]).toEqual([[], ['elsewhere']]);

      scene.clock.advance(HOUR);
      await scene.tick();
      expect(scene.notesOn(request)).toEqual(['first', 'second']);
    });

    it('in order also when its ticket was not known', async () => {
      const request = await scene.newRequest();
      const other = await scene.newPerson();
      await scene.proxy.set('refuse');
      const args = { request_id: request.display_id, defer: 'always' };
      for (const text of ['a', 'b', 'c']) await scene.call('add_note', { ...args, note_content: text }, { as: other });
      expect((await scene.rows('SELECT ticket FROM deferred_writes')).map(({ ticket }) => ticket)).toEqual([
        null,
        null,
        null,
      ]);

      await scene.proxy.set('pass');
      await scene.tickUntilEnded();
      expect(scene.notesOn(request)).toEqual(['a', 'b', 'c']);
    });

    it('once, although its answer is lost and nobody can look for a while', async () => {
      const request = await scene.newRequest();
      await note(request, 'Once');
      let lost = false;
      scene.spoilWrites(LOST, 1, ({ method }) => method === 'POST' && (lost = true));
      scene.sdp.faults.untilCleared({ kind: 'status', status: 503 }, () => lost);
      await scene.tick();
      expect(await scene.deferred()).toMatchObject([{ state: 'pending', maybe_sent: true, tries: 1 }]);

      scene.recover();
      await scene.tickUntilEnded();
      expect([scene.notesOn(request), scene.ended()]).toEqual([['Once'], ['done']]);
    });

    it('once, although the database did not take the outcome', async () => {
      const request = await scene.newRequest();
      await note(request, 'Not stored');
      scene.spoilWrites({ kind: 'slow', ms: 400, after: true });
      const running = scene.tick();
      await eventually(() => expect(scene.notesOn(request)).toEqual(['Not stored']));
      await scene.rows('ALTER TABLE deferred_writes RENAME TO deferred_writes_away');
      await running;
      await scene.rows('ALTER TABLE deferred_writes_away RENAME TO deferred_writes');
      expect(scene.ended()).toEqual([]);

      scene.clock.advance(2 * MINUTE);
      await scene.tick();
      expect([scene.notesOn(request), scene.ended()]).toEqual([['Not stored'], ['done']]);
    });

    it('with waits that grow, and not before they are over', async () => {
      const request = await scene.newRequest();
      await note(request, 'Patience');
      await scene.proxy.set('refuse');
      const waits: number[] = [];
      for (let count = 0; count < 12; count += 1) {
        scene.recover();
        await scene.tick();
        const [{ next_attempt_at: next }] = await scene.rows('SELECT next_attempt_at FROM deferred_writes');
        waits.push(next.getTime() - scene.clock.nowMs());
        await scene.tick();
        scene.clock.advance(waits.at(-1)!);
      }

      expect(Math.min(...waits)).toBeGreaterThanOrEqual(10_000);
      expect(Math.max(...waits)).toBeLessThanOrEqual(15 * MINUTE);
      expect(Math.max(...waits.slice(5))).toBeGreaterThan(MINUTE);
      expect((await scene.deferred())[0]).toMatchObject({ tries: 12, last_failure: 'SDP_UNAVAILABLE' });
    });

    it('with "tomorrow" meaning the day after it was deferred', async () => {
      const request = await scene.newRequest();
      await scene.call('update_request', { request_id: request.id, due_by: 'tomorrow', defer: 'always' });
      const tomorrow = new Date(scene.clock.nowMs() + DAY).toISOString().slice(0, 10);
      scene.clock.advance(20 * HOUR);
      await scene.tick();

      expect(new Date(Number(request.due_by_time)).toISOString().slice(0, 10)).toBe(tomorrow);
    });

    it('with the time at which the work was done, however much later that is, on any kind of record', async () => {
      const request = await scene.newRequest();
      const problem = [...scene.sdp.store.problems.values()][0]!;
      // Work is written down in whole minutes.
      const calledAt = scene.clock.nowMs() - (scene.clock.nowMs() % MINUTE);
      const defer = { defer: 'always', time: '45m' };
      await scene.call('log_time', { id: request.display_id, ...defer });
      await scene.call('log_time', { module: 'problem', id: problem.id, ...defer });
      const unknown = await scene.call('log_time', { module: 'problem', id: '999999999', ...defer });
      scene.clock.advance(3 * HOUR);
      await scene.tick();

      expect(unknown.isError).toBe(true);
      for (const { id } of [request, problem]) {
        expect(scene.sdp.store.worklogs.of(id)).toMatchObject([
          { start_time: calledAt - 45 * MINUTE, end_time: calledAt, owner: { email_id: scene.person.email } },
        ]);
      }
    });

    it('as its person, who may have set up again meanwhile', async () => {
      const other = await scene.newPerson();
      const request = await scene.newRequest();
      await scene.call('add_note', { request_id: request.id, note_content: 'Mine', defer: 'always' }, { as: other });
      const dead = `needs_reauth = true, needs_reauth_reason = 'invalid_code', needs_reauth_at = now()`;
      await scene.rows(`UPDATE oauth_tokens SET ${dead} WHERE id IN (SELECT connection_id FROM deferred_writes)`);
      await scene.tick();
      expect(scene.ended()).toEqual([]);
      expect(await scene.rows('SELECT last_code FROM deferred_writes')).toEqual([{ last_code: 'REAUTH_REQUIRED' }]);

      await scene.setUp(other);
      await eventually(async () => {
        await scene.tick();
        expect(scene.notesOn(request)).toEqual(['Mine']);
      });
      const [written] = scene.sdp.store.notes.of(request.id);
      expect(written!.created_by.email_id).toBe(other.email);
    });

    it('not by a process that stops: what was sent is finished, the rest is left to the next', async () => {
      const request = await scene.newRequest();
      await note(request, 'first');
      await note(request, 'second');
      scene.spoilWrites({ kind: 'slow', ms: 300, after: true });
      const job = scene.replicas[0]!.app.get(DeferredWriteJob);
      const { stop, stopped } = stoppable(job);
      const running = job.tick();
      await eventually(() => expect(scene.notesOn(request)).toEqual(['first']));
      await stop();
      await running;

      expect((await scene.deferred()).map(({ state }) => state)).toEqual(['pending', 'done']);
      expect(await scene.rows('SELECT 1 FROM deferred_writes WHERE lease_owner IS NOT NULL')).toEqual([]);
      stopped();
      await scene.tick();
      expect(scene.notesOn(request)).toEqual(['first', 'second']);
    });
  });

  describe('ends', () => {
    it('as failed with the reason when it is refused, and lets the next one of its ticket go', async () => {
      const request = await scene.newRequest();
      await scene.call('update_request', { request_id: request.id, priority: 'No such', defer: 'always' });
      await note(request, 'after it');
      await scene.tick();

      expect(scene.notesOn(request)).toEqual(['after it']);
      const [, failed] = await scene.deferred();
      expect(failed).toMatchObject({ state: 'failed', reason: expect.stringContaining('No such') });
      expect(JSON.stringify(await scene.rows('SELECT * FROM deferred_writes'))).not.toContain('No such');
    });

    it('as expired when its time is over, by default after a day', async () => {
      const request = await scene.newRequest();
      await scene.proxy.set('refuse');
      await note(request, 'short', { expiresInMinutes: 5 });
      await note(request, 'day');
      scene.clock.advance(5 * MINUTE);
      await scene.tick();
      expect((await scene.deferred()).map(({ state }) => state)).toEqual(['pending', 'expired']);

      scene.clock.advance(DAY - 5 * MINUTE);
      await scene.proxy.set('pass');
      scene.recover();
      await scene.tick();
      expect((await scene.deferred()).map(({ state }) => state)).toEqual(['expired', 'expired']);
      expect(scene.notesOn(request)).toEqual([]);
      expect(scene.ended()).toEqual(['expired', 'expired']);
    });

    it('as unknown when it may have been sent and nobody could look until it expired', async () => {
      const request = await scene.newRequest();
      await note(request, 'Who knows', { expiresInMinutes: 30 });
      scene.spoilWrites(NEVER_ARRIVED);
      let sent = false;
      scene.sdp.faults.untilCleared(
        { kind: 'status', status: 503 },
        ({ method }) => sent || ((sent = method === 'POST'), false),
      );
      await scene.tick();
      await scene.tickUntilEnded(MINUTE);

      expect(scene.ended()).toEqual(['unknown']);
      expect((await scene.deferred())[0]).toMatchObject({ state: 'unknown', maybe_sent: true });
    });

    it('as expired when its person is gone', async () => {
      const other = await scene.newPerson();
      const request = await scene.newRequest();
      await scene.call('add_note', { request_id: request.id, note_content: 'x', defer: 'always' }, { as: other });
      await scene.rows('DELETE FROM oauth_tokens WHERE id IN (SELECT connection_id FROM deferred_writes)');
      await scene.tick();
      expect(scene.ended()).toEqual([]);

      await scene.tickUntilEnded();
      expect(scene.ended()).toEqual(['expired']);
      expect(scene.notesOn(request)).toEqual([]);
    });

    it('as cancelled when its person says so, and is not sent', async () => {
      const request = await scene.newRequest();
      const { id } = (await note(request, 'Never mind')).data['deferred'];
      const answer = await scene.call('cancel_deferred_write', { id });
      await scene.tick();

      expect(answer).toMatchObject({ isError: false, data: { state: 'cancelled', maybe_sent: false } });
      expect([scene.notesOn(request), scene.ended()]).toEqual([[], ['cancelled']]);
    });

    it('no second time: cancelling what is done says so', async () => {
      const request = await scene.newRequest();
      const { id } = (await note(request, 'Done')).data['deferred'];
      await scene.tick();
      const answer = await scene.call('cancel_deferred_write', { id });

      expect(answer.data).toMatchObject({ state: 'done' });
      expect(answer.text).toContain('Not cancelled');
      expect(scene.ended()).toEqual(['done']);
    });

    it('not by cancelling while it is being sent', async () => {
      const request = await scene.newRequest();
      const { id } = (await note(request, 'On its way')).data['deferred'];
      scene.spoilWrites({ kind: 'slow', ms: 400, after: true });
      const running = scene.tick();
      await eventually(() => expect(scene.notesOn(request)).toEqual(['On its way']));

      expect((await scene.call('cancel_deferred_write', { id })).data).toMatchObject({ code: 'DEFERRED_WRITE_BUSY' });
      await running;
      expect(scene.ended()).toEqual(['done']);
    });

    it('is told for a week and then forgotten', async () => {
      const request = await scene.newRequest();
      await note(request, 'x');
      await scene.tick();
      const retention = scene.replicas[0]!.app.get(RetentionJob, { strict: false });
      scene.clock.advance(7 * DAY - HOUR);
      await retention.run();
      expect(await scene.deferred()).toHaveLength(1);

      scene.clock.advance(HOUR);
      await retention.run();
      expect(await scene.rows('SELECT 1 FROM deferred_writes')).toEqual([]);
    });
  });

  it('is shown to its own person only, who alone can cancel it', async () => {
    const other = await scene.newPerson();
    const { id } = (await note(await scene.newRequest(), 'Mine')).data['deferred'];

    expect(await scene.deferred(other)).toEqual([]);
    expect(await scene.call('cancel_deferred_write', { id }, { as: other })).toMatchObject({
      data: { code: 'DEFERRED_WRITE_NOT_FOUND' },
    });
    expect(await scene.deferred()).toMatchObject([{ id, state: 'pending', what: expect.stringContaining('Mine') }]);
  });

  it('is shown to the operator without what it says', async () => {
    await note(await scene.newRequest(), 'Very private');
    await scene.tick();
    await note(await scene.newRequest(), 'Very private');
    const ask = (token: string) =>
      fetch(`${scene.replicas[0]!.url}/admin/deferred-writes`, { headers: { Authorization: `Bearer ${token}` } });

    const answer = await (await ask(ADMIN_TOKEN)).text();
    expect(JSON.parse(answer)).toMatchObject({
      counts: { done: 1, pending: 1 },
      writes: [{ state: 'pending', tool: 'add_note' }, { state: 'done' }],
    });
    expect(answer).not.toMatch(/private|args|ciphertext|reason/i);
    expect((await ask('another token that is long')).status).toBe(401);
  });
});

/** Stops a job as a shutdown does, and lets it live again for the next test. */
function stoppable(job: DeferredWriteJob): { stop: () => Promise<void>; stopped: () => void } {
  const inner = job as unknown as { stop: AbortController };
  return {
    stop: () => job.beforeApplicationShutdown(),
    stopped: () => {
      inner.stop = new AbortController();
      job.onModuleInit();
    },
  };
}
