import { setTimeout as wait } from 'node:timers/promises';
import { untilOk } from '../load/insist.js';
import { Reader } from '../load/reader.js';
import { expiresIn, needingReauth, storedToken } from '../load/stored-token.js';
import { atMost, exactly, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';

const STOPPED_MS = 35_000;

export const staleHolder: Scenario = {
  id: 'T-1.2',
  promise:
    'A replica that hangs in the middle of a refresh for longer than its lease changes nothing when it comes back',
  async run(stage) {
    const [holder] = stage.replicas;
    const [person] = await stage.people(1);
    const reader = await Reader.of(stage);
    await expiresIn(stage, -10, person!);
    const before = await storedToken(stage, person!);

    await holder!.accounts.set({ kind: 'latency', ms: 2_000 });
    let answered = false;
    const abandoned = reader.read(person!, 0).finally(() => (answered = true));
    await pollUntil('the holder has the lease', async () => (await storedToken(stage, person!)).leased, 5_000);
    holder!.pause();
    const stopped = performance.now();
    const winner = await untilOk(() => reader.read(person!, 1), 60_000);
    const won = await storedToken(stage, person!);
    await wait(Math.max(0, STOPPED_MS - (performance.now() - stopped)));
    holder!.resume();
    // A process that stood still may also take its database for lost for a moment, and then tries no save at all.
    await pollUntil('the stale holder has given up', () => answered, 20_000);
    await abandoned;
    const after = await storedToken(stage, person!);

    return {
      measurements: [
        exactly('the second replica', winner.outcome, 'ok'),
        atMost('time until it had a token', winner.ms / 1000, 33, 's'),
        exactly('version that it stored', won.version, before.version + 1),
        exactly('version at the end', after.version, won.version),
        atMost('saves that were tried and lost', holder!.logged('token_save_lost'), 1),
        exactly('failures in the row', after.failures, 0),
        exactly('people sent to authorize again', await needingReauth(stage), 0),
      ],
    };
  },
};
