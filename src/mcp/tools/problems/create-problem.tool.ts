import { createRecord } from '../records/create-record.js';
import { problemToolset } from './problem-toolset.js';

export const createProblem = createRecord(problemToolset, {
  description: [
    'Create a problem. Only the title is always needed; a portal may want more, and then the answer lists the fields and their allowed values, and nothing was created.',
    'Names and mail addresses are enough; unknown ones are answered with the closest matches. Calling twice creates two problems, unless both calls have the same idempotencyKey.',
  ].join('\n'),
});
