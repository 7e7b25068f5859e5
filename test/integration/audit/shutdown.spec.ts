import { expect, it } from '@jest/globals';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { startApp } from '../../support/app.js';
import { describeOnPostgres } from '../../support/database.js';

const ONE = '0195e2f0-0000-7000-8000-000000000001';

describeOnPostgres('a server that stops', (database) => {
  it('writes down what happened until its last request before it closes the database', async () => {
    const { dataSource, config, close } = await database.create();
    const server = await startApp({
      database: config,
      env: { SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only' },
    });
    const events = server.app.get(ServerEvents);
    for (let count = 0; count < 1_000; count += 1) {
      events.emit({ type: 'secret_refused', connectionId: ONE, code: `code-${count}` });
    }
    const closing = server.close();
    events.emit({ type: 'secret_refused', connectionId: ONE, code: 'the-last-one' });
    await closing;

    const rows = await dataSource.query<{ outcome: string }[]>('SELECT outcome FROM audit_events ORDER BY id DESC');
    expect(rows).toHaveLength(1_001);
    expect(rows[0]).toEqual({ outcome: 'the-last-one' });
    await close();
  });
});
