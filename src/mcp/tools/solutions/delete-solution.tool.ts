import { deleteRecord } from '../records/delete-record.js';
import { solutionToolset } from './solution-toolset.js';

export const deleteSolution = deleteRecord(solutionToolset, {
  description: 'Delete a solution. Without confirm nothing is deleted and what would be is shown.',
});
