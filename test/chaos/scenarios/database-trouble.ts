import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { OpenLoop } from '../load/load.js';
import type { Person } from '../load/person.js';
import { Reader } from '../load/reader.js';
import { type Measurement, atMost, exactly, noted, type Scenario } from '../scenario.js';
import { pollUntil } from '../stage/poll.js';
import type { PostgresCluster } from '../stage/postgres-cluster.js';
import type { Stage } from '../stage/stage.js';

const WARM = 9;
/** A call that needs the database and cannot have it is answered within this. */
const LONGEST_ERROR_MS = 2_500;
const LONGEST_RECOVERY_MS = 5_000;
const CALM_MS = 12_000;

interface Trouble {
  readonly name: string;
  begin(stage: Stage, cluster: PostgresCluster): Promise<void>;
  end(stage: Stage, cluster: PostgresCluster): Promise<void>;
}

const terminate = (stage: Stage) =>
  stage.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
              WHERE datname = current_database() AND pid <> pg_backend_pid()`);

const TROUBLES: readonly Trouble[] = [
  {
    name: 'the table of tokens locked',
    begin: async ({ databaseUrl }) => {
      locker = new pg.Client({ connectionString: databaseUrl });
      locker.on('error', () => undefined);
      await locker.connect();
      await locker.query('BEGIN; LOCK TABLE oauth_tokens IN ACCESS EXCLUSIVE MODE');
    },
    end: async () => void (await locker?.end()),
  },
  {
    name: 'every backend terminated',
    begin: async (stage) => void (await terminate(stage)),
    end: async (stage) => void (await terminate(stage)),
  },
  {
    name: 'kill -9 of PostgreSQL',
    begin: (_stage, cluster) => cluster.kill(),
    end: (_stage, cluster) => pollUntil('PostgreSQL starts again', () => starts(cluster), 30_000).then(() => undefined),
  },
  {
    name: 'PostgreSQL stopped',
    begin: (_stage, cluster) => cluster.stop(),
    end: (_stage, cluster) => cluster.start(),
  },
  {
    name: 'silence on the way to PostgreSQL',
    begin: async ({ replicas }) => void (await Promise.all(replicas.map(({ database }) => database.set('silent')))),
    end: async ({ replicas }) => void (await Promise.all(replicas.map(({ database }) => database.set('pass')))),
  },
];

/** Holds the lock. */
let locker: pg.Client | undefined;

export const databaseTrouble: Scenario = {
  id: 'T-4.9',
  promise:
    'While PostgreSQL is in trouble known callers work on, others are told to come back, and nothing needs a restart',
  stage: { ownCluster: true },
  async run(stage, size) {
    const troubleMs = size === 'short' ? 7_000 : 30_000;
    const people = await stage.people(WARM + TROUBLES.length);
    const reader = await Reader.of(stage);
    const measurements: Measurement[] = [];
    for (const [index, trouble] of TROUBLES.entries()) {
      const known = people.slice(0, WARM);
      const stranger = people[WARM + index]!;
      measurements.push(...(await meet(trouble, { stage, reader, known, stranger, troubleMs })));
    }
    const living = stage.replicas.filter(({ isRunning }) => isRunning).length;
    return { measurements: [...measurements, exactly('replicas that live', living, stage.replicas.length)] };
  },
};

interface Meeting {
  readonly stage: Stage;
  readonly reader: Reader;
  readonly known: readonly Person[];
  readonly stranger: Person;
  readonly troubleMs: number;
}

async function meet(trouble: Trouble, { stage, reader, known, stranger, troubleMs }: Meeting): Promise<Measurement[]> {
  // After an outage replicas listen to each other again within ten seconds; then they read everything anew.
  await wait(CALM_MS);
  for (let turn = 0; turn < WARM * 3; turn += 1) await reader.read(known[turn % WARM]!, Math.floor(turn / WARM));
  const load = new OpenLoop(15, (turn) => reader.read(known[turn % WARM]!, turn));
  await trouble.begin(stage, stage.cluster!);
  const unknown = new OpenLoop(2, (turn) => reader.read(stranger, turn));
  await wait(troubleMs);
  await trouble.end(stage, stage.cluster!);
  const returned = performance.now();
  await pollUntil('all are well again', async () => (await healthy(stage, reader, stranger)) === 3, 60_000);
  const recoveredMs = performance.now() - returned;
  const [calls, strangers] = [await load.stop(), await unknown.stop()];
  return [
    exactly(`${trouble.name}: failed calls of known callers`, calls.failed, 0),
    noted(`${trouble.name}: known callers`, `${calls.toString()}; p99 ${calls.ms(0.99).toFixed(0)} ms`),
    atMost(`${trouble.name}: slowest answer to others`, strangers.ms(1), LONGEST_ERROR_MS, 'ms'),
    exactly(`${trouble.name}: others told that the call itself is at fault`, strangers.count('INTERNAL_ERROR'), 0),
    noted(`${trouble.name}: others`, strangers.toString()),
    atMost(`${trouble.name}: time to recover`, recoveredMs, LONGEST_RECOVERY_MS, 'ms'),
  ];
}

/** Replicas that are ready and serve somebody whom they have to look up. */
async function healthy(stage: Stage, reader: Reader, person: Person): Promise<number> {
  const well = await Promise.all(
    stage.replicas.map(async (replica) => {
      return (await replica.isReady()) && (await reader.read(person, replica.url)).outcome === 'ok';
    }),
  );
  return well.filter(Boolean).length;
}

async function starts(cluster: PostgresCluster): Promise<boolean> {
  return cluster.start().then(
    () => true,
    () => false,
  );
}
