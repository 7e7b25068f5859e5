import type { Passage } from '../../../support/http-fault-proxy.js';
import { Admin } from '../../load/admin.js';
import { type CallResult, ToolClient } from '../../load/tool-client.js';
import { atMost, exactly, type Measurement, noted, type Scenario } from '../../scenario.js';
import type { Stage } from '../../stage/stage.js';
import { FAULTS, type FaultRow } from './faults.js';
import { TOOL_CLASSES, type ToolClass } from './tool-classes.js';

const CIRCUIT = 'sdp-api:us';
const DEADLINE_MS = 45_000;
const EVERY_NTH_IN_SHORT = 4;

export const taxonomy: Scenario = {
  id: 'T-3.1',
  promise:
    'Each fault of SDP gets its own answer, in time, with the right repeats, and trips the circuit only when SDP is sick',
  stage: { replicas: 1 },
  async run(stage, size) {
    const rows = FAULTS.filter(({ slow }, index) => size === 'long' || (!slow && index % EVERY_NTH_IN_SHORT === 3));
    const surprises: Measurement[] = [];
    let slowest = 0;
    for (const [index, row] of rows.entries()) {
      const { surprise, longestMs } = await meet(stage, row, index);
      slowest = Math.max(slowest, longestMs);
      if (surprise) surprises.push(surprise);
    }
    return {
      measurements: [
        exactly(
          `faults of ${rows.length} with a surprise, on ${TOOL_CLASSES.length} kinds of tools`,
          surprises.length,
          0,
        ),
        ...surprises,
        atMost('slowest answer', slowest, DEADLINE_MS + 1_000, 'ms'),
        noted('faults', rows.map(({ name }) => name).join('; ')),
      ],
    };
  },
};

/** All kinds of tools meet the fault, on a replica without a past and with people of their own. */
async function meet(stage: Stage, row: FaultRow, index: number) {
  const [replica] = stage.replicas;
  await replica!.stop();
  await replica!.sdp.set();
  await replica!.start();
  const people = await stage.people(TOOL_CLASSES.length);
  const tickets = await stage.simulators.ask('ticketIds', 3);
  const client = new ToolClient();
  const results: CallResult[] = [];
  const tries: number[] = [];
  // Reads before writes: what a write reads to find out whether it was carried out is left alone.
  for (const classes of [TOOL_CLASSES.filter(({ writes }) => !writes), TOOL_CLASSES.filter(({ writes }) => writes)]) {
    replica!.sdp.journal.length = 0;
    const isSpoilt = (passage: Passage) => classes.some(({ isIts }) => isIts(passage, tickets));
    await replica!.sdp.set(row.how.kind === 'refuse' ? row.how : (seen) => (isSpoilt(seen) ? row.how : undefined));
    const calls = classes.map(({ tool, args }, turn) => {
      const { headers } = people[results.length + turn]!;
      return client.call(replica!.url, { tool, args: args(tickets, index), headers });
    });
    results.push(...(await Promise.all(calls)));
    for (const { isIts } of classes) tries.push(replica!.sdp.journal.filter((seen) => isIts(seen, tickets)).length);
  }
  const circuit = await new Admin(stage.adminToken).circuit(replica!, CIRCUIT);
  await client.close();

  const seen = TOOL_CLASSES.map((toolClass, turn) => {
    const met = `${results[turn]!.outcome} after ${tries[turn]}`;
    const wanted = expected(toolClass, row);
    return met === wanted ? undefined : `${toolClass.tool} ${met}, not ${wanted}`;
  }).filter((text) => text !== undefined);
  // A circuit that has opened has forgotten what it counted.
  const counts = circuit !== undefined && (circuit.state !== 'closed' || circuit.window.failures > 0);
  if (counts !== row.isSickness) seen.push(`the circuit ${counts ? 'counts' : 'does not count'} it`);
  const surprise =
    seen.length === 0
      ? undefined
      : { what: row.name, measured: seen.join('; '), promised: 'as in the table', holds: false };
  return { surprise, longestMs: Math.max(...results.map(({ ms }) => ms)) };
}

function expected({ writes, okTries = 1, instead = {} }: ToolClass, row: FaultRow): string {
  const [outcome, tries] = writes ? row.writes : row.reads;
  return `${instead[outcome] ?? outcome} after ${outcome === 'ok' ? tries * okTries : tries}`;
}
