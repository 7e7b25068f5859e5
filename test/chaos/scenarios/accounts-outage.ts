import { setTimeout as wait } from 'node:timers/promises';
import type { HttpFault } from '../../support/http-faults.js';
import { untilOk } from '../load/insist.js';
import { OpenLoop } from '../load/load.js';
import { percentile } from '../../../bench/statistics.js';
import { Reader } from '../load/reader.js';
import { expiresIn, needingReauth } from '../load/stored-token.js';
import { atMost, exactly, noted, type Scenario } from '../scenario.js';

const PHASES: readonly HttpFault[] = [
  { kind: 'reset' },
  { kind: 'blackhole' },
  { kind: 'answer', status: 503, body: '<h1>Service unavailable</h1>' },
];

export const accountsOutage: Scenario = {
  id: 'T-1.7',
  promise: 'While Zoho Accounts is down living tokens work on; when it is back everybody is served within a minute',
  async run(stage, size) {
    const { each, phaseMs } = size === 'short' ? { each: 10, phaseMs: 5_000 } : { each: 60, phaseMs: 60_000 };
    const people = await stage.people(each * 3);
    const [soft, hard, ended] = [people.slice(0, each), people.slice(each, each * 2), people.slice(each * 2)];
    const reader = await Reader.of(stage);
    await expiresIn(stage, 280, ...soft);
    await stage.sql('UPDATE oauth_tokens SET next_refresh_at = now()');
    await expiresIn(stage, 55, ...hard);
    await expiresIn(stage, -10, ...ended);

    for (const { accounts } of stage.replicas) await accounts.set(PHASES[0]);
    const living = new OpenLoop(20, (turn) => reader.read(soft[turn % each]!, turn));
    const waiting = new OpenLoop(3, (turn) => reader.read([...hard, ...ended][turn % (each * 2)]!, turn));
    for (const phase of PHASES) {
      for (const { accounts } of stage.replicas) await accounts.set(phase);
      await wait(phaseMs);
    }
    for (const { accounts } of stage.replicas) await accounts.set();
    const asked = stage.replicas.flatMap(({ accounts }) => accounts.journal.filter(({ fault }) => fault)).length;
    const back = await Promise.all(people.map((person, index) => untilOk(() => reader.read(person, index), 90_000)));
    const [calls, others] = [await living.stop(), await waiting.stop()];

    return {
      measurements: [
        exactly('failed calls with a living token', calls.failed, 0),
        noted('calls with a living token', calls.toString()),
        noted('calls with a token that ends or has ended', others.toString()),
        atMost(
          'time until 95 % had a token again',
          percentile(
            back.map(({ ms }) => ms),
            0.95,
          ) / 1000,
          60,
          's',
        ),
        exactly('people without one afterwards', back.filter(({ outcome }) => outcome !== 'ok').length, 0),
        exactly('people sent to authorize again', await needingReauth(stage), 0),
        noted(`scale: ${people.length} people, ${(phaseMs * 3) / 1000} s; asks while it was down`, String(asked)),
      ],
    };
  },
};
