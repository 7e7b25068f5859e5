import { Controller, Get, Header, Headers, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { AppConfig } from '../../config/app-config.js';
import { bearerOf, sameSecret } from '../../http/bearer.js';
import { MetricsTokenRequiredError } from './metrics.errors.js';
import { Metrics } from './metrics.js';
import { Describe } from '../../http/describe.js';

/** For Prometheus. Holds counts only, so it is open unless `SDP_METRICS_TOKEN` is set. */
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly config: AppConfig,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @Describe({
    summary: 'Metrics, in the text format of Prometheus',
    caller: 'scraper',
    answer: 'text/plain',
    errors: [401],
  })
  async scrape(
    @Headers('authorization') authorization: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { metricsToken } = this.config;
    if (metricsToken !== undefined && !sameSecret(bearerOf(authorization), metricsToken)) {
      throw new MetricsTokenRequiredError();
    }
    const text = await this.metrics.text();
    void reply.header('Content-Type', this.metrics.contentType);
    return text;
  }
}
