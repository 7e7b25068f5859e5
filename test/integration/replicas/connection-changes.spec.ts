import { expect, it } from '@jest/globals';
import { ConnectionService } from '../../../src/token/connection.service.js';
import { describeOnPostgres } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { useReplicas } from './replicas-scene.js';

/** The clock stands still here, so no cache entry ends by its age. */
describeOnPostgres('a connection on several replicas', (database) => {
  const scene = useReplicas(database);
  const rows = () => scene.dataSource.query<{ id: string }[]>('SELECT id FROM oauth_tokens');

  it('ends on all of them within two seconds of its removal on one', async () => {
    const technician = await scene.setUp();
    for (const replica of scene.replicas) expect(await scene.call(replica, technician)).toMatchObject({ status: 200 });

    const [row] = await rows();
    await scene.replicas[0]!.app.get(ConnectionService, { strict: false }).disconnect(row!.id);

    for (const replica of scene.replicas) {
      await eventually(async () => expect((await scene.call(replica, technician)).status).toBe(409), 2_000);
    }
  });

  it('ends on all of them even when the word was lost, once they are back on the bus', async () => {
    const technician = await scene.setUp();
    for (const replica of scene.replicas) expect(await scene.call(replica, technician)).toMatchObject({ status: 200 });

    await scene.dataSource.query('DELETE FROM oauth_tokens');
    for (const replica of scene.replicas) expect(await scene.call(replica, technician)).toMatchObject({ status: 200 });
    await scene.cutBus();

    for (const replica of scene.replicas) {
      await eventually(async () => expect((await scene.call(replica, technician)).status).toBe(409));
    }
  });

  it('ends on all of them within a minute even when the word is lost and nobody notices', async () => {
    const technician = await scene.setUp();
    for (const replica of scene.replicas) expect(await scene.call(replica, technician)).toMatchObject({ status: 200 });

    await scene.dataSource.query('DELETE FROM oauth_tokens');
    scene.clock.advance(60_001);

    for (const replica of scene.replicas) expect(await scene.call(replica, technician)).toMatchObject({ status: 409 });
  });
});
