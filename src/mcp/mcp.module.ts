import { Module } from '@nestjs/common';
import { Clock } from '../common/time/clock.js';
import { AppConfig } from '../config/app-config.js';
import { OAuthModule } from '../oauth/oauth.module.js';
import { SetupService } from '../oauth/setup.service.js';
import { SdpApiFactory } from '../sdp-api/sdp-api.factory.js';
import { SdpApiModule } from '../sdp-api/sdp-api.module.js';
import { InFlightCalls } from './in-flight-calls.js';
import { MCP_LIMITS } from './mcp-limits.js';
import { McpController } from './mcp.controller.js';
import { ModernLeg } from './modern.leg.js';
import { SseController } from './sse.controller.js';
import { SseLeg } from './sse.leg.js';
import { SseSessions } from './sse-sessions.js';
import { StreamableLeg } from './streamable.leg.js';
import { ToolCatalog } from './tool-catalog.js';
import { ToolDispatcher } from './tool-dispatcher.js';
import { tools } from './tools/index.js';
import { WellKnownController } from './well-known.controller.js';

/** The protocol's edge: one catalog and one dispatcher, and a thin leg for each way of speaking MCP. */
@Module({
  imports: [OAuthModule, SdpApiModule],
  controllers: [McpController, SseController, WellKnownController],
  providers: [
    InFlightCalls,
    { provide: ToolCatalog, inject: [AppConfig], useFactory: (config: AppConfig) => new ToolCatalog(tools, config) },
    {
      provide: ToolDispatcher,
      inject: [ToolCatalog, SetupService, SdpApiFactory, Clock],
      useFactory: (catalog: ToolCatalog, setup: SetupService, sdp: SdpApiFactory, clock: Clock) =>
        new ToolDispatcher({ catalog, setup, sdp, clock, limits: MCP_LIMITS }),
    },
    {
      provide: StreamableLeg,
      inject: [ToolDispatcher, InFlightCalls],
      useFactory: (dispatcher: ToolDispatcher, calls: InFlightCalls) =>
        new StreamableLeg(dispatcher, calls, MCP_LIMITS),
    },
    {
      provide: ModernLeg,
      inject: [ToolDispatcher],
      useFactory: (dispatcher: ToolDispatcher) => new ModernLeg(dispatcher, MCP_LIMITS),
    },
    {
      provide: SseSessions,
      inject: [Clock, InFlightCalls],
      useFactory: (clock: Clock, calls: InFlightCalls) => new SseSessions(MCP_LIMITS, clock, calls),
    },
    {
      provide: SseLeg,
      inject: [ToolDispatcher, InFlightCalls, SseSessions, AppConfig],
      useFactory: (
        dispatcher: ToolDispatcher,
        calls: InFlightCalls,
        sessions: ConstructorParameters<typeof SseLeg>[0]['sessions'],
        { publicUrl }: AppConfig,
      ) =>
        new SseLeg({
          dispatcher,
          calls,
          sessions,
          limits: MCP_LIMITS,
          messagesPath: `${new URL(publicUrl).pathname.replace(/\/$/, '')}/messages`,
        }),
    },
  ],
})
export class McpModule {}
