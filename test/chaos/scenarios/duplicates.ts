import { closedLoop } from '../load/load.js';
import { type CallResult, ToolClient } from '../load/tool-client.js';
import { exactly, noted, type Scenario } from '../scenario.js';

const WIDTH = 12;
/** Longer than a write of a killed process counts as under way, and than the look for it takes. */
const PATIENCE_MS = 120_000;
const BETWEEN_KILLS = 60;
/** Outcomes after which a client that keeps the key has nothing more to find out. */
const FINAL = new Set(['ok', 'SDP_OUTCOME_UNKNOWN']);

export const duplicates: Scenario = {
  id: 'T-3.7',
  promise: 'A create that is repeated with its key makes one ticket, whatever was lost on the way',
  async run(stage, size) {
    const count = size === 'short' ? 120 : 2_000;
    const people = await stage.people(WIDTH);
    const client = new ToolClient();
    for (const { sdp } of stage.replicas) {
      let creates = 0;
      await sdp.set(({ method, path }) =>
        method === 'POST' && path.endsWith('/requests') && creates++ % 10 === 9
          ? { kind: 'reset', after: true }
          : undefined,
      );
    }
    const create = async (turn: number): Promise<CallResult> => {
      const key = `chaos-${turn}`;
      let result: CallResult | undefined;
      const endsAtMs = performance.now() + PATIENCE_MS;
      for (let attempt = 0; !(result && FINAL.has(result.outcome)) && performance.now() < endsAtMs; attempt += 1) {
        result = await client.call(stage.replica(turn + attempt).url, {
          tool: 'create_request',
          args: { subject: `${key}.`, idempotencyKey: key },
          headers: people[turn % WIDTH]!.headers,
        });
        if (result.outcome !== 'ok') await new Promise((resolve) => setTimeout(resolve, 500));
      }
      return result!;
    };
    let kills = 0;
    const calls = await closedLoop(count, WIDTH, async (turn) => {
      if (turn % BETWEEN_KILLS === BETWEEN_KILLS >> 1) {
        const victim = stage.replica(kills++);
        if (victim.isRunning) await victim.kill().then(() => victim.start());
      }
      return create(turn);
    });

    const subjects = await stage.simulators.ask('subjects', 'chaos-');
    const unknown = calls.count('SDP_OUTCOME_UNKNOWN');
    const distinct = new Set(subjects).size;
    return {
      measurements: [
        exactly('tickets that are there twice', subjects.length - distinct, 0),
        exactly('creates that ended neither done nor unknown', calls.total - calls.count('ok') - unknown, 0),
        exactly('done without a ticket', Math.max(0, calls.count('ok') - distinct), 0),
        noted('creates', `${calls.total}: ${calls.toString()}; ${kills} kills`),
      ],
    };
  },
};
