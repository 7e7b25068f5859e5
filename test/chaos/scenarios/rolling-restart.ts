import { setTimeout as wait } from 'node:timers/promises';
import { OpenLoop } from '../load/load.js';
import { calmPace } from '../load/pace.js';
import { Reader } from '../load/reader.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';
import { Balancer } from '../stage/balancer.js';
import { pollUntil } from '../stage/poll.js';

export const rollingRestart: Scenario = {
  id: 'T-4.1',
  promise: 'A rolling restart behind a balancer that learns late costs no call',
  async run(stage, size) {
    const rounds = size === 'short' ? 1 : 5;
    const people = await stage.people(60);
    const reader = await Reader.of(stage, { oneConnectionACall: true });
    const balancer = await Balancer.before(stage.replicas);
    try {
      const read = (turn: number) => reader.read(people[turn % 60]!, balancer.url);
      const perSecond = await calmPace(read, 300);
      const load = () => new OpenLoop(perSecond, read);
      const quiet = load();
      await wait(8_000);
      const baseline = await quiet.stop();

      const rolling = load();
      const ends = [];
      for (let restart = 0; restart < rounds * stage.replicas.length; restart += 1) {
        const replica = stage.replica(restart);
        ends.push(await replica.stop());
        await pollUntil('the balancer has taken it out', () => !balancer.isListed(replica), 10_000);
        await replica.start();
        await pollUntil('the balancer has taken it in', () => balancer.isListed(replica), 10_000);
      }
      const calls = await rolling.stop();
      return {
        measurements: [
          exactly(`failed calls of ${calls.total}, at ${perSecond}/s and ${ends.length} restarts`, calls.failed, 0),
          noted('what became of them', calls.toString()),
          noted('p99 before and during', `${baseline.ms(0.99).toFixed(0)} ms, ${calls.ms(0.99).toFixed(0)} ms`),
          exactly('replicas that did not end with 0', ends.filter(({ code }) => code !== 0).length, 0),
          atMost('longest time to end', Math.max(...ends.map(({ ms }) => ms)) / 1000, 30, 's'),
        ],
      };
    } finally {
      await balancer.close();
    }
  },
};
