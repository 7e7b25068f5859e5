import { recordModule } from '../records/record-module.js';

/** Articles of the knowledge base (ManageEngine SDP Cloud API v3, "Solution"). */
export const SOLUTIONS = recordModule({
  collection: 'solutions',
  entity: 'solution',
  noun: 'solution',
  plural: 'solutions',
  checkCreated: 'search for a solution with this title (search_solutions)',
  // No page says by what solutions can be sorted.
  sortFields: [],
  confidence: { create: 'official', update: 'official', delete: 'used' },
  fields: {
    title: { kind: 'text', write: 'always' },
    description: { kind: 'html', write: 'always', detailOnly: true },
    topic: { kind: 'lookup', write: 'always', values: 'topics' },
    keywords: { kind: 'text', write: 'always' },
    // Seen in use: a new solution is refused with it, and approved afterwards.
    approval_status: { kind: 'lookup', write: 'update', values: 'solution_statuses' },
    is_public: { kind: 'flag', write: 'always' },
    review_date: { kind: 'date', write: 'always' },
    expiry_date: { kind: 'date', write: 'always' },
    likes: { kind: 'number' },
    dislikes: { kind: 'number' },
    views: { kind: 'number', path: 'no_of_hits' },
    created_by: { kind: 'user' },
    created_at: { kind: 'time', path: 'created_time' },
    updated_at: { kind: 'time', path: 'last_updated_time' },
  },
});
