import { expect, it } from '@jest/globals';
import { describeOnPostgres } from '../../support/database.js';
import { MINUTE, useWrites } from './writes-scene.js';

const LOST = { kind: 'reset', after: true } as const;

describeOnPostgres('two servers on one database', (database) => {
  const scene = useWrites(database, { count: 2 });

  const both = () => Promise.all([scene.tick(0), scene.tick(1)]);

  it('never send one deferred write twice, and keep the order of each ticket', async () => {
    const people = [scene.person, await scene.newPerson(), await scene.newPerson()];
    const requests = [await scene.newRequest(), await scene.newRequest(), await scene.newRequest()];
    const texts = ['1', '2', '3', '4', '5'];
    for (const text of texts) {
      for (const [index, request] of requests.entries()) {
        const args = { request_id: request.id, note_content: text, defer: 'always' };
        await scene.call('add_note', args, { as: people[index]!, replica: index % 2 });
      }
    }
    scene.sdp.faults.untilCleared({ kind: 'slow', ms: 20 });
    // Some of the answers are lost, and some of the writes never arrive.
    scene.spoilWrites(LOST, 3);
    scene.spoilWrites({ kind: 'status', status: 503 }, 2);

    for (let rounds = 0; rounds < 30; rounds += 1) {
      await both();
      scene.clock.advance(16 * MINUTE);
    }

    expect(requests.map((request) => scene.notesOn(request))).toEqual([texts, texts, texts]);
    expect(scene.ended()).toEqual(Array.from({ length: 15 }, () => 'done'));
  });

  it('carry on where the other one died in the middle of sending', async () => {
    const request = await scene.newRequest();
    await scene.call('add_note', { request_id: request.id, note_content: 'Orphan', defer: 'always' });
    // The other one claimed it, noted that it sends, sent it, and was never heard of again.
    await scene.call('add_note', { request_id: request.id, note_content: 'Orphan' }, { replica: 1 });
    const lease = `lease_owner = gen_random_uuid(), lease_until = $1::timestamptz`;
    const [now, later] = [scene.clock.now(), new Date(scene.clock.nowMs() + 90_000)];
    await scene.dataSource.query(`UPDATE deferred_writes SET ${lease}, maybe_sent_since = $2`, [later, now]);

    await scene.tick(0);
    expect(scene.ended()).toEqual([]);
    scene.clock.advance(90_000);
    await scene.tick(0);

    expect(scene.notesOn(request)).toEqual(['Orphan']);
    expect(scene.ended()).toEqual(['done']);
  });

  it('give one answer to calls with one key that come to both at once', async () => {
    scene.spoilWrites({ kind: 'slow', ms: 400 }, 10);
    const calls = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        scene.call('create_request', { subject: 'Everywhere', idempotencyKey: 'one' }, { replica: index % 2 }),
      ),
    );

    expect(new Set(calls.map(({ data }) => data['id'])).size).toBe(1);
    expect(scene.withSubject('Everywhere')).toHaveLength(1);
  });
});
