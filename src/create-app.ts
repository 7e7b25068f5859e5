import { ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { DestinationStream } from 'pino';
import { AdminDoor } from './admin/admin-door.js';
import { guardAdminRoutes } from './admin/admin-hook.js';
import { AdminSession } from './admin/admin-session.js';
import { AppModule } from './app.module.js';
import { ServerLife } from './common/lifecycle/server-life.js';
import { createLogger } from './common/logging/logger.js';
import type { Clock } from './common/time/clock.js';
import type { AppConfig } from './config/app-config.js';
import { ErrorFilter } from './http/error.filter.js';
import { useLenientJsonParser } from './http/json-parser.js';
import { NestLogger } from './http/nest-logger.js';
import { closeQuietConnections } from './http/quiet-connections.js';
import { addRequestHooks, requestIdFrom } from './http/request-hooks.js';
import { PageSession } from './pages/page-session.js';
import { registerPages } from './pages/register-pages.js';
import { KeyRing } from './token/key-ring.js';
import { serveOpenApi } from './openapi/serve-openapi.js';

const BODY_LIMIT_BYTES = 1_048_576;
const LONGEST_HEADERS_MS = 10_000;

export interface CreateAppOptions {
  readonly clock?: Clock;
  /** Where log lines go; standard output unless a test collects them. */
  readonly logDestination?: DestinationStream;
}

/** Builds the whole server over the given settings: migrated and wired, not yet listening. */
export async function createApp(config: AppConfig, options: CreateAppOptions = {}): Promise<NestFastifyApplication> {
  const logger = createLogger(config.logLevel, options.logDestination);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: config.trustedProxies.length > 0 && [...config.trustedProxies],
    requestIdHeader: false,
    genReqId: requestIdFrom,
    http: { headersTimeout: LONGEST_HEADERS_MS },
    routerOptions: { maxParamLength: 256 },
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(config, options.clock), adapter, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });

  const fastify = adapter.getInstance();
  useLenientJsonParser(fastify);
  closeQuietConnections(fastify);
  addRequestHooks(fastify, config, logger, app.get(ServerLife));
  await registerPages(fastify, {
    sessionKeys: app.get(KeyRing).keys.map(({ session }) => session.export()),
    https: config.publicUrl.startsWith('https:'),
  });
  guardAdminRoutes(fastify, {
    door: app.get(AdminDoor),
    session: app.get(AdminSession),
    pages: app.get(PageSession),
  });
  app.useGlobalFilters(new ErrorFilter());
  app.useGlobalPipes(new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true }));
  serveOpenApi(app, config);
  await app.init();
  return app;
}
