import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { requestContext } from '../common/logging/request-context.js';
import { FormExpiredError } from '../pages/page.errors.js';
import type { PageSession } from '../pages/page-session.js';
import type { AdminDoor } from './admin-door.js';
import type { AdminRouteConfig } from './admin-routes.js';
import type { AdminSession } from './admin-session.js';

/** Whole segments only, of the route that will answer and not of the address as sent. */
const ADMIN_ROUTE = /^\/admin(?:\/|$)/;
const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD']);

type RouteConfig = AdminRouteConfig & { readonly takesForms?: boolean };

export interface AdminGuards {
  readonly door: AdminDoor;
  readonly session: AdminSession;
  readonly pages: PageSession;
}

/**
 * Puts the door in front of every route under `/admin`, before anything of a body is read. A session is another proof
 * for the same routes: see ADR 0016. Comes after `registerPages`, which opens the session's cookie.
 */
export function guardAdminRoutes(fastify: FastifyInstance, guards: AdminGuards): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!ADMIN_ROUTE.test(request.routeOptions.url ?? '')) return done();
    try {
      const goesOn = requestContext.run({ requestId: request.id }, () => pass(request, reply, guards));
      if (goesOn) done();
    } catch (error) {
      done(error as Error);
    }
  });
}

/** False when the request was answered. @throws AppError, NotFoundException */
function pass(request: FastifyRequest, reply: FastifyReply, { door, session, pages }: AdminGuards): boolean {
  const { adminRoute, takesForms } = request.routeOptions.config as RouteConfig;
  door.checkThere();
  if (adminRoute === 'entry') return true;
  const { rawHeaders } = request.raw;
  // Whoever sends the header is judged by it alone.
  if (!rawHeaders.some(isAuthorizationName) && session.isOpen(request)) {
    // A form's token is in its body, which has not been read: FormGuard looks at it.
    const proved = SAFE_METHODS.has(request.method) || takesForms || pages.hasFormToken(request);
    if (!proved) throw new FormExpiredError();
    return true;
  }
  if (adminRoute === 'page') {
    void reply.redirect('/admin', 303);
    return false;
  }
  door.admit(request.ip, bearerOf(rawHeaders));
  return true;
}

/** undefined unless there is exactly one Authorization header and it is a bearer's (RFC 6750 section 2.1). */
function bearerOf(rawHeaders: readonly string[]): Buffer | undefined {
  const values = rawHeaders.filter((_, index) => index % 2 === 1 && isAuthorization(rawHeaders[index - 1]));
  const [value] = values;
  const text = values.length === 1 ? /^Bearer +(.+)$/i.exec(value ?? '')?.[1] : undefined;
  // Node gives header bytes as latin1.
  return text === undefined ? undefined : Buffer.from(text, 'latin1');
}

function isAuthorization(name: string | undefined): boolean {
  return name?.toLowerCase() === 'authorization';
}

function isAuthorizationName(text: string, index: number): boolean {
  return index % 2 === 0 && isAuthorization(text);
}
