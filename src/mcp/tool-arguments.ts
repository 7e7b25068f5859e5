import type { z } from 'zod';
import { closestNames } from '../common/text/closest-names.js';
import { excessOf } from './json-limits.js';
import { ArgumentsInvalidError } from './mcp.errors.js';
import type { McpLimits } from './mcp-limits.js';

type Issue = z.core.$ZodIssue;

/** Problems told at a time: a model corrects all of them in one go, and a person can still read them. */
const TOLD_PROBLEMS = 8;
/** Keys come from the caller; only harmless ones are repeated. */
const PLAIN_NAME = /^[A-Za-z0-9_.-]{1,64}$/;

/**
 * Parses the arguments of a call. The sentences name the field and what is allowed, and never repeat a value.
 *
 * @throws ArgumentsInvalidError
 */
export function parseArguments<S extends z.ZodObject>(
  schema: S,
  value: unknown,
  limits: Pick<McpLimits, 'arrayElements' | 'depth'>,
): z.output<S> {
  const known = Object.keys(schema.shape);
  const given = value ?? {};
  const excess = excessOf(given, limits);
  if (excess !== undefined) throw new ArgumentsInvalidError([excess], known);

  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => sentence(issue, given, known));
  throw new ArgumentsInvalidError([...new Set(problems)].slice(0, TOLD_PROBLEMS), known);
}

function sentence(issue: Issue, given: unknown, known: readonly string[]): string {
  const field = issue.path.length === 0 ? 'The arguments' : `"${issue.path.map(String).join('.')}"`;
  const absent = issue.path.length > 0 && at(given, issue.path) === undefined;

  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(key, issue.path, known)).join(' ');
    case 'invalid_type':
      return absent ? `${field} is missing.` : `${field} must be ${kind(issue.expected)}.`;
    case 'invalid_value':
      return `${field} must be one of: ${issue.values.map(String).join(', ')}.`;
    case 'too_small':
      return `${field} must ${bound(issue.origin, 'at least', Number(issue.minimum))}.`;
    case 'too_big':
      return `${field} must ${bound(issue.origin, 'at most', Number(issue.maximum))}.`;
    case 'invalid_union':
      return absent ? `${field} is missing.` : fromUnion(issue, field, given, known);
    case 'invalid_format':
    case 'not_multiple_of':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return `${field}: ${issue.message}${/[.!?]$/.test(issue.message) ? '' : '.'}`;
  }
}

function unknownKey(key: string, path: readonly PropertyKey[], known: readonly string[]): string {
  const name = PLAIN_NAME.test(key) ? `"${[...path, key].map(String).join('.')}"` : 'one of the given names';
  const meant = path.length === 0 ? closestNames(known, key)[0] : undefined;
  return `There is no argument ${name}.${meant === undefined ? '' : ` Did you mean "${meant}"?`}`;
}

/** The sentences of the alternative that came nearest: the one with the fewest problems. */
function fromUnion(
  issue: Extract<Issue, { code: 'invalid_union' }>,
  field: string,
  given: unknown,
  known: readonly string[],
): string {
  const [nearest] = issue.errors.toSorted((a, b) => a.length - b.length);
  const expected = issue.errors.map(([first]) => (first?.code === 'invalid_type' ? kind(first.expected) : undefined));
  if (nearest === undefined) return `${field}: ${issue.message}.`;
  if (expected.every((one) => one !== undefined)) return `${field} must be ${[...new Set(expected)].join(' or ')}.`;
  return nearest.map((inner) => sentence({ ...inner, path: [...issue.path, ...inner.path] }, given, known)).join(' ');
}

function kind(expected: string): string {
  switch (expected) {
    case 'string':
      return 'text';
    case 'int':
      return 'a whole number';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'an object';
    case 'boolean':
      return 'true or false';
    case 'null':
      return 'null';
    default:
      return `a ${expected}`;
  }
}

function bound(origin: string, word: 'at least' | 'at most', limit: number): string {
  if (origin === 'string') return `have ${word} ${limit} characters`;
  if (origin === 'array' || origin === 'set') return `have ${word} ${limit} entries`;
  return `be ${word} ${limit}`;
}

function at(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (current, key) =>
      typeof current === 'object' && current !== null ? (current as Record<PropertyKey, unknown>)[key] : undefined,
    value,
  );
}
