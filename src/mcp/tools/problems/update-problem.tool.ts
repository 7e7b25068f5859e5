import { updateRecord } from '../records/update-record.js';
import { problemToolset } from './problem-toolset.js';

export const updateProblem = updateRecord(problemToolset, {
  title: 'Update or close a problem',
  description:
    'Change a problem: assign it, write its analysis (symptoms, root_cause, workaround, resolution), or close it by setting status with closure_code and closure_comments. Only what is given changes; clear_fields empties fields. The answer shows each changed field before and after.',
});
