import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { TokenModule } from '../token/token.module.js';
import { DatabaseIndicator } from './database.indicator.js';
import { EventLoop } from './event-loop.js';
import { HealthController } from './health.controller.js';
import { HealthReport } from './health-report.js';
import { Readiness } from './readiness.js';

@Module({
  imports: [TerminusModule.forRoot({ logger: false }), TokenModule],
  controllers: [HealthController],
  providers: [DatabaseIndicator, EventLoop, HealthReport, Readiness],
})
export class HealthModule {}
