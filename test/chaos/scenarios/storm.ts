import { insist } from '../load/insist.js';
import { closedLoop } from '../load/load.js';
import type { Person } from '../load/person.js';
import { Reader } from '../load/reader.js';
import { expiresIn } from '../load/stored-token.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';

export const storm: Scenario = {
  id: 'T-1.1',
  promise: 'Hundreds of calls at once over three replicas renew an ended token once, and all succeed',
  async run(stage, size) {
    const { most: crowdSize, rounds } = size === 'short' ? { most: 400, rounds: 6 } : { most: 1_000, rounds: 200 };
    const [crowd, ...others] = await stage.people(1 + rounds);
    const reader = await Reader.of(stage);
    for (const { accounts } of stage.replicas) await accounts.set({ kind: 'latency', ms: 0, jitterMs: 3_000 });
    const callOf = (person: Person) => (turn: number) => insist(() => reader.read(person, turn));

    await expiresIn(stage, 20, crowd!);
    const calls = await closedLoop(crowdSize, crowdSize, callOf(crowd!));
    const grants = await stage.simulators.ask('refreshes', crowd!.clientId);

    let most = 0;
    let failed = 0;
    for (const person of others) {
      await expiresIn(stage, 20, person);
      failed += (await closedLoop(12, 12, callOf(person))).failed;
      most = Math.max(most, (await stage.simulators.ask('refreshes', person.clientId)).length);
    }
    return {
      measurements: [
        exactly(`grants for ${crowdSize} calls`, grants.length, 1),
        exactly('calls that failed', calls.failed, 0),
        noted('what became of them', calls.toString()),
        atMost(`most grants in ${rounds} rounds of twelve calls`, most, 1),
        exactly('failed calls in these rounds', failed, 0),
      ],
    };
  },
};
