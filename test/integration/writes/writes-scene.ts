import { afterAll, beforeAll, beforeEach } from '@jest/globals';
import { SchedulerRegistry } from '@nestjs/schedule';
import { DataSource } from 'typeorm';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { CircuitBreakers } from '../../../src/common/resilience/circuit-breakers.js';
import { DeferredWriteJob } from '../../../src/writes/deferred-write.job.js';
import type { Fault } from '../../simulators/common/faults.js';
import type { RequestRow } from '../../simulators/sdp/store/rows.js';
import { type SimulatedTechnician, type Simulators, startSimulators } from '../../simulators/simulators.js';
import { startApp, type TestApp } from '../../support/app.js';
import { type DatabaseUnderTest, postgresDatabase, type TestDatabase } from '../../support/database.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FaultProxy } from '../../support/fault-proxy.js';
import { JSON_HEADERS, messagesOf, rpc, send } from '../mcp/raw-http.js';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const ADMIN_TOKEN = 'an admin token for tests only';

export interface ToolAnswer {
  readonly isError: boolean;
  readonly data: Record<string, any>;
  readonly text: string;
}

type Hits = (seen: { method: string; path: string }) => boolean;
const isWrite: Hits = ({ method }) => method !== 'GET';

/** Whole servers on one database, with a proxy before ServiceDesk Plus. Their timers are off: tests call the job. */
export class WritesScene {
  replicas: TestApp[] = [];
  simulators!: Simulators;
  clock!: FakeClock;
  dataSource!: DataSource;
  proxy!: FaultProxy;
  person!: SimulatedTechnician;
  /** What the replicas told, of every test anew. */
  readonly events: ServerEvent[] = [];

  get sdp() {
    return this.simulators.sdp();
  }

  /** A technician who is set up. */
  async newPerson(): Promise<SimulatedTechnician> {
    const technician = this.simulators.newTechnician();
    await this.setUp(technician);
    return technician;
  }

  async setUp(technician: SimulatedTechnician): Promise<void> {
    const response = await fetch(`${this.replicas[0]!.url}/oauth/setup`, {
      method: 'POST',
      headers: { ...credentials(technician), 'Content-Type': 'application/json' },
      body: JSON.stringify({ code: technician.grantToken() }),
    });
    if (!response.ok) throw new Error(`The set-up failed: ${await response.text()}`);
  }

  async call(
    tool: string,
    args: object = {},
    {
      replica = 0,
      as = this.person,
      signal,
    }: { replica?: number; as?: SimulatedTechnician; signal?: AbortSignal } = {},
  ): Promise<ToolAnswer> {
    return callTool(this.replicas[replica]!.url, as, { tool, args, ...(signal && { signal }) });
  }

  /** A new request of the portal, made without the server. */
  async newRequest(subject = 'Screen dark'): Promise<RequestRow> {
    const { data } = await this.call('create_request', { subject });
    return this.sdp.store.requests.get(data['id'])!;
  }

  notesOn({ id }: RequestRow): string[] {
    return this.sdp.store.notes.of(id).map(({ description }) => String(description).replaceAll(/<[^>]*>/g, ''));
  }

  withSubject(subject: string): RequestRow[] {
    return this.sdp.store.liveRequests().filter((row) => row.subject === subject);
  }

  /** The next `count` writes meet the fault. */
  spoilWrites(fault: Fault, count = 1, hits: Hits = isWrite): void {
    this.sdp.faults.next(count, fault, hits);
  }

  /** One round of the job on one replica. */
  tick(replica = 0): Promise<void> {
    return this.replicas[replica]!.app.get(DeferredWriteJob).tick();
  }

  /** Rounds of the job, `stepMs` apart, for as long as something waits. @returns how many */
  async tickUntilEnded(stepMs = 16 * MINUTE, most = 200): Promise<number> {
    for (let rounds = 1; rounds <= most; rounds += 1) {
      await this.tick();
      const [{ waiting }] = await this.rows(
        `SELECT count(*)::int AS waiting FROM deferred_writes WHERE ended_at IS NULL`,
      );
      if (waiting === 0) return rounds;
      this.clock.advance(stepMs);
    }
    throw new Error('Something still waits');
  }

  rows(sql: string): Promise<any[]> {
    return this.dataSource.query(sql);
  }

  async deferred(as = this.person): Promise<any[]> {
    return (await this.call('list_deferred_writes', {}, { as })).data['deferred_writes'];
  }

  ended(): (string | undefined)[] {
    return this.events.flatMap((event) => (event.type === 'deferred_write_ended' ? [event.outcome] : []));
  }

  /** Everything but the data of the portal is new for each test. */
  async reset(): Promise<void> {
    this.recover();
    await this.proxy.set('pass');
    this.clock.advance(2 * MINUTE);
    await this.rows('TRUNCATE write_intents, deferred_writes');
    this.events.length = 0;
  }

  /** ServiceDesk Plus is well, and nobody holds its past against it. */
  recover(): void {
    this.sdp.faults.clear();
    for (const { app } of this.replicas) app.get(CircuitBreakers).reset('sdp-api:us');
  }
}

export async function callTool(
  url: string,
  technician: SimulatedTechnician,
  { tool, args, signal }: { tool: string; args: object; signal?: AbortSignal },
): Promise<ToolAnswer> {
  const answer = await send(`${url}/mcp`, {
    method: 'POST',
    headers: { ...JSON_HEADERS, ...credentials(technician) },
    body: rpc(1, 'tools/call', { name: tool, arguments: args }),
    ...(signal && { signal }),
  });
  const [message] = messagesOf(answer) as [any];
  if (!message.result) throw new Error(`${tool} was answered with ${JSON.stringify(message)}`);
  const { isError = false, structuredContent, content } = message.result;
  return { isError, data: structuredContent, text: content[0].text };
}

function credentials({ clientId, clientSecret }: SimulatedTechnician): Record<string, string> {
  return { 'X-SDP-Client-Id': clientId, 'X-SDP-Client-Secret': clientSecret };
}

/** One scene for all claims of a `describe`. An embedded database has one replica. */
export function useWrites(database: DatabaseUnderTest, { count = 1 }: { count?: number } = {}): WritesScene {
  const scene = new WritesScene();
  let own: TestDatabase | undefined;

  beforeAll(async () => {
    const shared = database === postgresDatabase;
    own = shared ? await database.create() : undefined;
    scene.clock = new FakeClock();
    scene.simulators = await startSimulators({ clock: scene.clock });
    scene.proxy = await FaultProxy.to(scene.sdp.url);
    const proxied = behind(scene.proxy, scene.simulators);
    for (let started = 0; started < (shared ? count : 1); started += 1) {
      const replica = await startApp({
        clock: scene.clock,
        simulators: proxied,
        database: own?.config ?? (await database.createEmpty()).config,
        env: { SDP_ENCRYPTION_KEY: 'a key of 32 bytes for tests only', SDP_ADMIN_TOKEN: ADMIN_TOKEN },
      });
      const timers = replica.app.get(SchedulerRegistry);
      for (const name of timers.getIntervals()) timers.deleteInterval(name);
      replica.app.get(ServerEvents).subscribe((event) => scene.events.push(event));
      scene.replicas.push(replica);
    }
    scene.dataSource = own?.dataSource ?? scene.replicas[0]!.app.get(DataSource);
    scene.person = await scene.newPerson();
  });
  beforeEach(() => scene.reset());
  afterAll(async () => {
    await Promise.all(scene.replicas.map((replica) => replica.close()));
    await scene.proxy.close();
    await scene.simulators.close();
    await own?.close();
  });
  return scene;
}

/** The same simulators, with ServiceDesk Plus by way of the proxy. */
export function behind(proxy: FaultProxy, simulators: Simulators): Simulators {
  const sdpUrl = `http://127.0.0.1:${proxy.port}`;
  const { us, ...others } = simulators.dataCenters;
  return Object.create(simulators, {
    dataCenters: { value: { ...others, us: { ...us, sdpUrl } } },
    environment: { value: () => ({ ...simulators.environment(), SDP_BASE_URL: sdpUrl }) },
  }) as Simulators;
}
