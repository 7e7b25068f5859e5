import { operationState, type SdpSettings } from '../settings.js';
import { failures, SdpPage } from '../wire/failure.js';
import type { Route } from './route.js';

export interface FoundRoute {
  readonly route: Route;
  readonly params: Record<string, string>;
}

/**
 * The operation a path and a method name. An unknown path is 4007 "Invalid URL", a known path with another verb
 * "Invalid Method" (reference B.8.3, E.2).
 *
 * @throws SdpFailure or SdpPage
 */
export function findRoute(routes: readonly Route[], method: string, path: string, settings: SdpSettings): FoundRoute {
  const given = path.split('/');
  const candidates = routes.flatMap((route) => {
    const params = matchPath(partsOf(route), given, settings.convenienceSpelling);
    return params && operationState(settings, route.operation) !== 'missing' ? [{ route, params }] : [];
  });
  if (candidates.length === 0) {
    throw settings.unknownRoute === 'envelope' ? failures.invalidUrl() : new SdpPage(401, 'Zoho Accounts');
  }
  // `/requests/_metainfo` is not the request with the id `_metainfo`
  const fewestParams = Math.min(...candidates.map(({ params }) => Object.keys(params).length));
  const found = candidates.find(
    ({ route, params }) => Object.keys(params).length === fewestParams && route.method === method,
  );
  if (!found) throw failures.invalidMethod();
  return found;
}

const split = new WeakMap<Route, readonly string[]>();

/** The parts of a route's path, split once. */
function partsOf(route: Route): readonly string[] {
  const parts = split.get(route) ?? route.path.split('/');
  split.set(route, parts);
  return parts;
}

function matchPath(
  parts: readonly string[],
  given: readonly string[],
  spelling: SdpSettings['convenienceSpelling'],
): Record<string, string> | undefined {
  if (parts.length !== given.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of parts.entries()) {
    const value = given[index]!;
    if (part.startsWith('{')) {
      if (value === '') return undefined;
      params[part.slice(1, -1)] = value;
    } else if (!spellingsOf(part, spelling).includes(value)) {
      return undefined;
    }
  }
  return params;
}

/** `_close` and `close` (reference B.1); `_metainfo` has one spelling. */
function spellingsOf(part: string, spelling: SdpSettings['convenienceSpelling']): readonly string[] {
  if (!part.startsWith('_') || part === '_metainfo') return [part];
  const plain = part.slice(1);
  return { both: [part, plain], underscore: [part], plain: [plain] }[spelling];
}
