import { SOLUTIONS } from '../../../sdp-api/solutions/solution.record.js';
import type { RecordToolset } from '../records/record-toolset.js';

/** What the tools for solutions are made from. */
export const solutionToolset: RecordToolset = {
  module: SOLUTIONS,
  parent: 'solution',
  toolset: 'solutions',
  scope: 'SDPOnDemand.solutions',
  filters: {
    query: {
      by: 'words',
      paths: ['title', 'keywords', 'description'],
      says: 'Words, all of which must be in title, keywords or text; "in quotation marks" as a phrase',
    },
    topic: { by: 'lookup', field: 'topic' },
    approval_status: { by: 'lookup', field: 'approval_status' },
    created_by: { by: 'person', field: 'created_by' },
    created_after: { by: 'after', field: 'created_at' },
    expires_before: { by: 'before', field: 'expiry_date' },
  },
  columns: ['topic', 'approval_status', 'keywords', 'views', 'updated_at'],
  says: {
    description: 'the article itself',
    keywords: 'keywords, separated by commas',
    approval_status: 'approval status, such as Approved',
    is_public: 'shown to requesters; many portals decide this by themselves',
  },
};
