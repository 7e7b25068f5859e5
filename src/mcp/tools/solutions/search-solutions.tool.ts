import { listRecords } from '../records/list-records.js';
import { solutionToolset } from './solution-toolset.js';

export const searchSolutions = listRecords(solutionToolset, {
  name: 'search_solutions',
  title: 'Search solutions',
  description:
    'Search the knowledge base for solutions that hold all the words in title, keywords or text. For what fits a request, find_similar is better; to read an article, get_solution.',
  filters: ['query', 'topic', 'approval_status'],
  needs: ['query'],
});
