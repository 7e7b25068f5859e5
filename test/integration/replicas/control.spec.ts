import { expect, it } from '@jest/globals';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import type { TestApp } from '../../support/app.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { eventually } from '../../support/eventually.js';
import { useReplicas } from './replicas-scene.js';

const SICK = { kind: 'status', status: 503 } as const;
const CIRCUIT = 'sdp-api:us';

describeOnEachDatabase('control of all replicas through one', (database) => {
  const scene = useReplicas(database);
  const faults = () => scene.simulators.sdp().faults;
  const last = () => scene.replicas.at(-1)!;
  const stateOn = (replica: TestApp) => replica.app.get(CircuitBreakers).get(CIRCUIT).state().state;
  const resetEvents = async () => (await scene.admin(last(), 'audit?event=circuit_reset')).body.events;

  it('resets a circuit everywhere, within a second, and says what each replica did', async () => {
    const technician = await scene.setUp();
    faults().untilCleared(SICK);
    for (const replica of scene.replicas) {
      while (stateOn(replica) !== 'open') await scene.call(replica, technician);
    }
    faults().clear();
    const before = performance.now();

    const { status, body } = await scene.admin(last(), `circuit-breakers/${CIRCUIT}/reset`, 'POST');

    expect(status).toBe(200);
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(body).toEqual({
      circuit: CIRCUIT,
      replicas: scene.replicas.map(() => ({ replica: expect.any(String), outcome: 'done' })),
    });
    for (const replica of scene.replicas) expect(stateOn(replica)).toBe('closed');

    // One later failure opens none of them: the window is empty.
    for (const replica of scene.replicas) {
      faults().next(1, SICK);
      await scene.call(replica, technician);
      expect(stateOn(replica)).toBe('closed');
      expect((await scene.call(replica, technician)).status).toBe(200);
    }

    await eventually(async () => expect(await resetEvents()).toHaveLength(1));
    expect((await resetEvents())[0]).toMatchObject({ actor: 'admin', subject: CIRCUIT, outcome: 'ok' });
  });

  it('shows the circuits of the replica that answers with their history, and of all others their states', async () => {
    const { body } = await scene.admin(last(), 'circuit-breakers');

    const own = body.circuits.find(({ name }: { name: string }) => name === CIRCUIT);
    expect(own).toMatchObject({ state: 'closed', history: [{ to: 'opened' }, { to: 'reset' }] });
    expect(body.replicas).toHaveLength(scene.replicas.length);
    expect(body.replicas[0].replica).toBe(body.replica);
    for (const { outcome, circuits } of body.replicas) {
      expect(outcome).toBe('done');
      expect(circuits).toContainEqual({
        ...{ name: CIRCUIT, state: 'closed', openedAt: null },
        history: [
          {
            at: expect.any(String),
            to: 'opened',
            reason: expect.stringMatching(/calls failed, the last one by failing$/),
          },
          { at: expect.any(String), to: 'reset', reason: 'an administrator asked for it' },
        ],
      });
    }
  });

  it.each(['sdp-api:xx', 'nothing', 'sdp-api:us%0Ax', '__proto__'])('knows no circuit %s', async (name) => {
    const { status, body } = await scene.admin(last(), `circuit-breakers/${name}/reset`, 'POST');

    expect(status).toBe(404);
    expect(body.error.code).toBe('CIRCUIT_NOT_FOUND');
  });

  it('forgets the limits a connection ran into, everywhere, once its person sets up anew', async () => {
    const technician = await scene.setUp();
    const tooMany = { kind: 'status', status: 429, body: 'json', headers: { 'Retry-After': '600' } } as const;
    for (const replica of scene.replicas) {
      faults().next(1, tooMany);
      expect(await scene.call(replica, technician)).toMatchObject({ status: 429 });
      expect(await scene.call(replica, technician)).toMatchObject({ status: 429 });
    }

    await scene.setUp(technician);

    for (const replica of scene.replicas) {
      await eventually(async () => expect((await scene.call(replica, technician)).status).toBe(200));
    }
  });
});
