import { z } from 'zod';
import type { FieldTable } from '../fields/field.js';
import type { SdpSettings } from '../settings.js';
import type { Row } from '../store/rows.js';
import { failures } from '../wire/failure.js';
import { type Comparable, conditionNamed } from './conditions.js';
import { isSearchable, isTimePath, valueAt } from './field-path.js';

const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const operand = z.union([scalar, z.object({ id: z.string().optional(), name: z.string().optional() })]);

const criterionSchema = z.strictObject({
  field: z.string(),
  condition: z.string(),
  value: operand.optional(),
  values: z.array(operand).optional(),
  logical_operator: z.string().optional(),
  get children(): z.ZodOptional<z.ZodArray<typeof criterionSchema>> {
    return z.array(criterionSchema).optional();
  },
});

/** One object or an array of them (reference B.5). */
export const searchCriteriaSchema = z.union([criterionSchema, z.array(criterionSchema)]);

type WireCriterion = z.output<typeof criterionSchema>;
export type Matches = (row: Row) => boolean;

/** What decides what a criterion means. */
interface Rules {
  readonly fields: FieldTable;
  readonly settings: Pick<SdpSettings, 'missingLogicalOperator'>;
}

/**
 * The meaning of `search_criteria` (reference B.5): elements are joined from left to right by the operator each one
 * carries, and an element's children are a bracket that starts with the element itself.
 *
 * @throws SdpFailure 4001 for a field, condition, value or operator that does not exist
 */
export function readCriteria(criteria: z.output<typeof searchCriteriaSchema>, rules: Rules): Matches {
  const [first, ...rest] = Array.isArray(criteria) ? criteria : [criteria];
  if (!first) return () => true;
  return join(bracket(first, rules), rest, rules);
}

function bracket(criterion: WireCriterion, rules: Rules): Matches {
  return join(single(criterion, rules), criterion.children ?? [], rules);
}

function join(start: Matches, rest: readonly WireCriterion[], rules: Rules): Matches {
  return rest.reduce<Matches>((before, criterion) => {
    const next = bracket(criterion, rules);
    switch (criterion.logical_operator?.toLowerCase() ?? rules.settings.missingLogicalOperator) {
      case 'and':
        return (row) => before(row) && next(row);
      case 'or':
        return (row) => before(row) || next(row);
      case 'ignored':
        // reference D.19: the filter that follows without an operator is lost
        return before;
      default:
        throw failures.notValid('logical_operator');
    }
  }, start);
}

function single(criterion: WireCriterion, { fields }: Rules): Matches {
  const { field } = criterion;
  if (!isSearchable(fields, field)) throw failures.notValid(field);
  const condition = conditionNamed(criterion.condition);
  if (!condition) throw failures.notValid('condition');
  const isTime = isTimePath(fields, field);
  const operands = criterion.values ?? (criterion.value === undefined ? [] : [criterion.value]);
  if (operands.length === 0 || (condition.arity ?? operands.length) !== operands.length) {
    throw failures.notValid(field);
  }
  const wanted = operands.map((value) => toComparable(value, field, isTime));
  return (row) => candidates(valueAt(row, field)).some((actual) => condition.test(actual, wanted));
}

function toComparable(value: z.output<typeof operand>, field: string, isTime: boolean): Comparable {
  const plain = typeof value === 'object' && value !== null ? (value.id ?? value.name ?? null) : value;
  // reference B.5: times are epoch milliseconds
  if (isTime && plain !== null && !/^-?\d+$/.test(String(plain))) throw failures.unparsable(field);
  return typeof plain === 'boolean' ? String(plain) : plain;
}

/** A lookup named without `.name` can be meant by its name or by its id. */
function candidates(actual: unknown): Comparable[] {
  if (actual === undefined || actual === null) return [null];
  if (typeof actual === 'object') {
    const { id, name } = actual as Partial<Row>;
    return [id ?? null, typeof name === 'string' ? name : null];
  }
  return [typeof actual === 'boolean' ? String(actual) : (actual as string | number)];
}
