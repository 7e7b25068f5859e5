import { untilOk } from '../load/insist.js';
import { closedLoop } from '../load/load.js';
import { Reader } from '../load/reader.js';
import { expiresIn } from '../load/stored-token.js';
import { atMost, exactly, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';

export const partition: Scenario = {
  id: 'T-4.10',
  promise:
    'A replica cut off from PostgreSQL takes no traffic; one cut off from Zoho does, and no token is renewed twice',
  async run(stage) {
    const [cut] = stage.replicas;
    const [first, second] = await stage.people(2);
    const reader = await Reader.of(stage);

    await cut!.database.set('silent');
    const unreadyMs = await pollUntil('it is unready', async () => !(await cut!.isReady()), 20_000);
    await expiresIn(stage, 20, first!);
    const elsewhere = await closedLoop(10, 10, (turn) => reader.read(first!, 1 + (turn % 2)));
    await cut!.database.set('pass');
    const readyMs = await pollUntil('it is ready again', () => cut!.isReady(), 20_000);
    const back = await untilOk(() => reader.read(first!, 0), 20_000);
    const firstGrants = await stage.simulators.ask('refreshes', first!.clientId);

    await cut!.accounts.set({ kind: 'reset' });
    await cut!.sdp.set({ kind: 'reset' });
    await expiresIn(stage, 20, second!);
    await reader.read(second!, 0);
    const readyWithoutZoho = await cut!.isReady();
    await Promise.all([cut!.accounts.set(), cut!.sdp.set()]);
    await untilOk(() => reader.read(second!, 0), 40_000);
    const secondGrants = await stage.simulators.ask('refreshes', second!.clientId);

    return {
      measurements: [
        atMost('time until unready without PostgreSQL', unreadyMs / 1000, 10, 's'),
        exactly('failed calls on the others', elsewhere.failed, 0),
        atMost('time until ready again', readyMs / 1000, 5, 's'),
        exactly('a call there afterwards', back.outcome, 'ok'),
        exactly('grants for the first person', firstGrants.length, 1),
        exactly('ready without Zoho', String(readyWithoutZoho), 'true'),
        exactly('grants for the second person', secondGrants.length, 1),
      ],
    };
  },
};
