import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { ServerEvent } from '../../../src/common/events/server-event.js';
import { ServerEvents } from '../../../src/common/events/server-events.js';
import { InFlightLimit } from '../../../src/common/resilience/in-flight-limit.js';
import { ErrorFilter } from '../../../src/http/error.filter.js';
import { useLenientJsonParser } from '../../../src/http/json-parser.js';
import { closeQuietConnections } from '../../../src/http/quiet-connections.js';
import { CallGate } from '../../../src/mcp/call-gate.js';
import { InFlightCalls } from '../../../src/mcp/in-flight-calls.js';
import { McpContent } from '../../../src/mcp/mcp-content.js';
import { MCP_LIMITS, type McpLimits } from '../../../src/mcp/mcp-limits.js';
import { McpController } from '../../../src/mcp/mcp.controller.js';
import { ModernLeg } from '../../../src/mcp/modern.leg.js';
import { PortalRules } from '../../../src/mcp/portal-rules.js';
import { SseController } from '../../../src/mcp/sse.controller.js';
import { type McpSseSession, SseLeg } from '../../../src/mcp/sse.leg.js';
import { SseSessions } from '../../../src/mcp/sse-sessions.js';
import { StreamableLeg } from '../../../src/mcp/streamable.leg.js';
import { ToolCatalog } from '../../../src/mcp/tool-catalog.js';
import { ToolDispatcher, type ToolDispatcherParts } from '../../../src/mcp/tool-dispatcher.js';
import { WellKnownController } from '../../../src/mcp/well-known.controller.js';
import type { Tool } from '../../../src/mcp/tools/define-tool.js';
import type { SdpApi } from '../../../src/sdp-api/sdp-api.js';
import { FakeClock } from '../../support/fake-clock.js';
import { FakeSetup } from './fake-setup.js';
import { EndlessTool, fakeTools } from './fake-tools.js';

export interface FakeServer {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly setup: FakeSetup;
  readonly endless: EndlessTool;
  readonly calls: InFlightCalls;
  readonly sessions: SseSessions<McpSseSession>;
  readonly clock: FakeClock;
  /** What happened, in order. */
  readonly events: readonly ServerEvent[];
  close(): Promise<void>;
}

/** Writes are not remembered: the fake tools have none. */
const writes: ToolDispatcherParts['writes'] = {
  run: async (tool, input, context) => ({ output: await tool.handler(input, context), alreadyDone: false }),
  list: async () => [],
  cancel: () => Promise.reject(new Error('There are no deferred writes here')),
};

/** The protocol's edge over real HTTP, with tools and a set-up that need no Zoho. */
export async function startFakeServer(
  changes: Partial<McpLimits & { calls: number }> = {},
  more: readonly Tool[] = [],
): Promise<FakeServer> {
  const limits = { ...MCP_LIMITS, ...changes };
  const clock = new FakeClock();
  const setup = new FakeSetup();
  const endless = new EndlessTool();
  const calls = new InFlightCalls();
  const catalog = new ToolCatalog([...fakeTools(endless), ...more], {
    toolsets: ['core', 'requests'],
    readOnly: false,
  });
  const sdp = { for: (connection: SdpApi['connection']) => ({ connection }) as SdpApi };
  const events: ServerEvent[] = [];
  const told = new ServerEvents();
  told.subscribe((event) => void events.push(event));
  const load = new InFlightLimit(changes.calls ?? 512, told);
  const gate = new CallGate({ load, events: told, limits });
  const rules = new PortalRules();
  const dispatcher = new ToolDispatcher({ catalog, setup, sdp, writes, rules, clock, events: told, gate, limits });
  const content = new McpContent(dispatcher, clock);
  const sessions = new SseSessions<McpSseSession>(limits, clock, calls, gate);

  const module = await Test.createTestingModule({
    controllers: [McpController, SseController, WellKnownController],
    providers: [
      { provide: StreamableLeg, useValue: new StreamableLeg(content, calls, limits) },
      { provide: ModernLeg, useValue: new ModernLeg(content, limits) },
      { provide: SseLeg, useValue: new SseLeg({ content, calls, sessions, limits, messagesPath: '/messages' }) },
    ],
  }).compile();
  const adapter = new FastifyAdapter({ forceCloseConnections: 'idle' });
  const app = module.createNestApplication<NestFastifyApplication>(adapter, { bodyParser: false, logger: false });
  useLenientJsonParser(adapter.getInstance());
  closeQuietConnections(adapter.getInstance());
  app.useGlobalFilters(new ErrorFilter());
  await app.listen(0, '127.0.0.1');
  const { port } = app.getHttpServer().address() as { port: number };

  const url = `http://127.0.0.1:${port}`;
  return { url, app, setup, endless, calls, sessions, clock, events, close: () => app.close() };
}
