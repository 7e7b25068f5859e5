import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Criterion } from './criteria.js';
import { SdpInvalidInputError } from './sdp-input.errors.js';
import { toSearchCriteria, type WireCriterion } from './search-criteria.js';

const is = (field: string, ...values: (string | number | boolean)[]): Criterion => ({ field, condition: 'is', values });
const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((name) => is(name, 'x')) as [Criterion, Criterion, Criterion, Criterion];

/** The shape alone, such as `a AND b(OR c)`. */
function shape(elements: readonly WireCriterion[] | undefined): string {
  return (elements ?? [])
    .map(({ field, logical_operator: operator, children }) => {
      const bracket = children ? `(${shape(children)})` : '';
      return `${operator ? `${operator} ` : ''}${field}${bracket}`;
    })
    .join(' ');
}

describe('toSearchCriteria', () => {
  it('writes (A or B) and (C or D) as the vendor does', () => {
    expect(toSearchCriteria({ all: [{ any: [a, b] }, { any: [c, d] }] })).toEqual([
      {
        field: 'a',
        condition: 'is',
        value: 'x',
        children: [{ field: 'b', condition: 'is', value: 'x', logical_operator: 'OR' }],
      },
      {
        field: 'c',
        condition: 'is',
        value: 'x',
        logical_operator: 'AND',
        children: [{ field: 'd', condition: 'is', value: 'x', logical_operator: 'OR' }],
      },
    ]);
  });

  it.each<[Criterion, string]>([
    [a, 'a'],
    [{ all: [a, b, c] }, 'a AND b AND c'],
    [{ any: [a, { all: [b, c] }] }, 'a OR b(AND c)'],
    [{ all: [a, { all: [b, { all: [c] }] }] }, 'a AND b AND c'],
    [{ any: [{ all: [a] }, b] }, 'a OR b'],
    [{ all: [{ any: [{ all: [a, b] }, c] }, d] }, 'c(OR a(AND b)) AND d'],
    [{ any: [{ all: [{ any: [a, b] }, { any: [c, d] }] }, a] }, 'a(AND c) OR a(AND d) OR b(AND c) OR b(AND d) OR a'],
    [{ all: [] }, ''],
  ])('writes %j as %s', (criterion, expected) => {
    expect(shape(toSearchCriteria(criterion))).toBe(expected);
  });

  it('sends times and ids as strings, flags as they are, and nothing as null', () => {
    expect(toSearchCriteria(is('created_time', 1_593_000_300_533))).toMatchObject([{ value: '1593000300533' }]);
    expect(toSearchCriteria(is('is_overdue', true))).toMatchObject([{ value: true }]);
    expect(toSearchCriteria(is('technician'))).toMatchObject([{ value: null }]);
    expect(toSearchCriteria(is('status.name', 'Open', 'On Hold'))).toMatchObject([{ values: ['Open', 'On Hold'] }]);
  });

  it('asks for each value by itself where the meaning of several is not published', () => {
    const names = ['x', 'y'];
    expect(shape(toSearchCriteria({ field: 'a', condition: 'contains', values: names }))).toBe('a OR a');
    expect(shape(toSearchCriteria({ field: 'a', condition: 'not contains', values: names }))).toBe('a AND a');
    expect(shape(toSearchCriteria({ field: 'a', condition: 'is not', values: names }))).toBe('a AND a');
    expect(toSearchCriteria({ field: 'a', condition: 'between', values: [1, 2] })).toMatchObject([
      { values: ['1', '2'] },
    ]);
  });

  it('refuses a search for any of nothing, which would otherwise find everything', () => {
    expect(() => toSearchCriteria({ any: [] })).toThrow(RangeError);
    expect(() => toSearchCriteria({ all: [a, { any: [] }] })).toThrow(RangeError);
  });

  it('refuses a search that grows beyond what SDP could be asked', () => {
    const pair = { any: [a, b] };
    const wide: Criterion = { any: [c, { all: Array.from({ length: 9 }, () => pair) }] };
    expect(() => toSearchCriteria(wide)).toThrow(SdpInvalidInputError);
  });
});

type Row = Readonly<Record<string, boolean>>;
const FIELDS = ['p', 'q', 'r', 's', 't'];

const { tree } = fc.letrec<{ tree: Criterion; leaf: Criterion; group: Criterion }>((tie) => ({
  leaf: fc.constantFrom(...FIELDS).map((field) => is(field, true)),
  group: fc.oneof(
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all): Criterion => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any): Criterion => ({ any })),
  ),
  tree: fc.oneof({ depthSize: 'small', withCrossShrink: true }, tie('leaf'), tie('group')),
}));

function holds(criterion: Criterion, row: Row): boolean {
  if ('all' in criterion) return criterion.all.every((part) => holds(part, row));
  if ('any' in criterion) return criterion.any.some((part) => holds(part, row));
  return row[criterion.field] === true;
}

/** As the vendor's old API page has it: an element's children stand in one bracket with it. */
type Reading = (elements: readonly WireCriterion[], row: Row) => boolean;

const bracketed = (element: WireCriterion, row: Row, read: Reading): boolean => {
  if (!element.children) return row[element.field] === true;
  const { children, ...own } = element;
  return read([own, ...children], row);
};

const fromLeftToRight: Reading = ([first, ...rest], row) =>
  rest.reduce(
    (before, element) => {
      const value = bracketed(element, row, fromLeftToRight);
      return element.logical_operator === 'AND' ? before && value : before || value;
    },
    first !== undefined && bracketed(first, row, fromLeftToRight),
  );

const andFirst: Reading = (elements, row) => {
  const alternatives: boolean[] = [];
  elements.forEach((element, index) => {
    const value = bracketed(element, row, andFirst);
    if (index > 0 && element.logical_operator === 'AND') alternatives.push((alternatives.pop() ?? false) && value);
    else alternatives.push(value);
  });
  return alternatives.some(Boolean);
};

describe('any search', () => {
  const rows: Row[] = Array.from({ length: 2 ** FIELDS.length }, (_, bits) =>
    Object.fromEntries(FIELDS.map((field, index) => [field, ((bits >> index) & 1) === 1])),
  );

  it.each([
    ['from left to right', fromLeftToRight],
    ['with and before or', andFirst],
  ])('finds the same rows when SDP joins %s', (_how, read) => {
    fc.assert(
      fc.property(tree, (criterion) => {
        let wire: readonly WireCriterion[];
        try {
          wire = toSearchCriteria(criterion) ?? [];
        } catch (error) {
          return error instanceof SdpInvalidInputError;
        }
        return rows.every((row) => read(wire, row) === holds(criterion, row));
      }),
      { numRuns: 500 },
    );
  });

  it('has an operator on every element but the first, and one kind of it in each bracket', () => {
    const wellFormed = (elements: readonly WireCriterion[], first: boolean): boolean => {
      const operators = new Set(elements.slice(first ? 1 : 0).map((element) => element.logical_operator));
      return (
        operators.size <= 1 &&
        !operators.has(undefined) &&
        (!first || elements[0]?.logical_operator === undefined) &&
        elements.every(({ children = [] }) => wellFormed(children, false))
      );
    };
    fc.assert(
      fc.property(tree, (criterion) => {
        try {
          return wellFormed(toSearchCriteria(criterion) ?? [], true);
        } catch (error) {
          return error instanceof SdpInvalidInputError;
        }
      }),
    );
  });
});
