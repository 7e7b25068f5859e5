import type { RequestSortField } from '../../sdp-api/requests/request-query.js';
import { quoted } from '../text/markdown.js';
import { pageOf, type PageView } from '../views/page.view.js';
import { type RequestRow, rowOf } from '../views/request-row.view.js';
import { all, type Clause } from './clause.js';
import type { SearchContext } from './condition-clause.js';

/** Which rows of a search, in which order. */
export interface RowsWanted {
  readonly limit: number;
  readonly start_index: number;
  readonly sort_by: RequestSortField;
  readonly sort_order: 'asc' | 'desc';
  /** One of SDP's views, instead of clauses. */
  readonly view?: string | undefined;
}

/** What both the list and the search tool answer. */
export interface FoundRequests {
  /** How the search was understood, in words. */
  readonly interpreted: string;
  readonly requests: RequestRow[];
  readonly page: PageView;
}

/** Runs a search made of clauses that all must hold. */
export async function findRequests(
  clauses: readonly Clause[],
  wanted: RowsWanted,
  { sdp, now }: SearchContext,
): Promise<FoundRequests> {
  const search = all(clauses);
  const page = await sdp.requests.list({
    ...(search === undefined ? {} : { where: search.criterion }),
    view: wanted.view,
    sort: { field: wanted.sort_by, order: wanted.sort_order },
    startIndex: wanted.start_index,
    rowCount: wanted.limit,
    totalCount: true,
  });
  const order = `${wanted.sort_by} ${wanted.sort_order === 'asc' ? 'ascending' : 'descending'}`;
  return {
    interpreted: `${wanted.view === undefined ? (search?.words ?? 'all requests') : `the view ${quoted(wanted.view)}`}; by ${order}`,
    requests: page.rows.map((request) => rowOf(request, now)),
    page: pageOf(page),
  };
}
