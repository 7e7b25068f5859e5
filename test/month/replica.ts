import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type * as App from '../../src/app.module.js';
import type { ServerEvent } from '../../src/common/events/server-event.js';
import type * as Events from '../../src/common/events/server-events.js';
import type * as Breakers from '../../src/common/resilience/circuit-breakers.js';
import type { Clock } from '../../src/common/time/clock.js';
import type { AppConfig } from '../../src/config/app-config.js';
import type * as Dispatcher from '../../src/mcp/tool-dispatcher.js';
import type { ToolResult } from '../../src/mcp/tool-result.js';
import type * as Callers from '../../src/oauth/caller.js';
import type * as Setup from '../../src/oauth/setup.service.js';
import type * as Job from '../../src/token/token-refresh.job.js';
import type { SimulatedTechnician } from '../simulators/simulators.js';
import { importBuilt } from '../support/built.js';

// The built server, because Nest reads types of constructors that only the build writes down.
const { AppModule } = await importBuilt<typeof App>('app.module.js');
const { ServerEvents } = await importBuilt<typeof Events>('common/events/server-events.js');
const { CircuitBreakers } = await importBuilt<typeof Breakers>('common/resilience/circuit-breakers.js');
const { ToolDispatcher } = await importBuilt<typeof Dispatcher>('mcp/tool-dispatcher.js');
const { readCaller } = await importBuilt<typeof Callers>('oauth/caller.js');
const { SetupService } = await importBuilt<typeof Setup>('oauth/setup.service.js');
const { TokenRefreshJob } = await importBuilt<typeof Job>('token/token-refresh.job.js');

/**
 * Circuits count in real time, and a simulated minute takes milliseconds: an open circuit stays so for a share of a
 * simulated minute, as it would for fifteen seconds of a real one.
 */
const CIRCUITS = { windowMs: 200, openForMs: 10, openForJitterMs: 5 };

/** The whole server but for its sockets: calls enter where the protocol's legs hand them over. */
export class Replica {
  private constructor(private readonly app: NestFastifyApplication) {}

  static async start(config: AppConfig, clock: Clock, listen: (event: ServerEvent) => void): Promise<Replica> {
    const module = await Test.createTestingModule({ imports: [AppModule.with(config, clock)] })
      .overrideProvider(CircuitBreakers)
      .useValue(new CircuitBreakers(clock, CIRCUITS))
      .compile();
    const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), { logger: false });
    await app.init();
    app.get(ServerEvents).subscribe(listen);
    return new Replica(app);
  }

  tick(): Promise<void> {
    return this.app.get(TokenRefreshJob).tick();
  }

  call(person: SimulatedTechnician, tool: string, args: Record<string, unknown>): Promise<ToolResult> {
    return this.app.get(ToolDispatcher).call(tool, args, {
      caller: callerOf(person),
      signal: new AbortController().signal,
      progress: () => undefined,
    });
  }

  async setUp(person: SimulatedTechnician): Promise<void> {
    await this.app.get(SetupService).complete(callerOf(person), { code: person.grantToken() });
  }

  close(): Promise<void> {
    return this.app.close();
  }
}

function callerOf({ clientId, clientSecret }: SimulatedTechnician) {
  return readCaller({ 'x-sdp-client-id': clientId, 'x-sdp-client-secret': clientSecret }, new URLSearchParams());
}
