/** A stored or given value in the form in which it is compared. */
export type Comparable = string | number | null;

type Test = (actual: Comparable, wanted: readonly Comparable[]) => boolean;

const same = (a: Comparable, b: Comparable) => String(a).toLowerCase() === String(b).toLowerCase();
const text = (value: Comparable) => String(value ?? '').toLowerCase();

/** Numbers and digit strings by size, other strings by alphabet. Ids are too long for numbers. */
function compare(a: Comparable, b: Comparable): number {
  if (/^-?\d+$/.test(String(a)) && /^-?\d+$/.test(String(b))) {
    const [x, y] = [BigInt(a!), BigInt(b!)];
    return x < y ? -1 : Number(x > y);
  }
  return text(a).localeCompare(text(b));
}

const ordered =
  (holds: (order: number) => boolean): Test =>
  (actual, [wanted = null]) =>
    actual !== null && wanted !== null && holds(compare(actual, wanted));

const is: Test = (actual, wanted) => wanted.some((value) => (value === null ? actual === null : same(actual, value)));
const between: Test = (actual, [from = null, to = null]) =>
  actual !== null && from !== null && to !== null && compare(actual, from) >= 0 && compare(actual, to) <= 0;
const contains: Test = (actual, wanted) =>
  actual !== null && wanted.some((value) => text(actual).includes(text(value)));

const not =
  (test: Test): Test =>
  (actual, wanted) =>
    !test(actual, wanted);

interface Condition {
  readonly test: Test;
  /** How many values it takes; undefined: one or more. */
  readonly arity?: number;
}

const LONG: Readonly<Record<string, Condition>> = {
  is: { test: is },
  'is not': { test: not(is) },
  'greater than': { test: ordered((order) => order > 0), arity: 1 },
  'greater or equal': { test: ordered((order) => order >= 0), arity: 1 },
  'lesser than': { test: ordered((order) => order < 0), arity: 1 },
  'lesser or equal': { test: ordered((order) => order <= 0), arity: 1 },
  between: { test: between, arity: 2 },
  'not between': { test: not(between), arity: 2 },
  'starts with': { test: (actual, wanted) => wanted.some((value) => text(actual).startsWith(text(value))) },
  'ends with': { test: (actual, wanted) => wanted.some((value) => text(actual).endsWith(text(value))) },
  contains: { test: contains },
  'not contains': { test: not(contains) },
};

const SHORT: Readonly<Record<string, string>> = {
  eq: 'is',
  '=': 'is',
  neq: 'is not',
  '!=': 'is not',
  gt: 'greater than',
  '>': 'greater than',
  gte: 'greater or equal',
  '>=': 'greater or equal',
  lt: 'lesser than',
  '<': 'lesser than',
  lte: 'lesser or equal',
  '<=': 'lesser or equal',
  like: 'contains',
};

/** The conditions of reference B.5, long and short; undefined when there is no such condition. */
export function conditionNamed(name: string): Condition | undefined {
  const lower = name.toLowerCase();
  return LONG[SHORT[lower] ?? lower];
}
