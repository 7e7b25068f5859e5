import { findRoute } from '../routes/find-route.js';
import type { Portal, Route } from '../routes/route.js';
import { operationState } from '../settings.js';
import type { Reply } from '../wire/envelope.js';
import { failures } from '../wire/failure.js';
import { apiPath } from './api-path.js';
import { authenticate, type Introspect } from './authenticate.js';
import { checkAccept } from './check-accept.js';
import { checkScopes } from './check-scopes.js';
import type { Incoming } from './incoming.js';
import type { RateLimiter } from './rate-limiter.js';
import { readInput } from './read-input.js';

export interface Server {
  readonly portal: Portal;
  readonly routes: readonly Route[];
  readonly rateLimiter: RateLimiter;
  readonly introspect: Introspect;
}

/** What was learnt of a call before it ended, well or not; for the journal. */
export interface Trace {
  user?: string;
  path?: string;
  operation?: string;
  input?: unknown;
}

/**
 * The vendor's checks in their order (reference E.2): Accept, token, portal, path, verb, scope, rate limit,
 * `input_data`; the operation itself then checks keys, mandatory fields, references and business rules.
 *
 * @throws SdpFailure or SdpPage
 */
export function answerCall(incoming: Incoming, server: Server, trace: Trace): Reply {
  const { portal, routes, rateLimiter, introspect } = server;
  const { settings, store, clock } = portal;
  const now = clock.nowMs();

  checkAccept(incoming.accept, settings);
  const caller = authenticate(incoming.authorization, { introspect, store, settings });
  trace.user = caller.person.email_id ?? undefined;
  trace.path = apiPath(incoming.path, portal.name);
  const { route, params } = findRoute(routes, incoming.method, trace.path, settings);
  trace.operation = route.operation;
  checkScopes(route, caller.scopes, settings);
  rateLimiter.count(caller.token, now, settings.rateLimit);
  const input = readInput(incoming);
  trace.input = input;
  // a role that may not do this (reference B.8.3)
  if (operationState(settings, route.operation) === 'forbidden') throw failures.forbidden();
  return route.answer({ ...portal, caller: caller.person, params, input, now, upload: incoming.upload });
}
