import { afterAll, beforeAll } from '@jest/globals';
import { DataSource } from 'typeorm';
import type { SimulatedTechnician, Simulators } from '../../simulators/simulators.js';
import { startSimulators } from '../../simulators/simulators.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type DatabaseUnderTest, postgresDatabase, type TestDatabase } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';

export const ADMIN_TOKEN = 'an admin token for tests only';

/** Several whole servers on one PostgreSQL, driven over HTTP; their clock stands still until a test moves it. */
export class ReplicasScene {
  replicas: TestApp[] = [];
  simulators!: Simulators;
  clock!: FakeClock;
  dataSource!: DataSource;

  /** A technician who was set up through the first replica. */
  async setUp(technician: SimulatedTechnician = this.simulators.newTechnician()): Promise<SimulatedTechnician> {
    const body = JSON.stringify({ code: technician.grantToken() });
    const response = await this.ask(this.replicas[0]!, technician, '/oauth/setup', { method: 'POST', body });
    if (response.status !== 200) throw new Error(`The set-up failed: ${await response.text()}`);
    return technician;
  }

  /** One real call to SDP through a replica, on the way that tool calls take. */
  async call(replica: TestApp, technician: SimulatedTechnician): Promise<{ status: number; body: any }> {
    const response = await this.ask(replica, technician, '/oauth/validate', { method: 'POST' });
    return { status: response.status, body: await response.json() };
  }

  /** @returns the parsed body of an answer of `/admin` */
  async admin(replica: TestApp, path: string, method = 'GET'): Promise<{ status: number; body: any }> {
    const headers = { Authorization: `Bearer ${ADMIN_TOKEN}` };
    const response = await fetch(`${replica.url}/admin/${path}`, { method, headers });
    return { status: response.status, body: await response.json() };
  }

  /** Cuts the connections of the bus, as a restart of PostgreSQL does. */
  cutBus(): Promise<unknown> {
    return this.dataSource.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND application_name LIKE 'sdp-mcp-replica:%'`,
    );
  }

  private ask(replica: TestApp, technician: SimulatedTechnician, path: string, init: RequestInit): Promise<Response> {
    const { clientId, clientSecret } = technician;
    const headers = { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
    return fetch(replica.url + path, { ...init, headers: { ...headers, 'Content-Type': 'application/json' } });
  }
}

export interface ReplicasOptions {
  readonly count?: number;
  readonly env?: NodeJS.ProcessEnv;
}

/** One set of replicas for all claims of a `describe`. An embedded database has one replica. */
export function useReplicas(database: DatabaseUnderTest, { count = 3, env }: ReplicasOptions = {}): ReplicasScene {
  const scene = new ReplicasScene();
  let own: TestDatabase | undefined;

  beforeAll(async () => {
    const alone = database !== postgresDatabase;
    own = alone ? undefined : await database.create();
    scene.clock = new FakeClock();
    scene.simulators = await startSimulators({ clock: scene.clock });
    for (let started = 0; started < (alone ? 1 : count); started += 1) {
      scene.replicas.push(
        await startApp({
          clock: scene.clock,
          simulators: scene.simulators,
          database: own?.config ?? (await database.createEmpty()).config,
          env: { SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only', SDP_ADMIN_TOKEN: ADMIN_TOKEN, ...env },
        }),
      );
    }
    scene.dataSource = own?.dataSource ?? scene.replicas[0]!.app.get(DataSource);
  });
  afterAll(async () => {
    await Promise.all(scene.replicas.map((replica) => replica.close()));
    await scene.simulators.close();
    await own?.close();
  });
  return scene;
}
