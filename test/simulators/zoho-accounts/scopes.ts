const MODULES = [
  'requests',
  'problems',
  'changes',
  'projects',
  'releases',
  'assets',
  'cmdb',
  'contracts',
  'purchases',
  'custommodule',
  'solutions',
  'setup',
  'general',
  'users',
  'technicians',
];
const KNOWN_SCOPE = new RegExp(`^SDPOnDemand\\.(${MODULES.join('|')})\\.(ALL|CREATE|READ|UPDATE|DELETE)$`);

/** Reads a scope parameter: comma-joined without spaces (reference A.8). */
export function readScopes(parameter: string): string[] {
  return parameter.split(',').filter((scope) => scope !== '');
}

/**
 * Whether the console would offer every one of them. One unknown scope makes the whole list invalid, and there is no
 * `tasks` module (reference A.8).
 */
export function areGrantable(scopes: readonly string[], refused: readonly string[]): boolean {
  return scopes.length > 0 && scopes.every((scope) => KNOWN_SCOPE.test(scope) && !refused.includes(scope));
}
