import { Admin } from '../load/admin.js';
import { closedLoop } from '../load/load.js';
import { Reader } from '../load/reader.js';
import { atMost, exactly, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';
import type { Stage } from '../stage/stage.js';

const CIRCUIT = 'sdp-api:us';

export const adminReset: Scenario = {
  id: 'T-3.5',
  promise: 'An administrator closes a circuit on every replica through one of them',
  async run(stage) {
    const people = await stage.people(12);
    const reader = await Reader.of(stage);
    const admin = new Admin(stage.adminToken);
    const all = async (state: string) => {
      const states = await Promise.all(stage.replicas.map((replica) => replica.circuit(CIRCUIT)));
      return states.every((present) => present === state);
    };
    for (const { sdp } of stage.replicas) await sdp.set({ kind: 'answer', status: 503 });
    await closedLoop(200, 24, (turn) => reader.read(people[turn % 12]!, turn));
    await pollUntil('all circuits are open', () => all('open'), 10_000);
    for (const { sdp } of stage.replicas) await sdp.set();

    const wrong = await admin.statusFor(stage.replica(0), 'not the token, but as long as one');
    const started = performance.now();
    await admin.reset(stage.replica(0), CIRCUIT);
    await pollUntil('all circuits are closed', () => all('closed'), 15_000);
    const closedMs = performance.now() - started;
    for (const { sdp } of stage.replicas) await sdp.set({ kind: 'answer', status: 503 });
    await closedLoop(3, 3, (turn) => reader.read(people[turn]!, turn));
    const stillClosed = await all('closed');
    await pollUntil('the reset is audited', () => isAudited(stage), 10_000);

    return {
      measurements: [
        exactly('status for a wrong bearer', wrong, 401),
        atMost('time until closed on three', closedMs / 1000, 1, 's'),
        exactly('closed after one more failure on each', String(stillClosed), 'true'),
      ],
    };
  },
};

async function isAudited(stage: Stage): Promise<boolean> {
  const rows = await stage.sql(`SELECT id FROM audit_events WHERE actor = 'admin' AND subject = $1`, [CIRCUIT]);
  return rows.length > 0;
}
