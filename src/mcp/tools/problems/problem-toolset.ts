import { PROBLEMS } from '../../../sdp-api/problems/problem.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for problems are made from. */
export const problemToolset: RecordToolset = {
  module: PROBLEMS,
  parent: 'problem',
  toolset: 'problems',
  scope: 'SDPOnDemand.problems',
  filters: {
    status: { by: 'status' },
    priority: { by: 'lookup', field: 'priority' },
    technician: { by: 'person', field: 'technician' },
    group: { by: 'lookup', field: 'group', says: 'support group' },
    category: { by: 'lookup', field: 'category' },
    text: { by: 'words', paths: ['title', 'description'] },
    created_after: { by: 'after', field: 'created_at' },
    created_before: { by: 'before', field: 'created_at' },
    due_before: { by: 'before', field: 'due_by' },
  },
  columns: ['status', 'priority', 'technician', 'group', 'due_by', 'created_at'],
  says: {
    group: 'support group',
    due_by: 'due time, for a date the end of that day',
    known_error: 'the cause is known, a fix is not there yet',
    closure_comments: 'how it was closed',
  },
};
