import { updateRecord } from '../records/update-record.js';
import { solutionToolset } from './solution-toolset.js';

export const updateSolution = updateRecord(solutionToolset, {
  title: 'Update or approve a solution',
  description:
    'Change a solution: its text, topic, keywords, dates, or approve it with approval_status Approved. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
  fixed: ['title', 'description', 'topic', 'approval_status'],
});
