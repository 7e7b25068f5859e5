import type { Criterion } from '../criteria.js';
import type { PageQuery } from '../list-info.js';

/** Fields SDP can sort requests by (ManageEngine's Ansible collection for SDP Cloud lists them). */
export const REQUEST_SORT_FIELDS = [
  'created_time',
  'due_by_time',
  'first_response_due_by_time',
  'last_updated_time',
  'scheduled_start_time',
  'scheduled_end_time',
  'subject',
  'id',
  'priority',
  'status',
] as const;

export type RequestSortField = (typeof REQUEST_SORT_FIELDS)[number];

export interface RequestQuery extends PageQuery {
  readonly where?: Criterion | undefined;
  /** Default: newest first. */
  readonly sort?: { readonly field: RequestSortField; readonly order: 'asc' | 'desc' } | undefined;
}
