import { randomBytes } from 'node:crypto';
import { signIn, type Person } from '../load/person.js';
import type { CleanUp } from './clean-up.js';
import { ask, createDatabase } from './databases.js';
import { type PostgresCluster, startCluster } from './postgres-cluster.js';
import { Replica } from './replica.js';
import { SimulatorProcess } from './simulators.js';

export interface StageOptions {
  /** Default 3. */
  readonly replicas?: number;
  /** A PostgreSQL of its own, to be stopped and killed. */
  readonly ownCluster?: boolean;
  readonly env?: NodeJS.ProcessEnv;
}

/** Where a scenario plays: replicas of the built server on one empty database, the simulators, and a proxy on each link. */
export class Stage {
  private constructor(
    readonly replicas: readonly Replica[],
    readonly simulators: SimulatorProcess,
    /** Of the database itself, past the proxies. */
    readonly databaseUrl: string,
    readonly adminToken: string,
    /** Only with `ownCluster`. */
    readonly cluster: PostgresCluster | undefined,
  ) {}

  /** Everything that is started goes into `cleanUp` at once. */
  static async set({ replicas: count = 3, ownCluster, env }: StageOptions, cleanUp: CleanUp): Promise<Stage> {
    const cluster = ownCluster ? await startCluster() : undefined;
    if (cluster) cleanUp.add('the PostgreSQL cluster', () => cluster.remove());
    const database = await createDatabase(cluster?.adminUrl);
    if (!cluster) cleanUp.add('the database', () => database.drop());
    const simulators = await SimulatorProcess.start();
    cleanUp.add('the simulators', () => simulators.close());

    const adminToken = randomBytes(24).toString('base64url');
    const { portal, ...vendors } = await simulators.ask('addresses');
    const shared = {
      SDP_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
      SDP_DATA_CENTER: 'us',
      SDP_INSTANCE_NAME: portal,
      SDP_ADMIN_TOKEN: adminToken,
      ...env,
    };
    const replicas: Replica[] = [];
    for (let index = 0; index < count; index += 1) {
      const replica = await Replica.make(index, { ...vendors, database: database.url }, shared);
      cleanUp.add(`replica ${index}`, () => replica.close());
      replicas.push(replica);
    }
    await Promise.all(replicas.map((replica) => replica.start()));
    return new Stage(replicas, simulators, database.url, adminToken, cluster);
  }

  /** The replica whose turn it is, going round with `turn`. */
  replica(turn: number): Replica {
    return this.replicas[turn % this.replicas.length]!;
  }

  /** New people with their tokens stored, set up by way of all replicas in turn. */
  async people(count: number): Promise<Person[]> {
    const technicians = await this.simulators.ask('technicians', count);
    const people: Omit<Person, 'connectionId'>[] = [];
    for (const [index, technician] of technicians.entries()) {
      people.push(await signIn(this.replica(index).url, technician));
    }
    const rows = await this.sql<{ id: string }>('SELECT id FROM oauth_tokens ORDER BY created_at DESC LIMIT $1', [
      count,
    ]);
    return people.map((person, index) => ({ ...person, connectionId: rows[count - 1 - index]!.id }));
  }

  /** One statement at the database itself. */
  sql<T = unknown>(text: string, values: unknown[] = []): Promise<T[]> {
    return ask<T>(this.databaseUrl, text, values);
  }
}
