import type { Condition, Criterion } from '../../sdp-api/criteria.js';
import { ToolInputError } from '../tools/tool.errors.js';

/** One condition of a search, for SDP and for people. */
export interface Clause {
  readonly criterion: Criterion;
  /** How it was understood, such as `priority is "High"`. */
  readonly words: string;
}

/** A comparison of one field. */
export function comparison(
  field: string,
  condition: Condition,
  ...values: readonly (string | number | boolean)[]
): Criterion {
  return { field, condition, values };
}

/** All clauses at once; undefined when there are none. */
export function all(clauses: readonly Clause[]): Clause | undefined {
  return joined(clauses, 'all', 'and');
}

/** At least one of the clauses; undefined when there are none. */
export function any(clauses: readonly Clause[]): Clause | undefined {
  return joined(clauses, 'any', 'or');
}

function joined(clauses: readonly Clause[], how: 'all' | 'any', word: string): Clause | undefined {
  const [first, ...more] = clauses;
  if (first === undefined || more.length === 0) return first;
  const criteria = clauses.map(({ criterion }) => criterion);
  const words = clauses.map(({ words: one }) => one).join(` ${word} `);
  return {
    criterion: how === 'all' ? { all: criteria } : { any: criteria },
    words: how === 'all' ? words : `(${words})`,
  };
}

/** The opposite. @throws ToolInputError for comparisons of which SDP has no opposite */
export function not({ criterion, words }: Clause): Clause {
  return { criterion: opposite(criterion), words: `not (${words.replace(/^\((.*)\)$/, '$1')})` };
}

const OPPOSITES: Partial<Record<Condition, Condition>> = {
  is: 'is not',
  'is not': 'is',
  contains: 'not contains',
  'not contains': 'contains',
  'greater than': 'lesser or equal',
  'lesser or equal': 'greater than',
  'greater or equal': 'lesser than',
  'lesser than': 'greater or equal',
  between: 'not between',
  'not between': 'between',
};

function opposite(criterion: Criterion): Criterion {
  if ('all' in criterion) return { any: criterion.all.map(opposite) };
  if ('any' in criterion) return { all: criterion.any.map(opposite) };
  const { field, condition, values } = criterion;
  const turned = OPPOSITES[condition];
  if (turned === undefined) {
    throw new ToolInputError(
      `ServiceDesk Plus cannot search for what does not "${condition}" something.`,
      'Use "not contains", or leave this condition out of none_of.',
    );
  }
  // Several values of `is` mean any of them, so its opposite must deny each.
  if (turned === 'is not' && values.length > 1) {
    return { all: values.map((value) => comparison(field, turned, value)) };
  }
  return { field, condition: turned, values };
}
