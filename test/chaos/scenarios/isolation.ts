import { setTimeout as wait } from 'node:timers/promises';
import type { HttpFault } from '../../support/http-faults.js';
import { OpenLoop } from '../load/load.js';
import { calmPace } from '../load/pace.js';
import { Reader } from '../load/reader.js';
import { ToolClient } from '../load/tool-client.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';

const CIRCUIT = 'sdp-api:us';
const TROUBLES: readonly HttpFault[] = [
  { kind: 'answer', status: 429, body: { response_status: { status_code: 4015, status: 'failed' } } },
  { kind: 'answer', status: 401, body: '<h1>Unauthorized</h1>' },
  { kind: 'answer', status: 403, body: { response_status: { status_code: 4002, status: 'failed' } } },
  { kind: 'answer', status: 404, body: { response_status: { status_code: 4007, status: 'failed' } } },
];

export const isolation: Scenario = {
  id: 'T-3.2',
  promise: 'People whom SDP refuses everything cost the others nothing',
  async run(stage, size) {
    const { count, phaseMs } = size === 'short' ? { count: 20, phaseMs: 6_000 } : { count: 100, phaseMs: 60_000 };
    const people = await stage.people(count);
    const [sick, others] = [people.slice(0, TROUBLES.length), people.slice(TROUBLES.length)];
    const [, ...theirs] = await stage.simulators.ask('ticketIds', TROUBLES.length + 1);
    const reader = await Reader.of(stage);
    const client = new ToolClient();
    for (const { sdp } of stage.replicas) {
      await sdp.set(({ path }) => TROUBLES[theirs.findIndex((ticket) => path.includes(ticket))]);
    }
    const read = (turn: number) => reader.read(others[turn % others.length]!, turn);
    const perSecond = await calmPace(read, 100);
    const load = () => new OpenLoop(perSecond, read);

    const before = load();
    await wait(phaseMs);
    const baseline = await before.stop();
    const during = load();
    const trouble = new OpenLoop(perSecond / 4, (turn) =>
      client.call(stage.replica(turn).url, {
        tool: 'get_request',
        args: { request_id: theirs[turn % TROUBLES.length] },
        headers: sick[turn % TROUBLES.length]!.headers,
      }),
    );
    await wait(phaseMs);
    const [disturbed, refused] = [await during.stop(), await trouble.stop()];
    const states = await Promise.all(stage.replicas.map((replica) => replica.circuit(CIRCUIT)));

    return {
      measurements: [
        exactly('failed calls of the others', disturbed.failed + baseline.failed, 0),
        atMost(
          'p95 of the others against before (shared machine; 1.2 on an idle one)',
          disturbed.ms(0.95) / baseline.ms(0.95),
          2,
        ),
        noted('p95 before and during', `${baseline.ms(0.95).toFixed(0)} ms, ${disturbed.ms(0.95).toFixed(0)} ms`),
        exactly('circuits that are not closed', states.filter((state) => state !== 'closed').length, 0),
        exactly('successes of these people', refused.count('ok'), 0),
        noted('what they were told', refused.toString()),
      ],
    };
  },
};
