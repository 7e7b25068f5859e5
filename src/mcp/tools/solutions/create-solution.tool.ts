import { createRecord } from '../records/create-record.js';
import { solutionToolset } from './solution-toolset.js';

export const createSolution = createRecord(solutionToolset, {
  description:
    'Write a solution (article of the knowledge base). Title, text and topic are needed; a topic that does not exist is answered with the closest ones. A new solution is unapproved: approve it with update_solution.\nCalling twice creates two, unless both calls have the same idempotencyKey.',
  needs: ['title', 'description', 'topic'],
});
