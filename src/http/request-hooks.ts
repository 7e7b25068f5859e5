import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { ServerLife } from '../common/lifecycle/server-life.js';
import { requestContext } from '../common/logging/request-context.js';
import { withTraceOf } from '../common/tracing.js';
import type { AppConfig } from '../config/app-config.js';
import { accessKeyCheck } from './access-key.js';
import { checkHostAndOrigin } from './host-and-origin.js';

/** What every request passes before its route: an id for the logs, then the checks of address and access key. */
export function addRequestHooks(
  fastify: FastifyInstance,
  config: AppConfig,
  logger: Logger,
  life: Pick<ServerLife, 'isDraining'>,
): void {
  const checkAccessKey = accessKeyCheck(config);

  fastify.addHook('onRequest', (request, reply, done) => {
    // Set on the raw response: the MCP legs take over the reply, and headers set on it would be lost.
    reply.raw.setHeader('X-Request-Id', request.id);
    reply.raw.setHeader('X-Content-Type-Options', 'nosniff');
    // The client's next request then opens a connection, which a load balancer takes elsewhere.
    if (life.isDraining) reply.raw.setHeader('Connection', 'close');
    try {
      const { headers, method } = request;
      const route = request.routeOptions.url;
      checkHostAndOrigin({ route, headers }, config);
      checkAccessKey({ route, headers, method });
      done();
    } catch (error) {
      done(error as Error);
    }
  });

  // Reading a body leaves the async context in which the request began, so the context starts after it.
  fastify.addHook('preValidation', (request, _reply, done) =>
    requestContext.run({ requestId: request.id, address: request.ip }, () => withTraceOf(request.headers, done)),
  );

  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info(
      {
        event: 'request',
        requestId: request.id,
        method: request.method,
        route: request.routeOptions.url ?? 'unknown',
        status: reply.statusCode,
        durationMs: Math.round(reply.elapsedTime),
      },
      'request',
    );
    done();
  });
}

/** A caller's own id is taken over when it is harmless, so that one trace spans several systems. */
export function requestIdFrom({ headers }: Pick<IncomingMessage, 'headers'>): string {
  const header = headers['x-request-id'];
  return typeof header === 'string' && /^[A-Za-z0-9_-]{1,64}$/.test(header) ? header : randomUUID();
}
