import type { FastifyInstance } from 'fastify';
import { requestContext } from '../common/logging/request-context.js';
import type { AdminDoor } from './admin-door.js';

/** Whole segments only, of the route that will answer and not of the address as sent. */
const ADMIN_ROUTE = /^\/admin(?:\/|$)/;

/** Puts the door in front of every route under `/admin`, before anything of a body is read. */
export function guardAdminRoutes(fastify: FastifyInstance, door: AdminDoor): void {
  fastify.addHook('onRequest', (request, _reply, done) => {
    if (!ADMIN_ROUTE.test(request.routeOptions.url ?? '')) return done();
    try {
      const { ip, raw } = request;
      requestContext.run({ requestId: request.id }, () => door.check({ ip, rawHeaders: raw.rawHeaders }));
      done();
    } catch (error) {
      done(error as Error);
    }
  });
}
