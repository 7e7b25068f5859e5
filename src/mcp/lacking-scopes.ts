import { missingScopes } from '../oauth/missing-scopes.js';
import type { Tool } from './tools/define-tool.js';

/** Portals differ in which of the two opens the list of technicians, so that either serves for the other (seen in use). */
const EITHER: readonly (readonly [string, string])[] = [
  ['sdpondemand.technicians.', 'SDPOnDemand.users.'],
  ['sdpondemand.users.', 'SDPOnDemand.technicians.'],
];

type Scoped = Pick<Tool, 'scopes' | 'moduleScopes'>;

/**
 * The scopes that a tool needs and a grant lacks, whatever it is called for. Of a tool that works on records of several
 * modules, nothing is lacking while the grant covers one of them.
 *
 * @param granted as Zoho told them; empty when it told none, and then nothing is known to be lacking
 */
export function lackingScopes({ scopes, moduleScopes }: Scoped, granted: readonly string[]): string[] {
  const always = lacking(scopes, granted);
  const [usual = [], ...others] = Object.values(moduleScopes?.byModule ?? {}).map((needed) => lacking(needed, granted));
  return [usual, ...others].some((one) => one.length === 0) ? always : [...always, ...usual];
}

/** The scopes that one call needs and a grant lacks. @param input the arguments, parsed */
export function scopesLackingFor(tool: Scoped, input: Record<string, unknown>, granted: readonly string[]): string[] {
  const { scopes, moduleScopes } = tool;
  const module = moduleScopes?.of(input);
  return lacking([...scopes, ...((module !== undefined && moduleScopes?.byModule[module]) || [])], granted);
}

function lacking(scopes: readonly string[], granted: readonly string[]): string[] {
  return missingScopes(scopes, granted).filter((scope) => {
    const stands = EITHER.find(([prefix]) => scope.toLowerCase().startsWith(prefix));
    return !stands || missingScopes([stands[1] + scope.slice(stands[0].length)], granted).length > 0;
  });
}
