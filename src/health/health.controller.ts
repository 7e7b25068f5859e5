import { Controller, Get, Header, HttpCode, Res, ServiceUnavailableException } from '@nestjs/common';
import { HealthCheckService, type HealthCheckResult } from '@nestjs/terminus';
import type { FastifyReply } from 'fastify';
import { EventLoop } from './event-loop.js';
import { HealthReport, type Health } from './health-report.js';
import { DatabaseIndicator } from './database.indicator.js';
import { Readiness } from './readiness.js';
import { HealthSchema, ProbeSchema, ReadySchema } from './health.openapi.js';
import { Describe } from '../http/describe.js';

/**
 * `GET /health` for people and monitors, and one address for each probe of Kubernetes. Zoho's state never makes a
 * probe fail: restarting this server would not mend Zoho.
 */
@Controller('health')
export class HealthController {
  constructor(
    private readonly checks: HealthCheckService,
    private readonly database: DatabaseIndicator,
    private readonly report: HealthReport,
    private readonly readiness: Readiness,
    private readonly loop: EventLoop,
  ) {}

  /** Overall state with the set-up figures: 503 only when the database cannot be reached. */
  @Get()
  @Header('Cache-Control', 'no-store')
  @Describe({
    summary: 'State with the set-up figures',
    answer: HealthSchema,
    others: { 503: { description: 'The database cannot be reached.', schema: HealthSchema } },
  })
  async overall(@Res({ passthrough: true }) reply: FastifyReply): Promise<Health> {
    const health = await this.report.make();
    void reply.status(health.status === 'down' ? 503 : 200);
    return health;
  }

  /** The process answers, and did so in the last seconds. Touches nothing else. */
  @Get('live')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @Describe({ summary: 'The process answers', answer: ProbeSchema, errors: [503] })
  live(): { status: 'ok' } {
    if (this.loop.wasBlocked) throw new ServiceUnavailableException({ status: 'blocked' });
    return { status: 'ok' };
  }

  /** May get traffic: the database answers, its migrations are current, and the process is not stopping. */
  @Get('ready')
  @Header('Cache-Control', 'no-store')
  @Describe({ summary: 'May get traffic', answer: ReadySchema, errors: [503] })
  async ready(): Promise<{ status: string; details: HealthCheckResult['details'] }> {
    if (this.readiness.isDraining) throw new ServiceUnavailableException({ status: 'draining' });
    const { status, details } = await this.checks.check([() => this.database.check()]);
    return { status, details };
  }

  /** Migrated and wired, once. */
  @Get('startup')
  @Header('Cache-Control', 'no-store')
  @Describe({ summary: 'Migrated and wired', answer: ProbeSchema, errors: [503] })
  startup(): { status: 'started' } {
    if (!this.readiness.isStarted) throw new ServiceUnavailableException({ status: 'starting' });
    return { status: 'started' };
  }
}
