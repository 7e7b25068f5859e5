import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { McpModule } from '../mcp/mcp.module.js';
import { SseSessions } from '../mcp/sse-sessions.js';
import { Alert } from './alerts/alert.entity.js';
import { AlertJob } from './alerts/alert.job.js';
import { AlertOutbox } from './alerts/alert-outbox.js';
import { AlertWatch } from './alerts/alert-watch.js';
import { EventLog } from './log/event-log.js';
import { DatabaseFigures } from './metrics/figures.js';
import { Metrics } from './metrics/metrics.js';
import { MetricsController } from './metrics/metrics.controller.js';
import { OpenSessions } from './metrics/open-sessions.js';
import { SpanOutcomes } from './tracing/span-outcomes.js';

/** How the server tells people how it does. It listens to what happens and takes part in nothing. */
@Module({
  imports: [McpModule, TypeOrmModule.forFeature([Alert])],
  controllers: [MetricsController],
  providers: [
    AlertJob,
    AlertOutbox,
    AlertWatch,
    EventLog,
    DatabaseFigures,
    Metrics,
    SpanOutcomes,
    {
      provide: OpenSessions,
      inject: [SseSessions],
      // A factory rather than an alias: the compiler then checks that the sessions fit the port.
      useFactory: (sessions: Pick<OpenSessions, 'size'>): OpenSessions => sessions,
    },
  ],
})
export class TelemetryModule {}
