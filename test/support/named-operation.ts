import type { ApiOperation } from '../../src/sdp-api/api-operation.js';
import { operations } from '../../src/sdp-api/operations.js';

/** The catalogued operation that a method and a path after `/api/v3` mean; undefined when there is none. */
export function namedOperation(method: string, path: string): ApiOperation | undefined {
  const given = path.replace(/^(?:\/app\/[^/]+)?\/api\/v3/, '').split('/');
  return (
    operations
      .filter((operation) => operation.method === method && fits(operation.path.split('/'), given))
      // `/users/me` is not the user with the id `me`.
      .toSorted((a, b) => placeholders(a) - placeholders(b))[0]
  );
}

function fits(parts: readonly string[], given: readonly string[]): boolean {
  if (parts.length !== given.length) return false;
  // The last part of a convenience operation may be sent without its underscore.
  return parts.every((part, at) => part.startsWith('{') || part === given[at] || part === `_${given[at]}`);
}

const placeholders = ({ path }: ApiOperation): number => path.split('{').length;
