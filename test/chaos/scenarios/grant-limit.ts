import { closedLoop } from '../load/load.js';
import { Reader } from '../load/reader.js';
import { needingReauth } from '../load/stored-token.js';
import { atLeast, atMost, exactly, noted, type Scenario } from '../scenario.js';

const PEOPLE = 6;

export const grantLimit: Scenario = {
  id: 'T-1.4',
  promise: 'However often SDP refuses a token, this server asks Zoho for three at most in ten minutes',
  async run(stage, size) {
    const rounds = size === 'short' ? 8 : 60;
    const people = await stage.people(PEOPLE);
    const reader = await Reader.of(stage);
    const outcomes = [];
    for (let round = 0; round < rounds; round += 1) {
      await stage.simulators.ask('expireAccessTokens');
      // A token is not renewed within a minute of its birth: that minute is let pass in the row.
      await stage.sql(`UPDATE oauth_tokens SET last_refreshed_at = last_refreshed_at - interval '61 seconds'`);
      if (round % 5 === 4) {
        await stage.replica(round).stop();
        await stage.replica(round).start();
      }
      outcomes.push(
        await closedLoop(PEOPLE * 6, PEOPLE * 2, (turn) => reader.read(people[turn % PEOPLE]!, turn + (turn >> 2))),
      );
    }
    const refreshes = await stage.simulators.ask('refreshes');
    const perPerson = people.map(({ clientId }) => refreshes.filter((grant) => grant.clientId === clientId).length);
    return {
      measurements: [
        atMost('most grants of one person', Math.max(...perPerson), 3),
        atLeast('fewest grants of one person', Math.min(...perPerson), 1),
        exactly('grants that Zoho refused', refreshes.filter(({ outcome }) => outcome !== 'issued').length, 0),
        exactly('people sent to authorize again', await needingReauth(stage), 0),
        noted(`calls in ${rounds} rounds, last round`, outcomes.at(-1)?.toString() ?? ''),
      ],
    };
  },
};
