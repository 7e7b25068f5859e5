/** SDP's comparisons, in their long spelling. `is` without values means empty, `is not` without values not empty. */
export type Condition =
  | 'is'
  | 'is not'
  | 'greater than'
  | 'greater or equal'
  | 'lesser than'
  | 'lesser or equal'
  | 'between'
  | 'not between'
  | 'starts with'
  | 'ends with'
  | 'contains'
  | 'not contains';

/**
 * A search, as a tree. Fields are SDP's dotted paths, such as `status.name` or `requester.email_id`; times are
 * milliseconds since the epoch. Several values of one comparison mean any of them, save for `between`, which takes two.
 */
export type Criterion =
  | {
      readonly field: string;
      readonly condition: Condition;
      readonly values: readonly (string | number | boolean)[];
    }
  | { readonly all: readonly Criterion[] }
  | { readonly any: readonly Criterion[] };
