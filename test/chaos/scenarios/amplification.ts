import { setTimeout as wait } from 'node:timers/promises';
import { OpenLoop } from '../load/load.js';
import { calmPace } from '../load/pace.js';
import { Reader } from '../load/reader.js';
import { ToolClient } from '../load/tool-client.js';
import { atMost, noted, type Scenario } from '../scenario.js';

/** Just under what opens a circuit: an open one would keep calls away and make the figure look good. */
const SHARE = 0.4;
/** Retries that a fresh replica has saved up. */
const SAVED_UP = 10;

export const amplification: Scenario = {
  id: 'T-3.4',
  promise: 'Retries add a tenth to the load of a sick SDP, and one call a second for each replica',
  async run(stage, size) {
    const ms = size === 'short' ? 10_000 : 120_000;
    const people = await stage.people(30);
    const reader = await Reader.of(stage);
    const client = new ToolClient();
    const perSecond = await calmPace((turn) => reader.read(people[turn % 30]!, turn), 50);
    let draws = 0;
    for (const { sdp } of stage.replicas) {
      sdp.journal.length = 0;
      await sdp.set(() => (draws++ % 10 < SHARE * 10 ? { kind: 'answer', status: 503 } : undefined));
    }
    const load = new OpenLoop(perSecond, (turn) =>
      client.call(stage.replica(turn).url, {
        tool: 'list_requests',
        args: { limit: 1 },
        headers: people[turn % 30]!.headers,
      }),
    );
    await wait(ms);
    const calls = await load.stop();
    const sent = stage.replicas.reduce((sum, { sdp }) => sum + sdp.journal.length, 0);
    const replicas = stage.replicas.length;
    return {
      measurements: [
        atMost('calls to SDP', sent, Math.ceil(1.1 * calls.total + replicas * (ms / 1000 + SAVED_UP))),
        noted('calls of clients', `${calls.total}: ${calls.toString()}`),
        noted('for each call', (sent / calls.total).toFixed(2)),
      ],
    };
  },
};
