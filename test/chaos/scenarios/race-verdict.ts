import { Reader } from '../load/reader.js';
import { expiresIn, needingReauth, storedToken } from '../load/stored-token.js';
import { exactly, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';

const PEOPLE = 5;
const REFUSED = { kind: 'answer', status: 200, body: { error: 'invalid_code' }, ms: 4_000 } as const;

export const raceVerdict: Scenario = {
  id: 'T-1.6',
  promise: 'A refusal that only the loser of a race hears ends nobody’s connection',
  async run(stage) {
    const [loser] = stage.replicas;
    const people = await stage.people(PEOPLE);
    const reader = await Reader.of(stage);
    let failures = 0;
    let won = 0;
    // Twice, for two refusals in a row are what ends a connection.
    for (let round = 0; round < 2; round += 1) {
      await expiresIn(stage, -10, ...people);
      await loser!.accounts.set(REFUSED);
      const lost = people.map((person) => reader.read(person, 0));
      const rows = () => Promise.all(people.map((person) => storedToken(stage, person)));
      await pollUntil('the loser has every lease', async () => (await rows()).every(({ leased }) => leased), 3_500);
      // As if the loser had been away for the time of its lease.
      await stage.sql(`UPDATE oauth_tokens SET lease_until = now() - interval '1 second'`);
      const winners = await Promise.all(people.map((person) => reader.read(person, 1)));
      won += winners.filter(({ outcome }) => outcome === 'ok').length;
      await Promise.all(lost);
      await loser!.accounts.set();
      failures += (await rows()).reduce((sum, row) => sum + row.failures, 0);
      // Without what they keep in memory, so that both ask Zoho again.
      await loser!.stop();
      await stage.replica(1).stop();
      await Promise.all([loser!.start(), stage.replica(1).start()]);
      // Ten minutes later, or their own meter would hold them back.
      await stage.sql(`UPDATE token_grants SET granted_at = granted_at - interval '11 minutes'`);
      // The second refusal counts only a minute after the first.
      await stage.sql(`UPDATE oauth_tokens SET last_failure_at = last_failure_at - interval '2 minutes'`);
    }
    return {
      measurements: [
        exactly('winners', won, PEOPLE * 2),
        exactly(
          'refusals that the loser heard',
          loser!.accounts.journal.filter(({ fault }) => fault).length,
          PEOPLE * 2,
        ),
        exactly('refusals that were believed', failures, 0),
        exactly('people sent to authorize again', await needingReauth(stage), 0),
      ],
    };
  },
};
