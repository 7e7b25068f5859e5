/** Which rows are wanted. */
export interface PageQuery {
  /** 1-based; default 1. */
  readonly startIndex?: number;
  /** 1 to 100; default 20. */
  readonly rowCount?: number;
  /** Also count all rows; costs SDP more. */
  readonly totalCount?: boolean;
}

/** A part of a list. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** 1-based index of the first row. */
  readonly startIndex: number;
  /** Rows asked for; `rows` may hold fewer. */
  readonly rowCount: number;
  readonly hasMore: boolean;
  /** All rows that match; only when it was asked for. */
  readonly totalCount: number | undefined;
}
