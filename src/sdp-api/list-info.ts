import { z } from 'zod';
import type { Criterion } from './criteria.js';
import type { Operation, Reader } from './http/operation.js';
import { toSearchCriteria } from './search-criteria.js';

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

/** SDP gives at most so many rows (ManageEngine SDP Cloud API v3, "Input data"). */
const MAX_ROW_COUNT = 100;

const DEFAULT_ROW_COUNT = 20;

export interface ListQuery<T> extends PageQuery {
  readonly path: readonly string[];
  readonly rows: Reader<Rows<T>>;
  readonly where?: Criterion | undefined;
  readonly sort?: { readonly field: string; readonly order: 'asc' | 'desc' } | undefined;
  readonly fields?: readonly string[];
  /** Name of one of SDP's own views. SDP refuses it together with `where`. */
  readonly view?: string;
}

const Count = z.union([z.number(), z.string().regex(/^\d+$/).transform(Number)]);

const Body = z.looseObject({
  list_info: z.object({ has_more_rows: z.boolean().nullish(), total_count: Count.nullish() }).nullish(),
});

/** What a list's answer holds. */
export type Rows<T> = Pick<Page<T>, 'rows' | 'hasMore' | 'totalCount'>;

/** Reader of a list. @param keys under which the rows may stand; the first that is there counts */
export function rowsOf<T>(row: z.ZodType<T>, ...keys: readonly [string, ...string[]]): Reader<Rows<T>> {
  const list = z.array(row);
  return {
    safeParse: (json) => {
      const body = Body.safeParse(json);
      if (!body.success) return body;
      const { list_info: info, ...others } = body.data;
      // Without its rows an answer is not an empty list: it is an answer of another kind.
      const rows = list.safeParse(keys.map((key) => others[key]).find((value) => value !== undefined));
      if (!rows.success) return rows;
      const totalCount = info?.total_count ?? undefined;
      return { success: true, data: { rows: rows.data, hasMore: info?.has_more_rows ?? false, totalCount } };
    },
  };
}

/** A list as an operation: `list_info` in the query, rows and their paging in the answer. */
export function listOperation<T>(query: ListQuery<T>): Operation<Page<T>> {
  const { startIndex = 1, rowCount = DEFAULT_ROW_COUNT, totalCount = false, path, rows } = query;
  const { where, sort, fields, view } = query;
  const criteria = where && toSearchCriteria(where);
  const list_info = {
    row_count: Math.min(rowCount, MAX_ROW_COUNT),
    start_index: startIndex,
    ...(totalCount && { get_total_count: true }),
    ...(sort && { sort_field: sort.field, sort_order: sort.order }),
    ...(criteria && { search_criteria: criteria }),
    ...(view && { filter_by: { name: view } }),
    ...(fields && { fields_required: fields }),
  };
  const safeParse: Reader<Page<T>>['safeParse'] = (json) => {
    const read = rows.safeParse(json);
    return read.success ? { success: true, data: { ...read.data, startIndex, rowCount: list_info.row_count } } : read;
  };
  return { method: 'GET', path, input: { list_info }, answer: { safeParse } };
}

/**
 * Every row, page by page, for as long as there are more.
 * @param most stop after so many rows
 */
export async function* eachRow<T>(
  page: (query: PageQuery) => Promise<Page<T>>,
  most: number,
): AsyncGenerator<T, void, undefined> {
  for (let startIndex = 1; startIndex <= most; startIndex += MAX_ROW_COUNT) {
    const { rows, hasMore } = await page({ startIndex, rowCount: Math.min(MAX_ROW_COUNT, most - startIndex + 1) });
    yield* rows;
    if (!hasMore || rows.length === 0) return;
  }
}
