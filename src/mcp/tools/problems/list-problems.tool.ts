import { listRecords } from '../records/list-records.js';
import { problemToolset } from './problem-toolset.js';

export const listProblems = listRecords(problemToolset, {
  description:
    'List problems (causes behind requests), newest first, narrowed by status, priority, technician, group, category, words or dates. All filters must hold; names are enough. To read one with its analysis and notes, use get_problem.',
});
