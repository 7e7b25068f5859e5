import { missingScopes } from '../oauth/missing-scopes.js';
import type { Tool } from './tools/define-tool.js';

/** Portals differ in which of the two opens the list of technicians, so that either serves for the other (seen in use). */
const EITHER: readonly (readonly [string, string])[] = [
  ['sdpondemand.technicians.', 'SDPOnDemand.users.'],
  ['sdpondemand.users.', 'SDPOnDemand.technicians.'],
];

/**
 * The scopes a tool needs and a grant lacks.
 *
 * @param granted as Zoho told them; empty when it told none, and then nothing is known to be lacking
 */
export function lackingScopes({ scopes }: Pick<Tool, 'scopes'>, granted: readonly string[]): string[] {
  return missingScopes(scopes, granted).filter((scope) => {
    const stands = EITHER.find(([prefix]) => scope.toLowerCase().startsWith(prefix));
    return !stands || missingScopes([stands[1] + scope.slice(stands[0].length)], granted).length > 0;
  });
}
