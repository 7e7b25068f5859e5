import { deleteRecord } from '../records/delete-record.js';
import { problemToolset } from './problem-toolset.js';

export const deleteProblem = deleteRecord(problemToolset, {
  description:
    'Delete a problem. Without confirm nothing is deleted and what would be is shown. To finish a problem, close it with update_problem instead.',
});
