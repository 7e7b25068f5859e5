import { Module } from '@nestjs/common';
import { ServerEvents } from '../common/events/server-events.js';
import { ServerLife } from '../common/lifecycle/server-life.js';
import { ReplicaLoad } from '../common/resilience/in-flight-limit.js';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { OAuthModule } from '../oauth/oauth.module.js';
import { SetupService } from '../oauth/setup.service.js';
import { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { SdpApiModule } from '../sdp-api/sdp-api.module.js';
import { DeferredAttempt } from '../writes/deferred-attempt.js';
import { DeferredQueue } from '../writes/deferred-queue.js';
import { DeferredWriteJob } from '../writes/deferred-write.job.js';
import { DeferredWrites } from '../writes/deferred-writes.js';
import { WriteIntents } from '../writes/write-intents.js';
import { WritesModule } from '../writes/writes.module.js';
import { CallGate } from './call-gate.js';
import { deferrableTools } from './deferrable-tools.js';
import { InFlightCalls } from './in-flight-calls.js';
import { McpContent } from './mcp-content.js';
import { MCP_LIMITS } from './mcp-limits.js';
import { McpController } from './mcp.controller.js';
import { ModernLeg } from './modern.leg.js';
import { PortalRules } from './portal-rules.js';
import { SseController } from './sse.controller.js';
import { SseLeg } from './sse.leg.js';
import { SseSessions } from './sse-sessions.js';
import { StreamableLeg } from './streamable.leg.js';
import { ToolCatalog } from './tool-catalog.js';
import { ToolDispatcher } from './tool-dispatcher.js';
import { ToolWrites } from './tool-writes.js';
import { tools } from './tools/index.js';
import { WellKnownController } from './well-known.controller.js';

/** The protocol's edge: one catalog and one dispatcher, and a thin leg for each way of speaking MCP. */
@Module({
  imports: [OAuthModule, SdpApiModule, WritesModule],
  controllers: [McpController, SseController, WellKnownController],
  providers: [
    InFlightCalls,
    { provide: ToolCatalog, inject: [AppConfig], useFactory: (config: AppConfig) => new ToolCatalog(tools, config) },
    {
      provide: CallGate,
      inject: [ReplicaLoad, ServerEvents],
      useFactory: (load: ReplicaLoad, events: ServerEvents) => new CallGate({ load, events, limits: MCP_LIMITS }),
    },
    {
      provide: ToolWrites,
      inject: [WriteIntents, DeferredWrites],
      useFactory: (intents: WriteIntents, deferred: DeferredWrites) =>
        new ToolWrites({ intents, deferred, tools: tools.filter((tool) => tool.access === 'sdp') }),
    },
    {
      provide: DeferredWriteJob,
      inject: [DeferredQueue, DeferredAttempt, ServerEvents, ServerLife],
      useFactory: (queue: DeferredQueue, attempt: DeferredAttempt, events: ServerEvents, life: ServerLife) =>
        new DeferredWriteJob(queue, attempt, events, life, deferrableTools(tools)),
    },
    {
      provide: ToolDispatcher,
      inject: [ToolCatalog, SetupService, SdpApiFactory, Clock, ServerEvents, CallGate, ToolWrites],
      useFactory: (
        catalog: ToolCatalog,
        setup: SetupService,
        sdp: SdpApiFactory,
        clock: Clock,
        events: ServerEvents,
        gate: CallGate,
        writes: ToolWrites,
      ) =>
        new ToolDispatcher({
          ...{ catalog, setup, sdp, clock, events, gate, writes },
          rules: new PortalRules(),
          limits: MCP_LIMITS,
        }),
    },
    {
      provide: McpContent,
      inject: [ToolDispatcher, Clock],
      useFactory: (dispatcher: ToolDispatcher, clock: Clock) => new McpContent(dispatcher, clock),
    },
    {
      provide: StreamableLeg,
      inject: [McpContent, InFlightCalls],
      useFactory: (content: McpContent, calls: InFlightCalls) => new StreamableLeg(content, calls, MCP_LIMITS),
    },
    {
      provide: ModernLeg,
      inject: [McpContent],
      useFactory: (content: McpContent) => new ModernLeg(content, MCP_LIMITS),
    },
    {
      provide: SseSessions,
      inject: [Clock, InFlightCalls, CallGate, AppConfig],
      useFactory: (clock: Clock, calls: InFlightCalls, gate: CallGate, { sessionIdleMinutes }: AppConfig) =>
        new SseSessions({ ...MCP_LIMITS, endIdleMs: (sessionIdleMinutes ?? Infinity) * 60_000 }, clock, calls, gate),
    },
    {
      provide: SseLeg,
      inject: [McpContent, InFlightCalls, SseSessions, AppConfig],
      useFactory: (
        content: McpContent,
        calls: InFlightCalls,
        sessions: ConstructorParameters<typeof SseLeg>[0]['sessions'],
        { publicUrl }: AppConfig,
      ) =>
        new SseLeg({
          content,
          calls,
          sessions,
          limits: MCP_LIMITS,
          messagesPath: `${new URL(publicUrl).pathname.replace(/\/$/, '')}/messages`,
        }),
    },
  ],
  exports: [SseSessions],
})
export class McpModule {}
