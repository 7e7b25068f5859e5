import { setTimeout as wait } from 'node:timers/promises';
import { OpenLoop } from '../load/load.js';
import { calmPace } from '../load/pace.js';
import { Reader } from '../load/reader.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';
import type { Stage } from '../stage/stage.js';

const CIRCUIT = 'sdp-api:us';
/** Failures that open a circuit, on each of three replicas. */
const FAILURES_NEEDED = 3 * 20;

export const openAndClose: Scenario = {
  id: 'T-3.3',
  promise: 'When SDP is down calls are answered at once without asking it, and work again soon after it is back',
  async run(stage, size) {
    const downMs = size === 'short' ? 16_000 : 60_000;
    const people = await stage.people(30);
    const reader = await Reader.of(stage);
    const read = (turn: number) => reader.read(people[turn % people.length]!, turn);
    const perSecond = await calmPace(read, 200);
    const load = () => new OpenLoop(perSecond, read);
    const quiet = load();
    await wait(4_000);
    const good = await quiet.stop();
    // The circuits' windows (30 s) shall hold nothing but the outage.
    for (const replica of stage.replicas) {
      await replica.stop();
      await replica.start();
      await replica.sdp.set({ kind: 'answer', status: 503 });
    }

    const down = load();
    const openAfterMs = await pollUntil('all circuits are open', () => all(stage, 'open'), 30_000);
    const asked = calls(stage);
    const openSince = performance.now();
    await wait(downMs);
    const probes = calls(stage) - asked;
    const openMs = performance.now() - openSince;
    for (const { sdp } of stage.replicas) await sdp.set();
    const closedAfterMs = await pollUntil('all circuits are closed', () => all(stage, 'closed'), 40_000);
    const failures = await down.stop();
    const after = load();
    await wait(4_000);
    const recovered = await after.stop();

    return {
      measurements: [
        atMost(
          `time until open on all, at ${perSecond} calls/s`,
          openAfterMs / 1000,
          FAILURES_NEEDED / perSecond + 3,
          's',
        ),
        atMost('calls to SDP while open: one probe in 15 s for each replica', probes, 3 * Math.ceil(openMs / 15_000)),
        atMost(
          'median of answers while open against that of good calls',
          failures.ms(0.5, 'CIRCUIT_OPEN') / good.ms(0.5),
          1,
        ),
        noted(
          'p95 while open, p95 of good calls',
          `${failures.ms(0.95, 'CIRCUIT_OPEN').toFixed(1)} ms, ${good.ms(0.95).toFixed(1)} ms`,
        ),
        noted('what calls were told', failures.toString()),
        exactly(
          'answers that were no tool result',
          failures.results.filter(({ outcome }) => /^(HTTP_|UND_|E[A-Z]+$)/.test(outcome)).length,
          0,
        ),
        atMost('time until closed on all', closedAfterMs / 1000, 20, 's'),
        exactly('failed calls afterwards', recovered.failed, 0),
      ],
    };
  },
};

async function all(stage: Stage, state: string): Promise<boolean> {
  const states = await Promise.all(stage.replicas.map((replica) => replica.circuit(CIRCUIT)));
  return states.every((present) => present === state);
}

function calls(stage: Stage): number {
  return stage.replicas.reduce((sum, { sdp }) => sum + sdp.journal.length, 0);
}
