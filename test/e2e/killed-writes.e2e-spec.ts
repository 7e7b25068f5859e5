import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { callTool } from '../integration/writes/writes-scene.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../simulators/simulators.js';
import { describeOnPostgres, type TestDatabase } from '../support/database.js';
import { eventually } from '../support/eventually.js';
import { type ServerProcess, startServerProcess } from '../support/server-process.js';

/** SDP does the work, and its answer never comes: the instant in which the server is killed. */
const NO_ANSWER = { kind: 'hang', after: true } as const;
const PATIENCE_MS = 20_000;

describeOnPostgres('the built server, killed with SIGKILL between a write and its answer', (database) => {
  let simulators: Simulators;
  let own: TestDatabase;
  let person: SimulatedTechnician;
  let server: ServerProcess;

  const start = async () => {
    server = await startServerProcess({
      ...simulators.environment(),
      DATABASE_URL: (own.config as { url: string }).url,
      SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only',
      LOG_LEVEL: 'warn',
    });
  };
  const call = (tool: string, args: object) => callTool(server.url, person, { tool, args });
  /** Kills it once `isThere` holds, and starts another. */
  const killWhen = async (isThere: () => void) => {
    await eventually(isThere, PATIENCE_MS);
    await server.stop('SIGKILL');
    simulators.sdp().faults.clear();
    await start();
  };

  beforeAll(async () => {
    simulators = await startSimulators();
    own = await database.create();
    await start();
    person = simulators.newTechnician();
    const setUp = await call('complete_setup', { grant_token: person.grantToken() });
    if (setUp.isError) throw new Error(setUp.text);
  }, 120_000);
  afterAll(async () => {
    await server.stop();
    await simulators.close();
    await own.close();
  });

  it('does not send a write with a key again: it is looked for and found', async () => {
    const args = { subject: 'Killed in between', idempotencyKey: 'killed-1' };
    const made = () =>
      simulators
        .sdp()
        .store.liveRequests()
        .filter(({ subject }) => subject === args.subject);
    simulators.sdp().faults.next(1, NO_ANSWER, ({ method }) => method === 'POST');
    const lost = call('create_request', args).catch(() => 'lost');
    await killWhen(() => expect(made()).toHaveLength(1));
    expect(await lost).toBe('lost');

    expect((await call('create_request', args)).data).toMatchObject({ code: 'WRITE_UNDER_WAY' });
    // Instead of waiting for the minute after which nobody can still be sending it.
    await own.dataSource.query(`UPDATE write_intents SET sent_at = sent_at - interval '61 s'`);
    const repeated = await call('create_request', args);

    expect(repeated.data).toMatchObject({ already_done: true, id: made()[0]!.id });
    expect(made()).toHaveLength(1);
  }, 120_000);

  it('does not send a deferred write again: it is looked for and found', async () => {
    const { data } = await call('create_request', { subject: 'With a note' });
    const notes = () => simulators.sdp().store.notes.of(data['id']);
    simulators.sdp().faults.next(1, NO_ANSWER, ({ method }) => method === 'POST');
    await call('add_note', { request_id: data['id'], note_content: 'By the job', defer: 'always' });
    await killWhen(() => expect(notes()).toHaveLength(1));

    // Instead of waiting for the end of the lease.
    await own.dataSource.query(`UPDATE deferred_writes SET lease_until = now()`);
    await eventually(async () => {
      const { data: list } = await call('list_deferred_writes', {});
      expect(list['deferred_writes']).toMatchObject([{ state: 'done', request_id: data['id'] }]);
    }, PATIENCE_MS);
    expect(notes()).toHaveLength(1);
  }, 120_000);
});
