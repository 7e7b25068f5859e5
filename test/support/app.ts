import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SchedulerRegistry } from '@nestjs/schedule';
import { AppConfig, type DatabaseConfig } from '../../src/config/app-config.js';
import { createApp } from '../../src/create-app.js';
import { type Simulators, startSimulators } from '../simulators/simulators.js';
import { FakeClock } from './fake-clock.js';

export interface TestApp {
  /** Address of the server, without a trailing slash. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly simulators: Simulators;
  /** The one clock of the server and of both simulators. */
  readonly clock: FakeClock;
  /** Every line the server logged. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export interface TestAppOptions {
  /** Besides the addresses of the simulators. */
  readonly env?: NodeJS.ProcessEnv;
  /** A migrated database of the test's own; otherwise an embedded one in memory. */
  readonly database?: DatabaseConfig;
  readonly simulators?: Simulators;
  readonly clock?: FakeClock;
  /** Whether jobs run by real time; otherwise a test calls their `tick()` when it wants them to. */
  readonly jobs?: boolean;
}

const TEST_KEY = 'a key of 32 bytes for tests only';

/** The whole server in this process, on a free port of 127.0.0.1, with the simulators as Zoho and SDP. */
export async function startApp(options: TestAppOptions = {}): Promise<TestApp> {
  const clock = options.clock ?? new FakeClock();
  const simulators = options.simulators ?? (await startSimulators({ clock }));
  const config = AppConfig.fromEnv({
    SDP_DATA_DIR: 'memory://',
    LOG_LEVEL: 'trace',
    // On PostgreSQL the same for every app, or two of them could not open each other's tokens.
    ...(options.database?.kind === 'postgres' ? { SDP_ENCRYPTION_KEY: TEST_KEY } : {}),
    ...simulators.environment(),
    ...options.env,
  });
  const log: string[] = [];
  const app = await createApp(
    new AppConfig({
      ...config,
      database: options.database ?? config.database,
      dataCenters: { ...config.dataCenters, ...simulators.dataCenters },
    }),
    { clock, logDestination: { write: (line) => void log.push(line) } },
  );
  if (!options.jobs) stopSchedule(app.get(SchedulerRegistry));
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };

  return {
    url: `http://127.0.0.1:${port}`,
    app,
    simulators,
    clock,
    log,
    async close() {
      await app.close();
      if (!options.simulators) await simulators.close();
    },
  };
}

/** A job in the background meets the faults that a test meant for its own request. */
function stopSchedule(schedule: SchedulerRegistry): void {
  for (const name of schedule.getIntervals()) schedule.deleteInterval(name);
  for (const name of schedule.getTimeouts()) schedule.deleteTimeout(name);
}
