import { closedLoop } from '../load/load.js';
import { Reader } from '../load/reader.js';
import { atMost, noted, type Scenario } from '../scenario.js';

const WIDTH = 32;

export const failureStorm: Scenario = {
  id: 'T-3.6',
  promise: 'Thousands of failing calls do not hold the event loop up longer than good ones',
  stage: { replicas: 1 },
  async run(stage, size) {
    const count = size === 'short' ? 800 : 5_000;
    const people = await stage.people(WIDTH);
    const reader = await Reader.of(stage);
    const [replica] = stage.replicas;
    const burst = () => closedLoop(count, WIDTH, (turn) => reader.read(people[turn % WIDTH]!, 0));
    await closedLoop(300, WIDTH, (turn) => reader.read(people[turn % WIDTH]!, 0));
    await replica!.loopDelay();
    const good = await burst();
    const baseline = await replica!.loopDelay();
    let draws = 0;
    // First under what opens the circuit, so that every failure is counted; then all of them.
    await replica!.sdp.set(() => (draws++ % 10 < 4 ? { kind: 'answer', status: 500 } : undefined));
    const counted = await burst();
    await replica!.sdp.set({ kind: 'answer', status: 500 });
    const refused = await burst();
    const storm = await replica!.loopDelay();
    return {
      measurements: [
        atMost(
          'p99 of the event loop’s delay in the storm (50 ms on an idle machine, or twice that of good calls)',
          storm.p99,
          Math.max(50, 2 * baseline.p99),
          'ms',
        ),
        noted('p99 with as many good calls', `${baseline.p99.toFixed(1)} ms`),
        noted(
          'longest delay with good calls, in the storm',
          `${baseline.max.toFixed(0)} ms, ${storm.max.toFixed(0)} ms`,
        ),
        noted('good calls', good.toString()),
        noted('the storm', `${counted.toString()}; then ${refused.toString()}`),
      ],
    };
  },
};
