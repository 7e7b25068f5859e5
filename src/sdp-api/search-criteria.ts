import type { Condition, Criterion } from './criteria.js';
import { SdpInvalidInputError } from './sdp-input.errors.js';

/** SDP's `search_criteria`, one element of it. */
export interface WireCriterion {
  readonly field: string;
  readonly condition: Condition;
  readonly value?: string | boolean | null;
  readonly values?: readonly (string | boolean)[];
  /** Joins this element to what stands before it; on every element but the first. */
  readonly logical_operator?: 'AND' | 'OR';
  /** Stand in one bracket with this element, which they are joined to in turn. */
  readonly children?: readonly WireCriterion[];
}

type Leaf = Extract<Criterion, { field: string }>;
type Op = 'all' | 'any';
type Tree = Leaf | Group;
interface Group {
  readonly op: Op;
  readonly parts: readonly Tree[];
}

/** More comparisons than a person would write; reached only by the product of many alternatives. */
const MOST_COMPARISONS = 200;

const isLeaf = (tree: Tree): tree is Leaf => 'field' in tree;
const other = (op: Op): Op => (op === 'all' ? 'any' : 'all');

/**
 * Our tree in SDP's form; undefined when everything matches.
 *
 * On the wire a bracket is an element with `children`, so it has to start with a comparison, and nothing published says
 * whether `and` binds closer than `or` within one. Both are avoided: inside a bracket all operators are the same, and a
 * bracket that would start with another bracket is multiplied out.
 * @throws SdpInvalidInputError on a search that grows too large, RangeError on `any` of nothing: a caller's mistake that
 * would otherwise find everything
 */
export function toSearchCriteria(criterion: Criterion): readonly WireCriterion[] | undefined {
  const tree = arrange(simplify(criterion));
  if (isLeaf(tree)) return [toWire(tree)];
  if (tree.parts.length === 0) return undefined;
  return joined(tree);
}

/** Elements of a level, each but the first with the level's operator. */
function joined({ op, parts }: Group): WireCriterion[] {
  return parts.map((part, index) => {
    const element = isLeaf(part) ? toWire(part) : bracket(part);
    return index === 0 ? element : { ...element, logical_operator: op === 'all' ? 'AND' : 'OR' };
  });
}

function bracket({ op, parts }: Group): WireCriterion {
  const start = parts.find(isLeaf);
  if (!start) throw new RangeError('A bracket has to start with a comparison');
  const [, ...children] = joined({ op, parts: [start, ...parts.filter((part) => part !== start)] });
  return { ...toWire(start), children };
}

function toWire({ field, condition, values }: Leaf): WireCriterion {
  const [first, ...more] = values.map((value) => (typeof value === 'number' ? String(value) : value));
  if (first === undefined) return { field, condition, value: null };
  return more.length === 0 ? { field, condition, value: first } : { field, condition, values: [first, ...more] };
}

/** Flattens groups of the same kind into each other and takes away groups of one. */
function simplify(criterion: Criterion): Tree {
  if ('field' in criterion) return oneByOne(criterion);
  const op: Op = 'all' in criterion ? 'all' : 'any';
  const parts = 'all' in criterion ? criterion.all : criterion.any;
  return group(op, parts.map(simplify));
}

function group(op: Op, trees: readonly Tree[]): Tree {
  const parts = trees.flatMap((tree) => (!isLeaf(tree) && tree.op === op ? tree.parts : [tree]));
  const known = parts.filter((part) => isLeaf(part) || part.parts.length > 0);
  if (known.length < parts.length && op === 'any') return { op: 'all', parts: [] };
  if (known.length === 0 && op === 'any') throw new RangeError('A search for any of nothing');
  const [only, ...more] = known;
  return only && more.length === 0 ? only : { op, parts: known };
}

/** `values` of `is` mean any of them, and of `between` its ends; elsewhere their meaning is not published. */
function oneByOne(leaf: Leaf): Tree {
  const { field, condition, values } = leaf;
  if (values.length < 2 || condition === 'is' || condition.endsWith('between')) return leaf;
  const op: Op = condition === 'is not' || condition === 'not contains' ? 'all' : 'any';
  return { op, parts: values.map((value) => ({ field, condition, values: [value] })) };
}

/** Makes sure that every bracket below the top level holds a comparison to start with. */
function arrange(tree: Tree): Tree {
  if (isLeaf(tree)) return tree;
  return group(
    tree.op,
    tree.parts.map((part) => {
      const arranged = arrange(part);
      return isLeaf(arranged) || arranged.parts.some(isLeaf) ? arranged : multiplyOut(arranged);
    }),
  );
}

/** (A or B) and (C or D) as A and C, or A and D, or B and C, or B and D. */
function multiplyOut({ op, parts }: Group): Tree {
  const combinations = parts.reduce<readonly (readonly Tree[])[]>(
    (before, part) => {
      const alternatives = isLeaf(part) ? [part] : part.parts;
      const product = before.flatMap((chosen) => alternatives.map((alternative) => [...chosen, alternative]));
      if (product.length > MOST_COMPARISONS) {
        throw new SdpInvalidInputError([], 'The search has too many alternatives for ServiceDesk Plus');
      }
      return product;
    },
    [[]],
  );
  return group(
    other(op),
    combinations.map((chosen) => group(op, chosen)),
  );
}
