import { setTimeout as wait } from 'node:timers/promises';
import { untilOk } from '../load/insist.js';
import { Reader } from '../load/reader.js';
import { expiresIn, needingReauth } from '../load/stored-token.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';

const INSTANTS = 20;
const SPREAD_MS = 900;

export const killedHolder: Scenario = {
  id: 'T-1.3',
  promise:
    'kill -9 at any instant of a refresh costs at most one grant, and the next replica takes over when the lease ends',
  async run(stage, size) {
    const reader = await Reader.of(stage);
    let slowest = 0;
    let mostGrants = 0;
    let failed = 0;
    let cut = 0;
    for (let kill = 0; kill < (size === 'short' ? 1 : 3); kill += 1) {
      const victim = stage.replica(kill);
      const people = await stage.people(INSTANTS);
      await expiresIn(stage, -10, ...people);
      // Half of the delay before Zoho has granted, half of it after: requests meet the kill everywhere.
      await victim.accounts.set(() => ({ kind: 'latency', ms: 0, jitterMs: SPREAD_MS }));
      const begun = people.map(async (person, index) => {
        await wait((index / INSTANTS) * SPREAD_MS);
        return reader.read(person, kill);
      });
      await wait(SPREAD_MS);
      await victim.kill();
      const first = await Promise.all(begun);
      cut += first.filter(({ outcome }) => outcome !== 'ok').length;

      const later = await Promise.all(
        people.map((person, index) => untilOk(() => reader.read(person, kill + 1 + (index % 2)), 45_000)),
      );
      failed += later.filter(({ outcome }) => outcome !== 'ok').length;
      slowest = Math.max(slowest, ...later.map(({ ms }) => ms));
      for (const { clientId } of people) {
        mostGrants = Math.max(mostGrants, (await stage.simulators.ask('refreshes', clientId)).length);
      }
      await victim.accounts.set();
      await victim.start();
    }
    return {
      measurements: [
        noted('calls that the kill cut', `${cut}`),
        exactly('people without a token afterwards', failed, 0),
        atMost('longest time until the next grant', slowest / 1000, 33, 's'),
        atMost('most grants for one expiry', mostGrants, 2),
        exactly('people sent to authorize again', await needingReauth(stage), 0),
      ],
    };
  },
};
