import type { Route } from '../routes/route.js';
import type { SdpSettings } from '../settings.js';
import { failures } from '../wire/failure.js';

const OPERATION = { GET: 'READ', POST: 'CREATE', PUT: 'UPDATE', DELETE: 'DELETE' } as const;

/**
 * A token needs `SDPOnDemand.<area>.<operation>` or `.ALL` of one of the route's areas (reference A.8, E.2).
 *
 * @throws SdpFailure OAUTH_SCOPE_MISMATCH
 */
export function checkScopes(route: Route, granted: readonly string[], settings: SdpSettings): void {
  if (route.scopes.length === 0) return;
  const areas = isTechnicians(route) ? technicianAreas(settings) : route.scopes;
  const enough = areas.flatMap((area) => [`${area}.ALL`, `${area}.${OPERATION[route.method]}`]);
  if (enough.some((scope) => granted.includes(`SDPOnDemand.${scope}`))) return;
  throw failures.scopeMismatch(settings.scopeMismatchStatus);
}

const isTechnicians = (route: Route) => route.scopes.includes('technicians');

/** reference, part F: tenants differ in what opens `/technicians`. */
function technicianAreas({ technicianScopes }: SdpSettings): readonly string[] {
  return technicianScopes === 'either' ? ['technicians', 'users'] : [technicianScopes];
}
