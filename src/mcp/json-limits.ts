import type { McpLimits } from './mcp-limits.js';

/**
 * Says how a JSON value is too large to be validated, or nothing. Walks without recursion, so that the depth it
 * guards against cannot overflow its own stack, and stops at the first limit it meets.
 */
export function excessOf(value: unknown, limits: Pick<McpLimits, 'arrayElements' | 'depth'>): string | undefined {
  const pending: [value: object, depth: number][] = isObject(value) ? [[value, 1]] : [];
  let elements = 0;

  for (let next = pending.pop(); next; next = pending.pop()) {
    const [current, depth] = next;
    if (depth > limits.depth) return `The arguments are nested more than ${limits.depth} levels deep.`;
    if (Array.isArray(current)) elements += current.length;
    if (elements > limits.arrayElements) return `The arguments hold more than ${limits.arrayElements} list entries.`;
    for (const child of Object.values(current)) {
      if (isObject(child)) pending.push([child, depth + 1]);
    }
  }
  return undefined;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
