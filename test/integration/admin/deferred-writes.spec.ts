import { expect, it } from '@jest/globals';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { ADMIN_TOKEN, HOUR, useWrites } from '../writes/writes-scene.js';

const TEXT = 'words that are for the ticket alone';

describeOnEachDatabase('a deferred write in the hands of an administrator', (database) => {
  const scene = useWrites(database);

  async function admin(path: string, method = 'GET'): Promise<{ status: number; body: any }> {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const response = await fetch(`${scene.replicas[0]!.url}/admin/${path}`, { method, headers });
    return { status: response.status, body: await response.json() };
  }

  async function deferNote() {
    const request = await scene.newRequest();
    const args = { request_id: request.display_id, note_content: TEXT, defer: 'always' };
    await scene.call('add_note', args);
    const [{ id }] = await scene.rows('SELECT id FROM deferred_writes');
    return { request, id: id as string };
  }

  it('is cancelled, which the audit says of the administrator, and never says what it was', async () => {
    const { request, id } = await deferNote();

    const { status, body } = await admin(`deferred-writes/${id}/cancel`, 'POST');

    expect(status).toBe(200);
    expect(body.write).toMatchObject({ id, state: 'cancelled' });
    expect(JSON.stringify(body)).not.toContain(TEXT);
    await scene.tickUntilEnded();
    expect(scene.notesOn(request)).toEqual([]);
    await eventually(async () =>
      expect((await admin('audit?event=deferred_write_ended')).body.events[0]).toMatchObject({
        ...{ actor: 'admin', subject: 'add_note', outcome: 'cancelled' },
      }),
    );
    expect(await admin(`deferred-writes/${id}/retry`, 'POST')).toMatchObject({
      ...{ status: 409, body: { error: { code: 'DEFERRED_WRITE_OVER' } } },
    });
  });

  it('is sent at once when it waits for its next try', async () => {
    const { request, id } = await deferNote();
    scene.spoilWrites({ kind: 'status', status: 503 });
    await scene.tick();
    await scene.tick();
    expect(scene.notesOn(request)).toEqual([]);

    expect((await admin(`deferred-writes/${id}/retry`, 'POST')).body.write).toMatchObject({ state: 'pending' });
    await scene.tick();

    expect(scene.notesOn(request)).toEqual([TEXT]);
  });

  it('is sent after all when it had expired, once', async () => {
    const { request, id } = await deferNote();
    scene.clock.advance(25 * HOUR);
    await scene.tick();
    expect((await admin('deferred-writes?state=expired')).body.writes).toMatchObject([{ id }]);

    await admin(`deferred-writes/${id}/retry`, 'POST');
    await scene.tick();

    expect(scene.notesOn(request)).toEqual([TEXT]);
    expect((await admin('deferred-writes?state=done')).body.writes).toMatchObject([{ id }]);
  });

  it('is left alone while it is being sent', async () => {
    const { id } = await deferNote();
    await scene.dataSource.query(
      `UPDATE deferred_writes SET lease_owner = gen_random_uuid(), lease_until = $1 WHERE id = $2`,
      [new Date(scene.clock.nowMs() + 60_000), id],
    );

    for (const action of ['cancel', 'retry']) {
      expect(await admin(`deferred-writes/${id}/${action}`, 'POST')).toMatchObject({
        ...{ status: 409, body: { error: { code: 'DEFERRED_WRITE_BUSY' } } },
      });
    }
  });

  it.each(['x', '7c0e2d0e-0f52-4c36-9d0a-1f8f0f4f6a01', "'--"])('is not there under the id %s', async (id) => {
    expect(await admin(`deferred-writes/${encodeURIComponent(id)}/cancel`, 'POST')).toMatchObject({ status: 404 });
    expect(await admin(`deferred-writes/${encodeURIComponent(id)}/retry`, 'POST')).toMatchObject({ status: 404 });
  });

  it('is looked for by known states alone', async () => {
    expect((await admin('deferred-writes?state=lost')).status).toBe(400);
  });
});
