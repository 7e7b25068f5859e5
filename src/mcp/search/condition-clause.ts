import { closestNames } from '../../common/text/closest-names.js';

import type { Condition } from '../../sdp-api/criteria.js';
import type { FieldType } from '../../sdp-api/metainfo/field-info.js';
import type { SdpApi } from '../../sdp-api/sdp-api.js';
import { UnknownNameError } from '../../sdp-api/sdp-input.errors.js';
import { cleanLine } from '../text/clean-text.js';
import { quoted } from '../text/markdown.js';
import { ToolInputError } from '../tools/tool.errors.js';
import { any, type Clause, comparison, not } from './clause.js';
import type { DateWords } from './date-words.js';
import { overdueClause } from './overdue-clause.js';
import { requesterClause, technicianClause } from './person-clause.js';
import { SEARCH_FIELDS, type SearchField, searchField } from './search-fields.js';
import { statusClause } from './status-clause.js';
import { timeClause, type TimeRelation } from './time-clause.js';

/** How a field can be compared, in the words of the tools. */
export const CONDITIONS = [
  'is',
  'is not',
  'contains',
  'not contains',
  'starts with',
  'ends with',
  'before',
  'after',
  'greater than',
  'less than',
  'is empty',
  'is not empty',
] as const;

/** One condition as a caller writes it. */
export interface FieldCondition {
  readonly field: string;
  readonly condition: (typeof CONDITIONS)[number];
  /** Several mean any of them. Empty for `is empty` and `is not empty` only. */
  readonly values: readonly string[];
}

export interface SearchContext {
  readonly sdp: SdpApi;
  readonly dates: DateWords;
  readonly now: Date;
}

const OWN = 'udf_fields.';

const OWN_KINDS: Readonly<Partial<Record<FieldType, 'time' | 'flag' | 'lookup'>>> = {
  ...{ date: 'time', datetime: 'time', boolean: 'flag', lookup: 'lookup' },
};

/** A portal's own field, by its label or key, with or without `udf_fields.` before it. @throws UnknownNameError */
async function ownField(name: string, { fields }: SdpApi): Promise<SearchField> {
  const { key, type } = await fields.resolveUdf(name.startsWith(OWN) ? name.slice(OWN.length) : name);
  return { kind: OWN_KINDS[type ?? 'string'] ?? 'text', path: `${OWN}${key}` };
}

/** A field that is none of SDP's own may be one of the portal's, by its label. @throws ToolInputError, UnknownNameError */
async function fieldNamed(name: string, sdp: SdpApi): Promise<SearchField> {
  if (name.startsWith(OWN)) return ownField(name, sdp);
  try {
    return searchField(name) ?? (await ownField(name, sdp));
  } catch (error) {
    if (!(error instanceof UnknownNameError)) throw error;
    const known = Object.keys(SEARCH_FIELDS);
    const [meant] = [...closestNames(known, name), ...error.closest.map((label) => cleanLine(label, 80))];
    throw new ToolInputError(
      `${quoted(name)} cannot be searched.`,
      `${meant === undefined ? '' : `Did you mean ${meant}? `}Fields: ${known.join(', ')}, and own fields of the portal by label: get_fields lists them.`,
    );
  }
}

/** @throws ToolInputError, UnknownNameError with the closest names */
export async function conditionClause(given: FieldCondition, context: SearchContext): Promise<Clause> {
  const field = await fieldNamed(given.field, context.sdp);
  const { condition, values } = given;
  if (condition === 'is empty' || condition === 'is not empty') {
    const criterion = comparison(field.path, condition === 'is empty' ? 'is' : 'is not');
    return { criterion, words: `${given.field} ${condition}` };
  }
  if (values.length === 0) {
    throw new ToolInputError(`The condition on ${given.field} has no value.`, 'Give "value", or use "is empty".');
  }

  const negative = condition === 'is not' || condition === 'not contains';
  const positive = condition === 'is not' ? 'is' : condition === 'not contains' ? 'contains' : condition;
  const clauses = await Promise.all(values.map((value) => clauseOf(given.field, field, positive, value, context)));
  const joined = any(clauses.filter((clause) => clause !== undefined));
  if (joined === undefined) {
    throw new ToolInputError('The status "all" is no condition.', 'Leave the condition on status out.');
  }
  return negative ? not(joined) : joined;
}

type Positive = Exclude<FieldCondition['condition'], 'is not' | 'not contains' | 'is empty' | 'is not empty'>;

async function clauseOf(
  name: string,
  field: SearchField,
  condition: Positive,
  value: string,
  { sdp, dates, now }: SearchContext,
): Promise<Clause | undefined> {
  const isDate = condition === 'before' || condition === 'after';
  if (isDate || (field.kind === 'time' && condition === 'is')) {
    if (field.kind !== 'time' && !field.path.startsWith(OWN)) throw cannot(name, condition);
    return timeClause(field.path, RELATIONS[condition], { words: value, argument: name, label: name }, dates);
  }
  if (condition === 'is') {
    if (field.kind === 'status') return statusClause(value, sdp);
    if (field.kind === 'technician') return technicianClause(value, sdp);
    if (field.kind === 'requester') return requesterClause(value, sdp);
    if (field.kind === 'overdue') return overdueClause(yes(name, value), sdp, now);
    if (field.kind === 'flag') {
      const flag = yes(name, value);
      return { criterion: comparison(field.path, 'is', flag), words: `${name} is ${flag ? 'yes' : 'no'}` };
    }
    if (field.kind === 'lookup') return lookupClause(name, field, value, sdp);
  }
  if (field.kind === 'time' || field.kind === 'flag' || field.kind === 'overdue') throw cannot(name, condition);
  const path = field.kind === 'text' ? field.path : `${field.path}.name`;
  return {
    criterion: comparison(path, WIRE[condition], value),
    words: `${name} ${condition} ${quoted(value, 100)}`,
  };
}

const RELATIONS = { is: 'in', before: 'before', after: 'after' } as const satisfies Record<string, TimeRelation>;

const WIRE = {
  is: 'is',
  contains: 'contains',
  'starts with': 'starts with',
  'ends with': 'ends with',
  'greater than': 'greater than',
  'less than': 'lesser than',
} as const satisfies Partial<Record<Positive, Condition>>;

async function lookupClause(
  name: string,
  field: Extract<SearchField, { kind: 'lookup' }>,
  value: string,
  { lookups }: SdpApi,
): Promise<Clause> {
  const found = field.resolve ? await field.resolve(lookups, value) : { name: value };
  const words = `${name} is ${quoted(found.name ?? value)}`;
  if (typeof found.name === 'string') return { criterion: comparison(`${field.path}.name`, 'is', found.name), words };
  return { criterion: comparison(`${field.path}.id`, 'is', found.id ?? value), words };
}

function yes(name: string, value: string): boolean {
  const word = value.trim().toLowerCase();
  if (['yes', 'true', '1'].includes(word)) return true;
  if (['no', 'false', '0'].includes(word)) return false;
  throw new ToolInputError(`${name} is yes or no, not ${quoted(value)}.`, 'Write "yes" or "no" as its value.');
}

function cannot(name: string, condition: string): ToolInputError {
  return new ToolInputError(
    `${name} cannot be compared with "${condition}".`,
    'Times take is, before and after (with dates such as "last 7 days"); yes-or-no fields take is; other fields take the rest.',
  );
}
