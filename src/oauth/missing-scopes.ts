/**
 * The scopes that were asked for and not granted. `ALL` of a module covers each of its operations
 * (manageengine.com SDP Cloud API v3, "OAuth 2.0": `SDPOnDemand.<module>.<operation>`).
 *
 * @param granted empty when Zoho's answer named none: then nothing is known to be missing
 */
export function missingScopes(asked: readonly string[], granted: readonly string[]): string[] {
  if (granted.length === 0) return [];
  const held = new Set(granted.map((scope) => scope.toLowerCase()));
  return asked.filter((scope) => {
    const name = scope.toLowerCase();
    return !held.has(name) && !held.has(name.replace(/\.[^.]+$/, '.all'));
  });
}
