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
  /** Internal name of one of SDP's own or saved views, such as `My_Open`. SDP refuses it together with `where`. */
  readonly view?: string | undefined;
}

/**
 * Views that ServiceDesk Plus has of its own (`My_Open` was seen in use; the others bear the names of its pages). A
 * portal may lack some, and has others that its people saved.
 */
export const SYSTEM_VIEWS = [
  'All_Requests',
  'My_Open',
  'My_Pending',
  'My_Completed',
  'Open_System',
  'Overdue_System',
  'Onhold_System',
  'Unassigned_System',
  'Completed_System',
  'Waiting_Update',
] as const;
