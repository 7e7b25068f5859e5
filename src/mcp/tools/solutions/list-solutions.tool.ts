import { listRecords } from '../records/list-records.js';
import { solutionToolset } from './solution-toolset.js';

export const listSolutions = listRecords(solutionToolset, {
  description:
    'List solutions (articles of the knowledge base) by topic, approval status, author or date. All filters must hold. To look for words, use search_solutions; for what fits a request, find_similar.',
  filters: ['topic', 'approval_status', 'created_by', 'created_after', 'expires_before'],
});
